"""A real JupyterLab and a real browser for the panel's tests.

The server runs on a loopback port of its own, with its own settings folders, a token, and a data
folder that is thrown away. `BACKLOG_BROWSER` names the browser; else one is looked for.
"""

from __future__ import annotations

import csv
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from backlog.panel.assets import module

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "backlog" / "lab" / "jupyter_config"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

KERNEL_IS_READY = """async () => {
  const app = window.jupyterapp;
  await app.restored;
  for (;;) {
    const widget = app.shell.currentWidget;
    if (widget && widget.sessionContext) {
      await widget.revealed;
      await widget.sessionContext.ready;
      const kernel = widget.sessionContext.session?.kernel;
      if (kernel) {
        await kernel.info;
        if (kernel.connectionStatus === 'connected') return true;
      }
    }
    await new Promise((again) => setTimeout(again, 50));
  }
}"""

#: Marks a test that failed: what it leaves on its page is not for the next one.
FAILED = pytest.StashKey[bool]()

OPEN = """async (path) => {
  await window.jupyterapp.commands.execute('docmanager:open', { path });
}"""

#: Leaves JupyterLab as it was before a notebook was opened; nothing is saved, nothing is asked.
CLOSE_ALL = """async () => {
  const { shell } = window.jupyterapp;
  for (const ask of document.querySelectorAll('.jp-Dialog .jp-mod-reject')) ask.click();
  for (const widget of [...shell.widgets('main')]) {
    await widget.context?.sessionContext.shutdown();
    widget.dispose();
  }
}"""

#: One exercise of short holds: a session that is over soon also at the speed of life.
SHORT = """\
from,exercise,sets,reps,hold,hold_unit,rest_s,side_order,times_per_day,days_per_week,postpone_at,stop_at,author,note
2026-01-01,deep-abdominal,1,5,5,s,30,block,1,,,6,,
"""

