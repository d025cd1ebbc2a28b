"""What is told before anything is written: every file, row and column that would leave.

Made from the plan alone, so that it tells of the bytes that are written. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from backlog.analysis.phrases import count, day_text, listed, span_text
from backlog.report.share.earlier import Earlier
from backlog.report.share.files import File
from backlog.report.share.plan import Plan


def lines(plan: Plan) -> list[str]:
    """Return the preview of a plan, line by line; what does not go is told before any file."""
    days = span_text(plan.choices.first, plan.choices.last)
    return [
        f"What would leave this computer, {days}:",
        *_hidden(plan),
        *(f"  {_file(file)}" for file in plan.files),
        *_beyond(plan),
    ]


def _file(file: File) -> str:
    size = f"{-(-len(file.data) // 1000):,} kB"
    if file.rows is None:
        return f"{file.name}: {file.told} ({size})"
    columns = f"columns: {', '.join(file.columns)}"
    empty = f"; emptied: {', '.join(file.empty)}" if file.empty else ""
    return f"{file.name}: {count(file.rows, 'row')} ({size}); {columns}{empty}"


def _hidden(plan: Plan) -> Iterator[str]:
    if plan.choices.notes:
        yield f"Notes go as they are ({plan.notes}): they may hold names, places and dates."
    else:
        yield (
            f"Notes do not go ({plan.notes}), and with them the words of questions and of "
            "warning signs that were ticked."
        )
    activities = f" and the names of activities ({plan.names})" if plan.names else ""
    if plan.choices.names:
        yield f"Authors ({plan.authors}){activities} go."
    else:
        called = "; activities are called activity 1, 2, 3" if plan.names else ""
        yield f"Authors ({plan.authors}){activities} do not go{called}."
    if plan.choices.shift_dates:
        yield (
            "All dates are moved by the same number of weeks, which stands nowhere; ids are new, "
            "times have no time zone. The days above are the real ones; whoever knows the last of "
            "them, or the day of a visit, can work the weeks out."
        )


def _earlier(told: Earlier) -> Iterator[str]:
    """Yield what the page tells of days before the period, a sentence each."""
    if told.start:
        yield (
            f"It compares with the program's start, {day_text(told.start)}: the mean and the "
            "middle ratings of the first days and of the last days that are compared, how many "
            "ratings each has and how many are missing, after how many of their sessions it had "
            "settled next morning, the change between them and how certain it is, whether the "
            "first days lay in a declared flare, and the last verdict with its day and its means."
        )
    if told.felt:
        yield (
            "It tells how far from the back it was felt in the first and in the last weeks, and "
            "from how many answers."
        )
    if told.signs:
        yield (
            "It counts the days with warning signs that no clinician has seen yet, without their "
            f"words: {told.signs}."
        )


def _beyond(plan: Plan) -> Iterator[str]:
    earlier = " ".join(_earlier(plan.earlier))
    if earlier:
        yield (
            f"Of days before the period the page tells this alone. {earlier} No other day is "
            "named, and the tables and summary.json hold none of this."
        )
    if plan.beyond:
        many = count(plan.beyond, "row tells", "rows tell")
        yield (
            f"{many} of days outside the period, too: lines of the program that held in it, and "
            "entries about several days."
        )
    if plan.aside:
        many = count(plan.aside, "line that cannot be read does", "lines that cannot be read do")
        yield f"{many} not go."
    if plan.left_out:
        yield f"{listed(list(plan.left_out))} would name this computer or its user: not in it."
    yield "Corrected rows go as they are now; what they were, and deleted rows, stay here."
