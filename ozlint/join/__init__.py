"""What other inputs say of postings, packed so that it can be looked up: carriers' events, snapshots, notifications."""