IMPORT = """async (source) => {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  window.backlog = await import(url);
}"""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab; `data` is the data folder of its kernels, `work` their notebooks'."""

    url: str
    token: str
    work: Path
    data: Path
    scratch: Path

    def open(self, page: Page, notebook: str) -> None:
        """Open a notebook, in the JupyterLab of a page that has one; wait until its kernel answers.

        Each page has a workspace of its own: of two tabs with one workspace JupyterLab loads the
        later one anew under another name, in the middle of whatever a test does there.
        """
        if page.evaluate("() => 'jupyterapp' in window"):
            page.evaluate(OPEN, notebook)
        else:
            workspace = secrets.token_hex(4)
            page.goto(f"{self.url}/lab/workspaces/{workspace}/tree/{notebook}?token={self.token}")
            page.wait_for_function("() => window.jupyterapp !== undefined", timeout=60_000)
        self.kernel_ready(page)

    def kernel_ready(self, page: Page) -> None:
        """Wait until the kernel of the shown notebook answers."""
        page.wait_for_function(f"() => {self.kernel_is_ready}", timeout=60_000)

    @property
    def kernel_is_ready(self) -> str:
        """What a page is asked to wait for, where it is not playwright that asks."""
        return f"({KERNEL_IS_READY})()"

    def run_all(self, page: Page) -> None:
        """Run all cells; the braces keep the browser from waiting for them to end."""
        page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells') }")

    def request(self, method: str, path: str) -> object:
        """Ask the server's REST interface."""
        headers = {"Authorization": f"token {self.token}"}
        asked = urllib.request.Request(f"{self.url}{path}", method=method, headers=headers)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def events(self, folder: Path) -> list[dict[str, object]]:
        """The events of the one journal in a folder, as they were written down."""
        (journal,) = (folder / "journal").glob("*.jsonl")
        records = [json.loads(line.split(" ", 1)[1]) for line in journal.read_text().splitlines()]
        return [record for record in records if record["kind"] == "event"]

    def stop_kernels(self) -> None:
        """End every kernel, so that the next test starts with none."""
        for session in self.request("GET", "/api/sessions"):
            self.request("DELETE", f"/api/sessions/{session['id']}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(home: Path, data: Path, scratch: Path) -> dict[str, str]:
    folders = {
        name: str(home / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
            "IPYTHONDIR",
            "MPLCONFIGDIR",
        )
    }
    own = {
        "BACKLOG_DATA": str(data),
        "BACKLOG_SPEED": "60",
        "JUPYTER_CONFIG_PATH": str(CONFIG),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(scratch),
        "XDG_DATA_HOME": str(home / "share"),
    }
    return {**os.environ, **folders, **own}


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/api", timeout=1):
            return True
    except (urllib.error.URLError, OSError):
        return False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test in JupyterLab once more when it fails; the summary shows why it did."""
    for item in items:
        if "lab" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let a test that failed tell what the panel showed then."""
    report = yield
    if not report.failed:
        return report
    item.stash[FAILED] = True
    page = getattr(item, "funcargs", {}).get("page")
    if page is not None and not page.is_closed():
        shown = page.locator(".backlog-panel").all_inner_texts()
        report.sections.append(("what the panel showed", "\n\n".join(shown)))
    return report


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab once for all browser tests."""
    home = tmp_path_factory.mktemp("lab")
    work, data, scratch = (home / name for name in ("work", "data", "scratch"))
    for folder in (work, scratch):
        folder.mkdir()
    shipped = (ROOT / "notebooks" / "1-session.ipynb").read_text(encoding="utf-8")
    (work / "1-session.ipynb").write_text(shipped, encoding="utf-8")
    real_time = shipped.replace("session_panel()", "session_panel(speed=1)")
    (work / "real-time.ipynb").write_text(real_time, encoding="utf-8")
    port, token = _free_port(), secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={work}"]
    command += [f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True"]
    command += ["--allow-root"] if hasattr(os, "getuid") and os.getuid() == 0 else []
    log = (home / "server.log").open("wb")
    environment = _environment(home, data, scratch)
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url):
            assert server.poll() is None, (home / "server.log").read_text()
        yield Lab(url, token, work, data, scratch)
    finally:
        server.terminate()
        server.wait()
        log.close()


@pytest.fixture(scope="session")
def browser_path() -> str | None:
    """The browser's program; None when only playwright may know one."""
    found = (shutil.which(name) for name in BROWSERS)
    return os.environ.get("BACKLOG_BROWSER") or next((path for path in found if path), None)


@pytest.fixture(scope="module")
def browser(browser_path: str | None) -> Iterator[Browser]:
    """One browser for the tests of a module.

    Its driver keeps an event loop running in this thread, which other tests may not meet.
    """
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        arguments += ["--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for the tests of a module: JupyterLab's own scripts are loaded once."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@contextmanager
def _forgotten_after(lab: Lab, page: Page) -> Iterator[Page]:
    """Give a page whose browser remembers nothing; errors on it fail the test."""
    if not page.url.startswith(lab.url):
        page.goto(f"{lab.url}/api")
    page.evaluate("() => localStorage.clear()")
    errors: list[str] = []
    page.on("pageerror", note := lambda error: errors.append(str(error)))
    yield page
    page.remove_listener("pageerror", note)
    lab.stop_kernels()
    shutil.rmtree(lab.data, ignore_errors=True)
    assert errors == []


@pytest.fixture
def page(request: pytest.FixtureRequest, context: BrowserContext, lab: Lab) -> Iterator[Page]:
    """A page in which JupyterLab stays for the next test: loading it costs as much as a test."""
    kept = context.pages[0] if context.pages else context.new_page()
    with _forgotten_after(lab, kept) as page:
        yield page
        usable = not page.is_closed() and FAILED not in request.node.stash
        for each in context.pages[int(usable) :]:
            each.close()
        if usable and page.evaluate("() => 'jupyterapp' in window"):
            page.evaluate(CLOSE_ALL)


@pytest.fixture
def fresh_page(context: BrowserContext, lab: Lab) -> Iterator[Page]:
    """A new page, for a module whose tests change the page itself: in it this is its `page`."""
    with _forgotten_after(lab, context.new_page()) as page:
        yield page
        for each in context.pages:
            each.close()


@pytest.fixture(scope="module")
def js(browser: Browser) -> Iterator[Page]:
    """A blank page with the panel's module in `backlog`, for its pure functions."""
    page = browser.new_page()
    page.evaluate(IMPORT, module())
    yield page
    page.close()


class Hand:
    """What a person does with the panel, and what the files then say.

    `panel` is the panel in the notebook's output; the words are those on the screen.
    """

    def __init__(self, lab: Lab, page: Page, notebook: str) -> None:
        self.lab, self.page = lab, page
        lab.open(page, notebook)
        lab.run_all(page)
        self.panel = page.locator(".jp-OutputArea-output .backlog-panel")
        expect(self.panel).to_be_visible(timeout=30_000)

    def press(self, name: str, finger: int = 0) -> None:
        """Click a button with a finger that stays on it for so many milliseconds."""
        self.panel.get_by_role("button", name=name, exact=True).click(delay=finger)

    def rates(self, question: str, value: int | str) -> None:
        """Answer a question by one of the buttons below it."""
        group = self.panel.get_by_role("group", name=question)
        group.get_by_role("button", name=str(value), exact=True).click()

    def sees(self, part: str, words: str | re.Pattern[str]) -> None:
        """Wait until a part of the panel says these words."""
        expect(self.panel.locator(part)).to_have_text(words, timeout=20_000)

    def begins(self, discomfort: int = 0) -> None:
        """Go from the first run to the warm-up."""
        self.press("I have read this")
        self.press("Start")
        self.rates("Back pain or discomfort now", discomfort)
        self.press("Begin")

    def comes_to_a_hold(self) -> None:
        """Go from the warm-up to the first hold."""
        self.press("Skip warm-up")
        self.press("I'm ready")
        self.sees(".kind", "Hold")

    def reloads(self) -> None:
        """Load the page anew; an unsaved notebook comes back without its output."""
        self.page.once("dialog", lambda dialog: dialog.accept())
        self.page.reload()
        self.page.wait_for_function("() => window.jupyterapp !== undefined")
        self.lab.kernel_ready(self.page)
        if not self.panel.is_visible():
            self.lab.run_all(self.page)

    @property
    def folder(self) -> Path:
        """The folder that the panel says it saved to."""
        return Path(self.panel.locator(".where").inner_text().removeprefix("In "))

    def rows(self, table: str, folder: Path | None = None) -> list[dict[str, str]]:
        """The rows of a table in a folder (that one), as text."""
        with ((folder or self.folder) / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def short_program(lab: Lab) -> None:
    """Put a short program of the person's own into the data folder."""
    lab.data.mkdir(parents=True, exist_ok=True)
    (lab.data / "program.csv").write_text(SHORT, encoding="utf-8")


@pytest.fixture
def hand(lab: Lab, page: Page) -> Hand:
    """The shipped session notebook, sixty times as fast as life."""
    return Hand(lab, page, "1-session.ipynb")


@pytest.fixture
def hand_in_real_time(lab: Lab, page: Page) -> Hand:
    """The same at the speed of life, over the data folder."""
    return Hand(lab, page, "real-time.ipynb")
