"""Numbers, days and counts as people write them. The one place that knows a plural."""

from __future__ import annotations

from datetime import date


def day_text(day: date) -> str:
    """Return a day in full: 15 November 2026."""
    return f"{day.day} {day:%B %Y}"


def span_text(first: date, last: date) -> str:
    """Return a span of days: on 15 November 2026, or from one day to another."""
    if first == last:
        return f"on {day_text(first)}"
    return f"from {day_text(first)} to {day_text(last)}"


def percent(value: float) -> str:
    """Return a percentage, never broken between number and sign."""
    return f"{value:.0f}\N{NO-BREAK SPACE}%".replace("-", "−")


def signed(value: float, digits: int = 1) -> str:
    """Return a difference with its sign: +0.5, −1.0."""
    return f"{value:+.{digits}f}".replace("-", "−")


def number(value: float) -> str:
    """Return a number with at most one decimal, none where it is whole."""
    return f"{value:,.1f}".removesuffix(".0")


def count(value: float, one: str, many: str = "") -> str:
    """Return how many there are of something: 1 day, 2 days; `many` where an s is wrong."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def is_whole(value: float) -> bool:
    """Return whether `value` is a whole number, as near as sums of parts of a week come to it."""
    return abs(value - round(value)) < 1e-6


def listed(parts: list[str]) -> str:
    """Return `parts` as people list them: a, b and c."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
