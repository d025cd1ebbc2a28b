"""Is it different from the start, in words: one sentence a state, and what it rests on.

Size and certainty are told apart. A drop that is large for some is small for others: what usually
matters to people is 2 points and 30 %.
"""

from __future__ import annotations

import pandas as pd

from backlog.analysis import change as change_
from backlog.analysis import findings
from backlog.analysis.change import Change, TooFew
from backlog.analysis.phrases import count, day_text, percent, signed
from backlog.analysis.reason import Reason
from backlog.analysis.words.captions import ratings, through
from backlog.analysis.words.nothing import NOTHING

WARNING_SIGNS = (
    "Get help at once with numbness or tingling around the genitals or inner thighs, new trouble "
    "with bladder or bowel, or weakness in both legs that grows."
)

_INTERIM = "Interim look: "


def change(found: Change | Reason, series: pd.DataFrame) -> str:
    """Say in one or two sentences how the last days differ from the first."""
    if series.empty:
        return NOTHING
    if isinstance(found, TooFew):
        return f"{few(found)}.\nWithout them the last days cannot be compared with the first."
    if isinstance(found, Reason):
        return f"Too early to say whether it is different from the start.\n{_needs(found)}."
    told = _SENTENCES[found.state](found) + _caution(found, series)
    return f"{_INTERIM}{told[0].lower()}{told[1:]}" if found.interim else told


#: States that speak of less discomfort.
_LOWER = (change_.CLEAR, change_.NOT_CERTAIN, change_.SMALL)


def _caution(found: Change, series: pd.DataFrame) -> str:
    """Say of an improvement that it is measured from a flare: such a start is higher than usual."""
    if found.state not in _LOWER or not findings.began_in_flare(found, series):
        return ""
    return (
        "\nYou began in a flare-up. Most pass, so a part of this would likely have happened anyway."
    )


def _needs(reason: Reason) -> str:
    told = needs(reason)
    return told[0].upper() + told[1:]


def needs(reason: Reason) -> str:
    """Return what is needed and what there is."""
    return f"this needs {reason.needed}; so far: {reason.there}"


def few(found: TooFew) -> str:
    """Return how many ratings there are of those that a window needs."""
    there = f"{found.n} of {found.window.fewest}"
    if found.at_start:
        return f"Not enough ratings at the start: {there} in the first {found.window.days} days"
    return f"Not enough recent ratings: {there} in the last {found.window.days} days"


def _from_to(found: Change) -> str:
    return f"from {found.baseline:.1f} to {found.recent:.1f} of 10"


def _worse(found: Change) -> str:
    return (
        f"Discomfort is higher than at the start: {_from_to(found)}. Please tell your therapist.\n"
        f"{WARNING_SIGNS}"
    )


def _clear(found: Change) -> str:
    return (
        f"Discomfort went down {_from_to(found)}.\nThat much usually matters to people, and it is "
        "more than the day-to-day ups and downs explain. It does not show what brought it about."
    )


def _not_certain(found: Change) -> str:
    return (
        f"Discomfort dropped by about {-found.delta:.1f} points, {_from_to(found)}, but the days "
        "vary enough that it could be chance."
    )


def _small(found: Change) -> str:
    if found.delta > -change_.POINTS:
        told = f"That is less than people usually notice ({change_.POINTS:.0f} points)"
    elif found.percent is None:
        told = "It was low at the start already, so the drop is not called large"
    else:
        told = f"That is less than {percent(change_.PERCENT)} of the start, from where it matters"
    return f"Discomfort is a little lower, steadily so: {_from_to(found)}.\n{told}."


def _little_worse(found: Change) -> str:
    return (
        f"Discomfort is a little higher, steadily so: {_from_to(found)}.\n"
        "It is worth telling your therapist."
    )


#: Points from which a rise is worth a word even where it is not clear.
_RISE = 1.0


def _no_clear(found: Change) -> str:
    tell = " If the last days felt worse to you, tell your therapist."
    return (
        f"No clear change since the start: {_from_to(found)}.\nIt can mean that nothing changed, "
        "or that there are too few ratings to see a change." + tell * (found.delta >= _RISE)
    )


_SENTENCES = {
    change_.WORSE: _worse,
    change_.CLEAR: _clear,
    change_.NOT_CERTAIN: _not_certain,
    change_.SMALL: _small,
    change_.LITTLE_WORSE: _little_worse,
    change_.NO_CLEAR_CHANGE: _no_clear,
}


def evidence(found: Change | Reason, mark: Change | Reason) -> str:
    """Say what the comparison rests on, and between two marks what it was at the last `mark`."""
    if isinstance(found, Reason):
        return (
            "A comparison needs 28 days, 4 ratings in the first ones and 4 in the last 7 (from day "
            f"42 on 8 in the last 14). Until then the dots are all there is.{_last(mark)}"
        )
    lines = [_windows(found), _interval(found), _tipping(found), _when(found, mark)]
    return "\n".join(line for line in lines if line)


def _windows(found: Change) -> str:
    first, last = found.baseline_window, found.recent_window
    share = f" ({percent(found.percent)})" if found.percent is not None else ""
    given = [count(n, "rating") for n in (found.n_baseline, found.n_recent)]
    return (
        f"Compared are the means of the first {first.days} days ({given[0]}) and of the last "
        f"{last.days} ({given[1]}). The difference is {signed(found.delta)} points{share}."
    )


def _interval(found: Change) -> str:
    low, high = found.interval
    return (
        f"Given the ups and downs, the true difference is somewhere from {signed(low)} to "
        f"{signed(high)}: such an interval is right in about 90–95 of 100 cases."
    )


def _tipping(found: Change) -> str:
    if found.robust is None:
        return ""
    if found.tipping_point is None:
        return "Days without a rating could not undo this: they are not more than at the start."
    point = f"{max(found.tipping_point, 0):.1f}"
    hardly = " That is hardly possible." if found.robust else ""
    return f"Days without a rating would have to be {point} points worse to undo this.{hardly}"


def _when(found: Change, mark: Change | Reason) -> str:
    if not found.interim:
        return ""
    return (
        "A verdict stands at the end of weeks 4, 6, 8, 12 and every 4 after that. Between them, as "
        f"now, a look is interim and may turn out otherwise at the next.{_last(mark)}"
    )


def _last(mark: Change | Reason) -> str:
    if isinstance(mark, Reason):
        return ""
    on = day_text(mark.recent_window.last)
    return f" The last verdict, on {on}, was: {mark.state}, {_from_to(mark)}."


def caption_of_change(found: Change | Reason, series: pd.DataFrame) -> str:
    """Return the line under the figure: the state, the ratings, through which day."""
    if series.empty:
        return ""
    return f"State: {state(found)}. {ratings(series)}. {through(series)}"


def state(found: Change | Reason) -> str:
    """Return the state with the word interim between the marks."""
    if isinstance(found, TooFew):
        return "too few ratings"
    interim = isinstance(found, Change) and found.interim
    return f"{found.state} (interim)" if interim else found.state
