"""Hostile text in a real browser: it is read, and it does nothing.

Every text of ``hostile.json`` stands in the log wherever free text may. Of each screen three things
are asked: did a dialog open, did a request leave, and was an element made of somebody's text.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from backlog.analysis import reading
from backlog.log import Log
from backlog.report import html, page
from backlog.report.parts import Answer, Lines, Table
from backlog.report.period import Period

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LIVE = """() => ({
  elements: [...document.querySelectorAll('[data-hostile]')].map((each) => each.outerHTML),
  ran: window.hostile ?? null,
})"""


@pytest.fixture(name="page")
def _page(fresh_page):
    """A page of its own: whatever it asks for is watched."""
    return fresh_page


class Watch:
    """What a page did beyond showing text."""

    def __init__(self, page, own):
        self.page, self.own = page, (*own, "data:", "blob:", "about:", "file:")
        self.dialogs, self.outside, self.errors = [], [], []
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _request(self, request):
        if not request.url.startswith(self.own):
            self.outside.append(request.url)

    def saw_nothing_live(self):
        assert self.page.evaluate(LIVE) == {"elements": [], "ran": None}
        assert (self.dialogs, self.outside, self.errors) == ([], [], [])


@pytest.fixture
def sheet(browser):
    """A watched blank page."""
    page = browser.new_page()
    yield Watch(page, ())
    page.close()


@pytest.fixture(scope="module")
def shared(hostile, hostile_folder):
    """The therapist's page, with every text in every kind of its parts, as HTML."""
    read = reading.read(Log(hostile_folder), date(2026, 11, 22))
    made = page.of(read, Period(date(2026, 8, 1), read.data_through))
    texts = tuple(it for it in hostile.values() if "\ud800" not in it)  # no page has half of one
    return html.render(
        replace(
            made,
            title="".join(texts),
            answers=tuple(Answer(text, text, text) for text in texts),
            header=tuple((text, text) for text in texts),
            activities=Table(
                "".join(texts), texts, (texts, *((each,) for each in texts)), texts[0]
            ),
            lists=tuple(Lines("".join(texts), texts) for _ in made.lists),
            footer=texts,
        )
    )


def test_the_therapists_page_shows_hostile_text_and_does_nothing(sheet, shared, hostile, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(shared, encoding="utf-8")

    sheet.page.goto(path.as_uri())

    body = sheet.page.locator("body")
    for name in ("script", "out of an attribute", "template", "typst", "mathematics", "Devanagari"):
        expect(body).to_contain_text(hostile[name])
    sheet.saw_nothing_live()


def test_the_therapists_page_needs_no_policy_to_do_nothing(sheet, shared):
    bare = re.sub("<meta http-equiv=.Content[^>]*>", "", shared, count=1)
    assert "http-equiv=&#34;refresh" in bare or "http-equiv=refresh" in bare
    assert "default-src" not in bare

    sheet.page.set_content(bare)

    sheet.saw_nothing_live()


@pytest.mark.parametrize(
    "name", ["2-adherence.ipynb", "3-discomfort.ipynb", "5-for-my-therapist.ipynb"]
)
def test_what_a_notebook_shows_of_a_damaged_log_is_text(sheet, damaged, name, monkeypatch):
    monkeypatch.setenv("BACKLOG_DATA", str(damaged))
    shown = [*outputs(NOTEBOOKS / name)]
    assert any("&lt;img data-hostile" in each for each in shown)

    sheet.page.set_content("".join(shown))

    sheet.saw_nothing_live()


@pytest.fixture
def damaged(hostile, hostile_folder, tmp_path):
    """A log whose first problems, those that are told, are texts that want to be markup."""
    for path in hostile_folder.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "checkins.csv").open("a", encoding="utf-8") as file:
        for name in ("picture with a handler", "picture from outside", "out of an attribute"):
            cell = hostile[name].replace('"', '""')
            file.write(f'c1,1,"{cell}"{"," * 12}\n')
    return tmp_path


