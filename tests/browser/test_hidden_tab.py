"""A tab that nobody sees keeps time: the browser's own debugging protocol hides it.

Playwright never lets a page be hidden, and what it evaluates counts as a tap. So this file talks to
a browser of its own.
"""

import itertools
import json
import re
import subprocess
from itertools import pairwise

import pytest
import websocket

BUTTON = """[...document.querySelectorAll('.backlog-panel button')]
  .find((each) => each.textContent === NAME && each.checkVisibility())"""
#: A script's click is no gesture: nothing may sound, and no wait may depend on the frames drawn.
CLICK = f"""(async () => {{
  for (;;) {{
    const button = {BUTTON};
    if (button) return button.click();
    await new Promise((again) => setTimeout(again, 50));
  }}
}})()"""
SHOWS = """(async () => {
  while (document.querySelector('.backlog-panel PART')?.textContent !== WORDS)
    await new Promise((again) => setTimeout(again, 50));
})()"""


class Tab:
    """One tab of a browser, as the debugging protocol knows it."""

    def __init__(self, socket):
        self._socket, self._numbers = socket, itertools.count(1)
        self._page, self._session = self._opened("about:blank")
        self._other, _ = self._opened("about:blank")
        self.shows()

    def _opened(self, url):
        page = self.ask("Target.createTarget", {"url": url})["targetId"]
        attached = self.ask("Target.attachToTarget", {"targetId": page, "flatten": True})
        return page, attached["sessionId"]

    def ask(self, method, params=None, session=None):
        number = next(self._numbers)
        named = {"sessionId": session} if session else {}
        asked = {"id": number, "method": method, "params": params or {}, **named}
        self._socket.send(json.dumps(asked))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass  # what happens meanwhile is told in between
        assert "error" not in answer, answer
        return answer["result"]

    def shows(self):
        self.ask("Target.activateTarget", {"targetId": self._page})

    def hides(self):
        self.ask("Target.activateTarget", {"targetId": self._other})

    def goes(self, url):
        self.ask("Page.navigate", {"url": url}, self._session)

    def evaluates(self, expression):
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self.ask("Runtime.evaluate", {**asked, "userGesture": False}, self._session)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def clicks(self, name):
        self.evaluates(CLICK.replace("NAME", json.dumps(name)))

    def sees(self, part, words):
        self.evaluates(SHOWS.replace("PART", part).replace("WORDS", json.dumps(words)))


@pytest.fixture
def tab(browser_path, tmp_path):
    command = [browser_path, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--remote-debugging-port=0", f"--user-data-dir={tmp_path}", "about:blank"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    address = next(found[0] for line in process.stderr if (found := re.search(r"ws://\S+", line)))
    socket = websocket.create_connection(address, suppress_origin=True, timeout=30)
    yield Tab(socket)
    socket.close()
    process.kill()
    process.communicate()


def test_a_hidden_tab_keeps_time_and_is_no_gap(short_program, lab, page, tab):
    tab.goes(f"{lab.url}/lab/tree/real-time.ipynb?reset&token={lab.token}")
    while not tab.evaluates("window.jupyterapp !== undefined"):
        pass  # the page that it leaves may still be asked
    tab.evaluates(lab.kernel_is_ready)
    tab.evaluates("{ jupyterapp.commands.execute('notebook:run-all-cells'); }")
    for name in ("Start", "I'd rather not say", "Begin", "Skip warm-up", "I'm ready"):
        tab.clicks(name)
    tab.sees(".kind", "Breathe in")
    tab.hides()
    assert tab.evaluates("document.visibilityState") == "hidden"
    tab.sees(".rep", "Repetition 2 of 5")
    tab.sees(".kind", "Hold")
    assert tab.evaluates("document.visibilityState") == "hidden"
    tab.shows()
    tab.clicks("Pause")
    tab.sees(".chip", "Saved")

    told = lab.events(lab.data)
    ends = [each["mono"] for each in told if each["type"] == "phase_done"]
    lasted = [round(after - before) for before, after in pairwise(ends)]

    assert lasted == [3, 4, 5, 4, 3, 4]
    assert [each["type"] for each in told if each.get("gap_s")] == []
