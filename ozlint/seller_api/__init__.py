"""The only HTTP of ozlint: reads postings from Ozon's Seller API into snapshots, and changes nothing there.

Requests and answers are plain values; only `transport` knows HTTP, and only commands that talk to Ozon load it.
"""
