"""The form for sharing: errors beside the fields, a preview that follows, one written file."""

from datetime import date
from pathlib import Path

import pytest

from backlog.log import LogError
from backlog.panel.sharing import SharingForm

MARKUP = "<img src=x onerror=alert(1)> & 'so on'"


class Shares:
    """Tells what it was asked and what it is set up to tell."""

    def __init__(self):
        self.errors, self.trouble, self.written = {}, None, []

    def wrong(self, values):
        return self.errors

    def preview(self, values):
        if self.trouble:
            raise LogError(self.trouble)
        chosen = [f"tables: {', '.join(values['tables'])}", f"notes: {values['notes']}"]
        return [MARKUP, f"  {MARKUP}: {MARKUP}", *chosen]

    def write(self, values):
        if self.trouble:
            raise LogError(self.trouble)
        self.written.append(values)
        return Path("/home/someone/x.zip")


@pytest.fixture
def shares():
    return Shares()


@pytest.fixture
def form(shares):
    return SharingForm(shares, start=lambda doing: doing())


def test_notes_names_and_all_else_that_is_asked_for_are_off(form):
    off = dict.fromkeys(("notes", "names", "shift_dates", "pdf", "notebooks"), False)

    assert form.values == {
        "from": "",
        "to": "",
        "tables": ("sets", "sessions", "checkins", "activities", "days", "program"),
        **off,
        "file": "for-my-therapist.zip",
    }


def test_every_field_has_a_label(form):
    assert [name for name, field in form.fields.items() if not field.description] == []


def test_the_preview_follows_the_choices(form):
    assert "notes: False" in form.told.value

    form.fields["notes"].value = True
    form.fields["sets"].value = False

    assert "notes: True" in form.told.value
    assert "tables: sessions, checkins" in form.told.value


def test_a_chosen_day_is_told_as_it_is_typed_elsewhere(form):
    form.fields["from"].value = date(2026, 10, 1)

    assert form.values["from"] == "2026-10-01"


def test_an_error_stands_at_its_field_and_nothing_is_written(form, shares):
    shares.errors = {"to": f"not {MARKUP}"}
    form.fields["to"].value = date(2026, 10, 1)
    form.button.click()

    assert "not &lt;img" in form.errors["to"].value
    assert form.errors["file"].value == form.said.value == ""
    assert "<p" not in form.told.value
    assert shares.written == []


def test_a_wrong_file_hides_no_preview(form, shares):
    shares.errors = {"file": "Name a file that ends in .zip."}
    form.fields["file"].value = "x"

    assert "ends in .zip" in form.errors["file"].value
    assert "notes: False" in form.told.value


def test_the_written_file_is_named_and_nothing_is_said_to_be_sent(form, shares):
    form.button.click()

    assert shares.written == [form.values]
    assert "/home/someone/x.zip. Nothing was sent anywhere" in form.said.value


def test_trouble_with_the_list_is_told_in_its_place(form, shares):
    shares.trouble = f"The disk is full: {MARKUP}"
    form.fields["notes"].value = True

    assert "The disk is full: &lt;img" in form.told.value
    assert form.button.disabled


def test_trouble_with_the_file_is_told_below_the_button(form, shares):
    shares.trouble = f"The disk is full: {MARKUP}"
    form.button.click()

    assert "The disk is full: &lt;img" in form.said.value


def test_nothing_of_the_preview_is_markup(form):
    assert "<img" not in form.told.value
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; &#x27;so on&#x27;" in form.told.value


def test_nothing_is_written_before_the_list_of_it_is_shown(shares):
    waiting = []
    form = SharingForm(shares, start=waiting.append)
    waiting.pop()()
    form.fields["notes"].value = True

    form.button.click()
    assert form.button.disabled
    assert shares.written == []

    waiting.pop()()
    form.button.click()
    assert [values["notes"] for values in shares.written] == [True]


def test_a_list_that_was_overtaken_is_not_shown(shares):
    form = SharingForm(shares, start=lambda doing: doing())
    asked = shares.preview

    def overtaken(values):
        shares.preview = asked
        form._asked = {"something": "else"}
        return asked(values)

    shares.preview = overtaken
    form.fields["notes"].value = True

    assert "notes: False" in form.told.value
    assert form.button.disabled
