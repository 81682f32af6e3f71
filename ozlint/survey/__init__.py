"""What inputs are: what each was taken for, what is in it, and which rules can be judged on it."""
