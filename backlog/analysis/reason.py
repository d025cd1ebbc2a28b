"""Why there is no number: what would be needed, and what there is.

A guard that fails gives a reason in place of a value, so that nothing after it can take an empty
rating for a number. Knows words only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """The answer where a guard fails.

    Parameters
    ----------
    needed : str
        What is needed: ``"4 ratings in the first 14 days"``.
    there : str
        What there is: ``"2 ratings"``.
    state : str
        ``too early`` where waiting and rating can mend it; else a word of its own.
    """

    needed: str
    there: str
    state: str = "too early"

    def __str__(self) -> str:
        return f"needs {self.needed}; there: {self.there}"
