"""The panel in another language: by the browser's, or as the person chooses."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from backlog.panel import assets


@pytest.mark.parametrize(
    ("chosen", "browsers", "expected"),
    [
        ("auto", ["de-AT", "en"], "de"),
        ("auto", ["fr", "de"], "de"),
        ("auto", ["fr"], "en"),
        ("auto", [], "en"),
        ("en", ["de"], "en"),
        ("de", ["en"], "de"),
    ],
)
def test_the_persons_choice_comes_before_the_browsers(js, chosen, browsers, expected):
    given = [assets.languages(), chosen, browsers]

    assert js.evaluate("([t, c, b]) => backlog.languageOf(t, c, b)", given) == expected


def test_an_exercise_without_words_in_a_language_keeps_its_own(js):
    catalog = {"lower-tummy": {"name": "Lower tummy"}, "new-one": {"name": "New one"}}
    words = {"exercises": {"lower-tummy": {"name": "Unterbauch"}}}

    found = js.evaluate("([c, w]) => backlog.inWords(c, w)", [catalog, words])

    assert [each["name"] for each in found.values()] == ["Unterbauch", "New one"]


def test_a_session_goes_on_in_the_language_that_is_chosen_in_the_middle(hand):
    hand.begins()
    hand.press("Pause")
    hand.press("Settings")
    hand.panel.get_by_label("Language").select_option("Deutsch")

    hand.sees("h2", "Aufwärmen")
    hand.sees(".kind", "Angehalten")
    hand.page.keyboard.press("Space")
    hand.press("Ohne Aufwärmen")
    hand.sees("h2", "Hast du das so gemacht?")
    expect(hand.panel.get_by_role("heading", name="Dehnung des unteren Rückens")).to_be_visible()
    hand.press("Alles richtig, speichern")
    hand.sees("h2", "✓ Gespeichert")
