"""The log's upkeep: what is done to its files now and then, and only when a person asks for it.

Each module works out first what would be done; only `apply` of what was worked out writes.
"""
