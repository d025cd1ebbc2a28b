"""The JupyterLab server of one checkout: its address, its settings, and whether it runs already.

The browser keeps a running session's unsaved events under the server's address, so there is one
port, not the next free one. Everything here is worked out from arguments; `backlog.lab` acts on it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PORT = 8765
FIRST = "notebooks/mine/1-session.ipynb"
SETTINGS = Path(__file__).parent / "jupyter_config"


class LabError(Exception):
    """What keeps JupyterLab from opening, as the sentences that the person reads."""


def port(environment: Mapping[str, str]) -> int:
    """Return the port to use: ``BACKLOG_PORT`` or the usual one.

    Raises
    ------
    LabError
        ``BACKLOG_PORT`` is no port.
    """
    given = environment.get("BACKLOG_PORT") or str(PORT)
    if not given.isascii() or not given.isdigit() or not 1024 <= int(given) <= 65535:
        raise LabError(f"BACKLOG_PORT: '{given}' must be a whole number from 1024 to 65535.")
    return int(given)


def is_free(port: int) -> bool:
    """Tell whether nothing listens on the port of this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            # As the server itself does: a port that was closed a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def address_of_own(servers: Iterable[Mapping[str, Any]], root: Path, port: int) -> str | None:
    """Return the address of this checkout's server among those that run, or None.

    Parameters
    ----------
    servers : iterable of mapping
        What ``jupyter_server.serverapp.list_running_servers`` tells of each.
    root : Path
        The checkout.
    port : int
        The port that is taken.
    """
    for server in servers:
        if server["port"] == port and Path(server["root_dir"]) == root:
            return f"{server['url']}lab/tree/{FIRST}?token={server['token']}"
    return None


def taken(port: int) -> LabError:
    """Return what to say when another program has the port."""
    return LabError(
        f"Another program on this computer uses port {port}, which backlog needs.\n"
        f"End that program, or start backlog on another port:\n"
        f"    BACKLOG_PORT={_beside(port)} python3 start.py"
    )


def _beside(port: int) -> int:
    return port + 1 if port < 65535 else port - 1


def remember_data(root: Path, port: int, data: Path) -> None:
    """Keep which data folder the server on a port is started for: its address does not tell."""
    note = _note(root, port)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(str(data), encoding="utf-8")


def other_data(root: Path, port: int, data: Path) -> LabError | None:
    """Return what to say when the server that runs was started for another data folder."""
    note = _note(root, port)
    kept = note.read_text(encoding="utf-8") if note.exists() else str(data)
    if kept == str(data):
        return None
    return LabError(
        f"backlog is running already on port {port}, with the log in {kept}, not in {data}.\n"
        "End it where it runs with Ctrl-C and start again, or start a second one on another port:\n"
        f"    BACKLOG_PORT={_beside(port)} python3 start.py"
    )


def _note(root: Path, port: int) -> Path:
    return root / ".cache" / f"data-folder-{port}.txt"


def arguments(root: Path, port: int, *, browser: bool, as_root: bool) -> list[str]:
    """Return the command line for JupyterLab: this computer only, token on, one port.

    Workspaces stand in the checkout: the tabs that are open here are no business of the person's
    other work in JupyterLab, nor the other way round. The extension manager, which would ask a
    server elsewhere, is off, and only warnings and the address are printed.
    """
    lines = [
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={root}",
        "--ServerApp.contents_manager_class=backlog.lab.contents.OwnContents",
        "--FileContentsManager.preferred_dir=notebooks/mine",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        f"--LabApp.workspaces_dir={root / '.cache' / 'workspaces'}",
        f"--ServerApp.open_browser={browser}",
        "--KernelManager.transport_encryption=auto",
        "--LabApp.extension_manager=readonly",
        "--Application.log_level=WARN",
    ]
    return [*lines, "--ServerApp.allow_root=True"] if as_root else lines


def config_path(environment: Mapping[str, str]) -> str:
    """Return ``JUPYTER_CONFIG_PATH`` with the packaged settings in front: no news prompt."""
    others = environment.get("JUPYTER_CONFIG_PATH")
    return os.pathsep.join([str(SETTINGS), others] if others else [str(SETTINGS)])
