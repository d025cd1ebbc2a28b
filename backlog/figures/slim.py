"""The text of an SVG file in fewer letters, with the same picture. Pure.

Knows how matplotlib writes one: a line a point, a style a mark, names as long as the font's. A page
goes by mail, and most of its bytes are pictures.
"""

from __future__ import annotations

import re

#: More decimals of a point than any eye or printer can tell; those of a scale stay.
_POINT = re.compile(r"\b(\d\d+\.\d)\d+|\b([1-9]\.\d\d)\d+")
#: The same in an outline, where no number is a scale.
_OUTLINE = re.compile(r"(\.\d\d)\d+")
_WHOLE = re.compile(r"\b(\d+)\.0+(?!\d)")
#: What stands between marks, and what says nothing to a reader.
_BETWEEN = re.compile(r">\s+<")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PATH = re.compile(r' d="([^"]*)"')
_NAME = re.compile(r'<path id="([^"]+)"')
_NAMED = re.compile(r'(id="|href="#)([^"]+)"')
_ALONG = re.compile(r'transform="translate\(([-\d.]+) 0\)"/>')
#: Marks of one style that follow each other.
_MARK = r'<use xlink:href="[^"]+" x="[^"]+" y="[^"]+"'
_ALIKE = re.compile(rf'{_MARK} style="([^"]+)"/>(?:{_MARK} style="\1"/>)+')


def slim(svg: str) -> str:
    """Return the same picture in fewer letters."""
    bare = _BETWEEN.sub("><", _COMMENT.sub("", svg[svg.index("<svg") :]))
    short = _PATH.sub(_packed, _POINT.sub(r"\1\2", bare))
    short = _ALONG.sub(r'x="\1"/>', _WHOLE.sub(r"\1", short))
    return _renamed(_ALIKE.sub(_styled_once, short))


def _packed(path: re.Match[str]) -> str:
    """Return an outline on one line."""
    points = _OUTLINE.sub(r"\1", " ".join(path[1].split()))
    letters = re.sub(" ?([A-Za-z]) ?", r"\1", points)
    return f' d="{letters}"'


def _styled_once(marks: re.Match[str]) -> str:
    """Return marks that follow each other in a group that has their style."""
    style = f' style="{marks[1]}"'
    return f"<g{style}>{marks[0].replace(style, '')}</g>"


def _renamed(svg: str) -> str:
    """Return the text with a short name for the outline of each letter and mark."""
    short = {name: f"o{number}" for number, name in enumerate(dict.fromkeys(_NAME.findall(svg)))}
    return _NAMED.sub(lambda it: f'{it[1]}{short.get(it[2], it[2])}"', svg)
