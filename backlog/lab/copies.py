"""A person's own copies of the shipped notebooks.

What is run on one's own log is health data, so it is run in copies that git never sees. Knows when
a copy may be refreshed and when a newer notebook is placed beside it instead. Must not know what
stands in a notebook, nor JupyterLab.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

#: The newest notebook that the person has, as the copy or beside it: ``{name: fingerprint}``.
RECORD = ".copies.json"


def refresh(shipped: Path, mine: Path) -> list[str]:
    """Bring the copies in `mine` up to date with the notebooks in `shipped`.

    A copy that the person has not changed follows the shipped notebook. A changed one is never
    written over: the newer notebook is placed beside it, once.

    Parameters
    ----------
    shipped : Path
        The folder of the shipped notebooks, which are told by the number that their name begins
        with.
    mine : Path
        The folder of the copies; made, for its owner alone, when it is not there.

    Returns
    -------
    list of str
        A sentence for each newer notebook that was placed beside a changed copy.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    mine.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = _known(mine)
    sentences = [
        sentence
        for notebook in sorted(shipped.glob("[0-9]*-*.ipynb"))
        for sentence in _refresh(notebook, mine / notebook.name, known)
    ]
    _keep(mine, known)
    return sentences


def _refresh(notebook: Path, copy: Path, known: dict[str, str]) -> Iterator[str]:
    newest, placed = fingerprint(notebook), known.get(copy.name)
    known[copy.name] = newest
    if not copy.exists() or (fingerprint(copy) == placed != newest):
        _place(notebook, copy)
    elif newest not in (placed, fingerprint(copy)):
        beside = next(path for path in _beside(copy) if not path.exists())
        _place(notebook, beside)
        yield (
            f"There is a newer {copy.name}. You changed yours, so it stays as it is; "
            f"the newer one is beside it as {beside.name}."
        )


def fingerprint(notebook: Path) -> str:
    """Return the SHA-256 of what the cells say.

    Outputs do not count: running a notebook is not changing it. A file that is no notebook counts
    byte by byte.
    """
    content = notebook.read_bytes()
    try:
        cells = json.loads(content)["cells"]
        said = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _beside(copy: Path) -> Iterator[Path]:
    """Yield ``2-x (new).ipynb``, ``2-x (new 2).ipynb``, ..."""
    yield copy.with_stem(f"{copy.stem} (new)")
    yield from (copy.with_stem(f"{copy.stem} (new {number})") for number in count(2))


def _place(notebook: Path, copy: Path) -> None:
    part = copy.with_name(f".{copy.name}.part")
    shutil.copyfile(notebook, part)
    part.replace(copy)


def _known(mine: Path) -> dict[str, str]:
    """Return the record; without a readable one every copy counts as changed."""
    try:
        record = json.loads((mine / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _keep(mine: Path, known: dict[str, str]) -> None:
    part = mine / f"{RECORD}.part"
    part.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    part.replace(mine / RECORD)
