"""Judging postings where they are too many for one machine: the same engine in every task, and shuffles between."""
