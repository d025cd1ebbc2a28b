"""The shipped notebooks are thin, in order, and hold nobody's data.

nbval compares their outputs; it would pass a notebook whose outputs were all cleared.
"""

import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
#: Those that hold a panel or a form, which is drawn anew for whoever runs it.
FORMS = ("1-session.ipynb", "6-share.ipynb")
ALL = sorted(path.name for path in NOTEBOOKS.glob("[1-9]-*.ipynb"))
#: Those that are committed with the outputs of the example log.
ANALYSIS = [name for name in ALL if name not in FORMS]
PERSONAL = re.compile(r"/home/|/Users/|/root\b|/tmp\b|[A-Z]:\\")
WIDGET = "application/vnd.jupyter.widget"
LONGEST_CELL = 8


def loaded(name):
    return json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))


def complaints(notebook, *, with_outputs):
    """Return what is wrong with a notebook, in sentences."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    outputs = order(cells) if with_outputs else no_outputs(cells)
    thick = [complaint for cell in cells for complaint in thickness(source(cell))]
    return [*outputs, *state(notebook), *thick]


def source(cell):
    return "".join(cell["source"])


def order(cells):
    """Yield what is wrong with cells that should have been run once, from top to bottom."""
    counts = [cell["execution_count"] for cell in cells]
    if counts != list(range(1, len(cells) + 1)):
        yield f"Run it from top to bottom in a fresh kernel: the cells are numbered {counts}."
    outputs = [output for cell in cells for output in cell["outputs"]]
    if not any("image/png" in output.get("data", {}) for output in outputs):
        yield "There is no plot in it: the outputs were cleared."
    if any(output["output_type"] == "error" for output in outputs):
        yield "A cell ended in an error."


def no_outputs(cells):
    """Yield what is wrong with cells that should never have been run."""
    if any(cell["outputs"] or cell["execution_count"] for cell in cells):
        yield "Clear its outputs: what a form shows is a person's own."


def state(notebook):
    """Yield what JupyterLab left in a notebook that is nobody else's business."""
    text = json.dumps(notebook, ensure_ascii=False).replace("\\\\", "\\")
    if place := PERSONAL.search(text):
        yield f"It names a place on somebody's machine: {text[place.start() :][:60]}"
    if "widgets" in notebook["metadata"] or WIDGET in text:
        yield "It holds the state of widgets: turn 'Save Widget State Automatically' off."
    if any("execution" in cell["metadata"] for cell in notebook["cells"]):
        yield "It holds the times at which cells ran: clear them, they differ at every run."
    if notebook["metadata"].get("kernelspec", {}).get("name") != "python3":
        yield "It names no kernel python3, so JupyterLab would ask for one."


def thickness(code):
    """Yield what belongs into the package rather than into a cell."""
    if re.search(r"^\s*(?:def|class|for|while)\b|\blambda\b", code, re.MULTILINE):
        yield f"A cell defines or loops; that belongs into the package: {code[:60]!r}"
    if len(code.splitlines()) > LONGEST_CELL:
        yield f"A cell has more than {LONGEST_CELL} lines: {code[:60]!r}"
    if len(re.findall(r"^(?:import|from)\b", code, re.MULTILINE)) > 5:
        yield f"A cell imports more than a notebook needs: {code[:60]!r}"


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_notebook_is_in_order(name):
    assert complaints(loaded(name), with_outputs=name in ANALYSIS) == []


def test_the_notebooks_are_the_ones_that_the_readme_promises():
    assert {"2-adherence.ipynb", "3-discomfort.ipynb"} <= set(ANALYSIS)


def notebook(*cells, **metadata):
    kernel = {"kernelspec": {"name": "python3"}}
    return {"cells": list(cells), "metadata": kernel | metadata}


def cell(code, count=1, output=None, **metadata):
    outputs = [output] if output else []
    return {
        "cell_type": "code",
        "source": [code],
        "execution_count": count,
        "outputs": outputs,
        "metadata": metadata,
    }


PLOT = {"output_type": "display_data", "data": {"image/png": "iVBOR"}}
NOTE = {"output_type": "stream", "text": "/home/" + "anna/back/data"}
PANEL = {"output_type": "display_data", "data": {f"{WIDGET}-view+json": {"model_id": "1"}}}


def test_a_notebook_that_was_run_from_top_to_bottom_has_no_complaint():
    good = notebook(cell("weeks = adherence(log)", 1), cell("plot(weeks)", 2, PLOT))

    assert complaints(good, with_outputs=True) == []


@pytest.mark.parametrize(
    ("cells", "metadata", "expected"),
    [
        ([cell("plot()", None)], {}, "top to bottom"),
        ([cell("a", 2, PLOT), cell("b", 1)], {}, "top to bottom"),
        ([cell("a", 1)], {}, "outputs were cleared"),
        ([cell("a", 1, PLOT), cell("b", 2, NOTE)], {}, "somebody's machine"),
        ([cell("a", 1, PLOT), cell("b", 2, PANEL)], {}, "state of widgets"),
        ([cell("a", 1, PLOT, execution={"iopub.status.busy": "x"})], {}, "times at which"),
        ([cell("a", 1, PLOT)], {"kernelspec": {"name": "conda"}}, "no kernel python3"),
        ([cell("def f():\n    pass", 1, PLOT)], {}, "belongs into the package"),
        ([cell("a\n" * 9, 1, PLOT)], {}, "more than 8 lines"),
        ([cell("import a\n" * 6, 1, PLOT)], {}, "imports more"),
    ],
)
def test_what_is_wrong_with_a_notebook_is_told(cells, metadata, expected):
    told = complaints(notebook(*cells, **metadata), with_outputs=True)

    assert any(expected in complaint for complaint in told)


def test_a_session_notebook_with_outputs_is_told():
    told = complaints(notebook(cell("session_panel()", 1, PANEL)), with_outputs=False)

    assert "Clear its outputs: what a form shows is a person's own." in told
