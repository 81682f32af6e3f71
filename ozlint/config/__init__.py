"""What a run was asked to do, from flags, environment and files."""
