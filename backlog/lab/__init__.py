"""The notebooks in JupyterLab: fresh copies, one address, nothing written where git looks.

Knows the order in which JupyterLab is opened. What may be copied, where it may write and how it is
reached stand in the modules beside this one.
"""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from backlog.lab import server
from backlog.lab.copies import refresh
from backlog.lab.server import LabError
from backlog.log import data_folder

__all__ = ["LabError", "checkout", "open_lab"]


def open_lab(*, browser: bool = True) -> None:
    """Open JupyterLab on the session notebook; return when it was shut down.

    Raises
    ------
    LabError
        There is no checkout, the port is taken by another program, or backlog runs already with the
        log in another folder.
    """
    root, number = checkout(), server.port(os.environ)
    for sentence in refresh(root / "notebooks", root / "notebooks" / "mine"):
        print(sentence)
    if server.is_free(number):
        _serve(root, number, browser=browser)
    else:
        _show_running(root, number, browser=browser)


def checkout(package: Path = Path(__file__).parents[1]) -> Path:
    """Return the folder that the package and the notebooks stand in.

    Raises
    ------
    LabError
        The package was installed without the notebooks.
    """
    root = package.resolve().parent
    if not (root / "notebooks").is_dir():
        raise LabError(
            f"There are no notebooks beside {package}. "
            "Get the whole project and start it with python3 start.py."
        )
    return root


def _serve(root: Path, number: int, *, browser: bool) -> None:
    from jupyterlab.labapp import LabApp

    data = data_folder()
    server.remember_data(root, number, data)
    os.environ["JUPYTER_CONFIG_PATH"] = server.config_path(os.environ)
    print(f"Your notebooks stand in {root}, your log in {data}.")
    print("To end backlog press Ctrl-C here.")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    LabApp.launch_instance(server.arguments(root, number, browser=browser, as_root=as_root))


def _show_running(root: Path, number: int, *, browser: bool) -> None:
    address = server.address_of_own(_servers(), root, number)
    if address is None:
        raise server.taken(number)
    other = server.other_data(root, number, data_folder())
    if other:
        raise other
    print(f"backlog is running already:\n    {address}")
    if browser:
        webbrowser.open(address)


def _servers() -> Iterator[Mapping[str, Any]]:
    from jupyter_server.serverapp import list_running_servers

    return list_running_servers()
