"""backlog.lab.server: this computer only, token on, one port."""

import json
import os
import socket
from pathlib import Path

import pytest
from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyterlab.labapp import LabApp

from backlog.lab import server
from backlog.lab.server import LabError

ROOT = Path("/home/someone/back log")


def test_the_port_is_the_usual_one_or_the_one_that_was_chosen():
    assert server.port({}) == server.PORT
    assert server.port({"BACKLOG_PORT": ""}) == server.PORT
    assert server.port({"BACKLOG_PORT": "9000"}) == 9000


@pytest.mark.parametrize("given", ["http", "80", "65536", "-1", "8765.5", "²"])
def test_a_port_that_is_none_is_named_with_what_is_allowed(given):
    with pytest.raises(LabError, match=f"BACKLOG_PORT: '{given}' must be .* 1024 to 65535"):
        server.port({"BACKLOG_PORT": given})


def test_a_port_that_something_listens_on_is_not_free():
    with socket.create_server((server.HOST, 0)) as other:
        number = other.getsockname()[1]

        assert not server.is_free(number)
    assert server.is_free(number)


def running(root=ROOT, port=8765):
    return {
        "url": f"http://127.0.0.1:{port}/",
        "token": "0a1b",
        "port": port,
        "root_dir": str(root),
    }


def test_the_own_server_that_runs_already_is_found_with_its_token():
    address = server.address_of_own([running(port=9000), running()], ROOT, 8765)

    assert address == ("http://127.0.0.1:8765/lab/tree/notebooks/mine/1-session.ipynb?token=0a1b")


def test_a_server_of_another_folder_is_not_the_own_one():
    assert server.address_of_own([running(root="/elsewhere")], ROOT, 8765) is None


def test_a_port_that_another_program_has_is_said_with_the_way_out():
    assert "BACKLOG_PORT=8766 python3 start.py" in str(server.taken(8765))


def test_a_server_for_another_data_folder_is_said_with_both_folders(tmp_path):
    server.remember_data(tmp_path, 8765, Path("/own/data"))

    told = str(server.other_data(tmp_path, 8765, Path("/trial")))
    assert "with the log in /own/data, not in /trial" in told.replace(os.sep, "/")
    assert "BACKLOG_PORT=8766 python3 start.py" in told


def test_a_server_for_the_same_data_folder_is_the_one_that_is_wanted(tmp_path):
    data = Path("/own/data")
    assert server.other_data(tmp_path, 8765, data) is None, "nothing is known of it"

    server.remember_data(tmp_path, 8765, Path("/trial"))
    server.remember_data(tmp_path, 8765, data)
    assert server.other_data(tmp_path, 8765, data) is None


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """Return JupyterLab as our command line configures it; it is not started."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("JUPYTER_TOKEN", raising=False)
    lines = server.arguments(tmp_path, 8765, browser=False, as_root=False)
    app = LabApp()
    app.parse_command_line(lines)
    return app.config


def test_only_this_computer_reaches_the_server(lab):
    assert lab.ServerApp.ip == "127.0.0.1"
    assert not lab.ServerApp.get("allow_root", False)


def test_the_port_is_not_given_up_for_the_next_one(lab):
    assert (lab.ServerApp.port, lab.ServerApp.port_retries) == (8765, 0)


def test_the_token_is_jupyters_own_random_one():
    lines = server.arguments(ROOT, 8765, browser=True, as_root=False)

    assert not any("token" in line or "password" in line for line in lines)
    assert len(PasswordIdentityProvider().token) >= 32


def test_only_root_is_allowed_to_be_root():
    assert "--ServerApp.allow_root=True" in server.arguments(ROOT, 1, browser=True, as_root=True)


def test_the_session_notebook_opens_from_the_persons_own_folder(lab):
    assert lab.LabApp.default_url == "/lab/tree/notebooks/mine/1-session.ipynb"
    assert lab.ServerApp.contents_manager_class == "backlog.lab.contents.OwnContents"


def test_the_packaged_settings_come_before_the_persons(monkeypatch):
    both = server.config_path({"JUPYTER_CONFIG_PATH": "/mine"})

    assert both.split(os.pathsep) == [str(server.SETTINGS), "/mine"]
    assert server.config_path({}) == str(server.SETTINGS)


def test_the_packaged_settings_turn_the_news_prompt_off():
    path = server.SETTINGS / "labconfig" / "default_setting_overrides.json"
    settings = json.loads(path.read_text())

    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
