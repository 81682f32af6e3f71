"""Judging the postings of a run in several processes, with what one process would find and count."""
