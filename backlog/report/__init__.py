"""What is shared: the therapist's page, the bundle, and the files that other programs read."""
