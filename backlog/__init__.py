"""backlog: a logbook for the lower back."""
