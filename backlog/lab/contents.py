"""What JupyterLab may write: the person's notebooks and the person's data, nothing else.

JupyterLab saves by itself. A shipped notebook that was opened and run would so put a person's
health data into a file that git tracks. Here such a file opens read-only, which also keeps
JupyterLab from trying.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError

OWN = ("notebooks/mine", "data")
SHIPPED = ("data/README.md", "data/example")


class OwnContents(AsyncLargeFileManager):
    """The files of the checkout, of which only the person's own can be written."""

    def is_writable(self, path: str) -> bool:
        """Tell whether a path is the person's and the system lets it be written."""
        return is_own(path) and bool(super().is_writable(path))

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save one of the person's files."""
        _refuse_unless_own(path)
        saved: dict[str, Any] = await super().save(model, path)
        return saved

    async def rename_file(self, old_path: str, new_path: str) -> None:
        """Rename or move one of the person's files."""
        _refuse_unless_own(old_path)
        _refuse_unless_own(new_path)
        await super().rename_file(old_path, new_path)


def is_own(path: str) -> bool:
    """Tell whether a path, as JupyterLab writes it from the checkout on, is the person's.

    Examples
    --------
    >>> is_own("notebooks/mine/2-adherence.ipynb"), is_own("notebooks/2-adherence.ipynb")
    (True, False)
    """
    return _is_under(path, OWN) and not _is_under(path, SHIPPED)


def _is_under(path: str, places: tuple[str, ...]) -> bool:
    inside = path.strip("/") + "/"
    return any(inside.startswith(f"{place}/") for place in places)


def _refuse_unless_own(path: str) -> None:
    if not is_own(path):
        raise HTTPError(403, f"{path} comes with backlog and stays as it is: use notebooks/mine")
