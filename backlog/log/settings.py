"""``settings.json`` beside the tables: what a person chose, by name, replaced as a whole.

Knows the file alone; which settings there are, and what each may be, is for whoever uses them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backlog.log.append import create, locked, patient, sync_folder
from backlog.log.error import sentence, told
from backlog.problem import Problem

FILE = "settings.json"
_ALLOWED = "is no list of settings, so it is not used; the next change sets it aside"


def read(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return what stands in the file; nothing and a problem when it cannot be read."""
    try:
        values = json.loads((folder / FILE).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except OSError as error:
        return {}, [Problem(FILE, 0, "", "", sentence(error, folder / FILE))]
    except (ValueError, RecursionError):
        return {}, [Problem(FILE, 0, "", "", _ALLOWED)]
    if isinstance(values, dict):
        return values, []
    return {}, [Problem(FILE, 0, "", "", _ALLOWED)]


def keep(folder: Path, values: Mapping[str, Any]) -> None:
    """Replace the file, whole or not at all; what `values` do not name stays as it was.

    A file that cannot be read is kept beside the new one.

    Raises
    ------
    LogError
        When the file is as it was, with the reason in one sentence.
    """
    path, new, damaged = (folder / f"{FILE}{end}" for end in ("", ".new", ".damaged"))
    with locked(folder), told(path):
        before, problems = read(folder)
        text = json.dumps({**before, **values}, indent=1)
        new.unlink(missing_ok=True)
        create(new, f"{text}\n".encode())
        if problems:
            patient(lambda: path.replace(damaged))
        patient(lambda: new.replace(path))
        sync_folder(folder)
