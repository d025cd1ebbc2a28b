"""The files of a bundle, each made from what goes. Knows their names and forms; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from backlog.analysis import summary as numbers
from backlog.analysis.item import Item
from backlog.analysis.record import Record
from backlog.log import schema
from backlog.report.period import Period
from backlog.report.share.choices import Choices

#: What the summary says where the start that it would compare with does not go.
_NO_START = "the program's start lies before the period of this bundle"


@dataclass(frozen=True)
class File:
    """One file; `rows`, `columns` and those of them that are `empty` are told of a table."""

    name: str
    data: bytes
    told: str
    rows: int | None = None
    columns: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def pages(
    record: Record, told: Record, period: Period, made: datetime, pdf: bool
) -> Iterator[File]:
    """Yield the therapist's page, as PDF too when that was chosen.

    What is told day by day is of `told`; what the page has of `record` beyond that is told in
    `backlog.report.share.earlier`.
    """
    from backlog.report import html, page

    shown = page.of(record, period, told)
    yield File("page.html", html.render(shown, made).encode(), "the page for the therapist")
    if pdf:
        from backlog.report import pdf as printed

        yield File("page.pdf", printed.render(shown, made), "the same page, for printing")


def table(name: str, rows: Iterable[schema.Record], data: bytes, choices: Choices) -> File:
    """Return a table's file and what is said of it."""
    kind = schema.table(name)
    hidden = [
        *([] if choices.notes else ["note"]),
        *([] if choices.names else ["author"]),
        *(["tz"] if choices.shift_dates else []),
    ]
    empty = tuple(column for column in hidden if column in kind.names)
    return File(kind.file, data, "", len(list(rows)), kind.names, empty)


def summary(record: Record, reaches_back: bool) -> File:
    """Return the numbers of the tables; without the start there is no change from it."""
    found = numbers.of(record)
    if reaches_back:
        found["items"] = [_without_start(item) for item in found["items"]]
    return File("summary.json", numbers.as_json(found).encode(), "the numbers of these tables")


def _without_start(item: Item) -> Item:
    if not item["id"].startswith("discomfort.change"):
        return item
    return item | {"value": None, "interval": None, "guard": _NO_START, "state": None}


def description(tables: Iterable[str], first: date, last: date) -> File:
    """Return the description of the tables that go, with the period that they are of."""
    whole = json.loads(schema.DATAPACKAGE)
    going = [resource for resource in whole["resources"] if resource["name"] in set(tables)]
    period = {"first": first.isoformat(), "last": last.isoformat()}
    text = json.dumps(whole | {"resources": going, "period": period}, indent=1, ensure_ascii=False)
    return File("datapackage.json", text.encode() + b"\n", "what each column means")


def notebooks(kept: Mapping[str, bytes]) -> Iterator[File]:
    """Yield the notebooks that go."""
    for name, data in kept.items():
        yield File(f"notebooks/{name}", data, "the cells, without what they showed")
