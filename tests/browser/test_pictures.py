"""The README's pictures, made from the running program: `start.py test --pictures ...` writes them.

They are looked at by people; a changed pixel is no failure, so an ordinary run leaves them alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "notebooks" / "images"


pytestmark = pytest.mark.pictures


def test_picture_of_the_panel_in_a_hold(lab, page):
    lab.open(page, "real-time.ipynb")
    lab.run_all(page)
    panel = page.locator(".jp-OutputArea-output .backlog-panel")
    panel.get_by_role("button", name="I have read this").click()
    panel.get_by_role("button", name="Start").click()
    panel.get_by_role("group").get_by_role("button", name="0", exact=True).click()
    panel.get_by_role("button", name="Begin").click()
    panel.get_by_role("button", name="Skip warm-up").click()
    panel.get_by_role("button", name="I'm ready").click()
    panel.get_by_role("button", name="Ease off").click()
    expect(panel.locator(".rep")).to_have_text("Repetition 2 of 6", timeout=20_000)
    expect(panel.locator(".ring .number")).to_have_text("14", timeout=30_000)
    page.mouse.move(0, 0)

    panel.screenshot(path=PICTURES / "panel.png")


def test_picture_of_a_trend(lab, page):
    shutil.copy(ROOT / "notebooks" / "3-discomfort.ipynb", lab.work)
    lab.open(page, "3-discomfort.ipynb")
    figure = page.locator(".jp-OutputArea-output img").first
    figure.scroll_into_view_if_needed()

    figure.screenshot(path=PICTURES / "trend.png")
