"""What holds for every test: nobody's own data is touched, and long tests are asked for."""

import os
import tempfile

import pytest


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="run the tests that take minutes, too")
    parser.addoption("--pictures", action="store_true", help="make the README's pictures anew")


def pytest_configure(config):
    """Give tests and notebooks an empty data folder, in place of the person's own."""
    empty = tempfile.TemporaryDirectory(prefix="backlog-test-data-")
    os.environ["BACKLOG_DATA"] = empty.name
    config.add_cleanup(empty.cleanup)


def pytest_collection_modifyitems(config, items):
    # The browser's driver keeps an event loop running in this thread, which others may not meet.
    items.sort(key=lambda item: item.path.parent.name == "browser")
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="long: run with --long"))


def pytest_terminal_summary(terminalreporter):
    """Say once more, beside pytest's own summary, which checks `start.py test` saw fail before."""
    failed = os.environ.get("BACKLOG_FAILED_CHECKS")
    if failed:
        terminalreporter.section("failed before pytest, see above", red=True)
        terminalreporter.line(failed)
