"""Rules: reading their files, binding their expressions, choosing which ones run."""
