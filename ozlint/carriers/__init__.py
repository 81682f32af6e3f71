"""What is known of the carriers, with the facts in TSV files: names, tracking numbers, statuses, documents.

A module named after a carrier or an aggregator reads its documents; `readers` is the table of them.
"""
