"""Tracking files: from what carriers answered, and tables about parcels, to events."""
