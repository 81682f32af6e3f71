"""Turning a report into text; never deciding anything."""
