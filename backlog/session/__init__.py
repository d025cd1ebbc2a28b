"""One session running: from a dose to timed phases, from events to rows. Pure."""
