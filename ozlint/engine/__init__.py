"""Judging: rules and subjects in, outcomes and findings out; knows no files, no HTTP, no colours."""