def outputs(path):
    """Yield the HTML that the cells of a notebook show."""
    names = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            shown = executed("".join(cell["source"]), names)
            bundle = shown._repr_mimebundle_() if shown is not None else {}
            yield (bundle[0] if isinstance(bundle, tuple) else bundle).get("text/html", "")


def executed(code, names):
    """Run a cell and return what it ends in; None where its last line gives something a name."""
    *before, last = ast.parse(code).body
    if not isinstance(last, ast.Expr):
        return exec(code, names)
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


NOTES = """from backlog import figures
figures.note({texts!r})"""


def test_words_below_a_figure_are_neither_markup_nor_mathematics_in_the_lab(lab, page, hostile):
    watch = Watch(page, (lab.url, lab.url.replace("http", "ws")))
    texts = "\n".join(text for text in hostile.values() if text.isprintable())
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = {"cells": [cell | {"source": NOTES.format(texts=texts)}], "metadata": kernel}
    path = lab.work / "hostile.ipynb"
    path.write_text(json.dumps(notebook | {"nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")

    lab.open(page, path.name)
    lab.run_all(page)

    shown = page.locator(".jp-OutputArea-output")
    expect(shown).to_contain_text(hostile["picture with a handler"])
    expect(shown).to_contain_text(hostile["mathematics"])
    expect(shown.locator("mjx-container")).to_have_count(0)
    watch.saw_nothing_live()


def test_the_panel_shows_what_was_typed_and_does_nothing(lab, page, hostile, hostile_log):
    hostile_log(lab.data, datetime.now().astimezone())
    watch = Watch(page, (lab.url, lab.url.replace("http", "ws")))
    lab.open(page, "real-time.ipynb")
    lab.run_all(page)
    panel = page.locator(".jp-OutputArea-output .backlog-panel")
    expect(panel).to_be_visible()
    watch.saw_nothing_live()

    for form in ("Questions for my visit", "Rate your activities"):
        opens(panel, form)
        expect(panel).to_contain_text(hostile["script"])
        watch.saw_nothing_live()
        opens(panel, "Back")
    opens(panel, "Correct an entry")
    panel.locator(".entry-line").filter(has_text="script").first.click()
    panel.get_by_text("History").click()
    expect(panel.get_by_label("Note", exact=True)).to_have_value(hostile["script"])
    watch.saw_nothing_live()


def opens(panel, name):
    """Press a button; the forms are folded away below Home."""
    asked = panel.get_by_role("button", name=name, exact=True)
    folded = panel.get_by_text("Beside the session")
    expect(asked.or_(folded).first).to_be_visible()
    if not asked.is_visible():
        folded.click()
    asked.click()


def test_the_form_for_sharing_shows_a_hostile_place_as_text(lab, page, hostile, hostile_log):
    hostile_log(lab.data, datetime.now().astimezone())
    shipped = (NOTEBOOKS / "6-share.ipynb").read_text(encoding="utf-8")
    (lab.work / "6-share.ipynb").write_text(shipped, encoding="utf-8")
    watch = Watch(page, (lab.url, lab.url.replace("http", "ws")))
    lab.open(page, "6-share.ipynb")
    lab.run_all(page)
    form = page.locator(".jp-OutputArea-output")
    listed = form.get_by_role("region", name="What would leave")
    expect(listed).to_contain_text("page.html", timeout=60_000)

    file = form.get_by_label("File", exact=True)
    file.fill(f"{hostile['picture with a handler']}/x.zip")
    file.press("Enter")

    expect(form.get_by_role("alert")).to_contain_text("<img data-hostile src=x")
    watch.saw_nothing_live()
    file.fill("x.zip")
    expect(form.get_by_role("alert")).to_be_hidden()
    form.get_by_role("button", name="Write the file").click()
    said = form.get_by_role("status")
    expect(said).to_contain_text("Nothing was sent anywhere", timeout=60_000)
    assert (lab.work / "x.zip").is_file()
    watch.saw_nothing_live()
