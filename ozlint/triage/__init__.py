"""Sorting findings into shown, suppressed and baselined, and counting all of them."""
