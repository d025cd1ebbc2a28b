"""The shipped notebooks as they go into a bundle: what the cells say, and nothing that was run.

Outputs are left out rather than made again: they would hold the machine that made them, and who
has the tables can run the cells. A person's own copies do not go, as they hold their own words.
Pure, but for `shipped`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "notebooks"
NAMES = ("2-adherence.ipynb", "3-discomfort.ipynb")
_FIRST = (
    "*These cells came with a bundle, without what they show. "
    "To run them on its tables, set BACKLOG_DATA to the folder of the bundle.*"
)


def shipped(folder: Path = FOLDER) -> dict[str, bytes]:
    """Return the notebooks that are there, by name; an installed package has none."""
    paths = [folder / name for name in NAMES]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def going(
    private: Iterable[str], folder: Path = FOLDER
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the notebooks that go, and the names of those that name this computer or its user."""
    found = {name: stripped(data) for name, data in shipped(folder).items()}
    named = tuple(name for name, data in found.items() if names_somebody(data, private))
    return {name: data for name, data in found.items() if name not in named}, named


def stripped(notebook: bytes) -> bytes:
    """Return a notebook without outputs, metadata, attachments and the state of widgets."""
    cells = [_first(), *json.loads(notebook)["cells"]]
    plain = {
        "cells": [_plain(cell, number) for number, cell in enumerate(cells)],
        "metadata": {"kernelspec": {"display_name": "Python 3", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(plain, indent=1, ensure_ascii=False).encode() + b"\n"


def _first() -> dict[str, Any]:
    return {"cell_type": "markdown", "source": _FIRST}


def _plain(cell: Mapping[str, Any], number: int) -> dict[str, Any]:
    kind = cell["cell_type"]
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    said = {"id": f"cell-{number}", "metadata": {}, "source": "".join(cell["source"])}
    return {"cell_type": kind, **said, **code}


def names_somebody(notebook: bytes, private: Iterable[str]) -> bool:
    """Return whether one of the `private` words (user, host, places) stands in a notebook."""
    text = notebook.decode().replace("\\\\", "\\")
    words = [re.escape(word) for word in private if len(word) > 2]
    return bool(words) and bool(re.search(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", text))
