"""Free text in one cell of one physical line: escaped, and harmless in a spreadsheet.

Both steps are reversible for every text, so ``from_cell(to_cell(text)) == text`` holds for line
breaks and control characters too. Half a character (a lone surrogate) is no text: a page or a
message that held one could not be sent at all. Knows nothing of tables and files.
"""

from __future__ import annotations

import re

#: What may end a line somewhere or cannot be seen, and the backslash itself.
_SPECIAL = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPE = re.compile(r"\\(?:[\\nrt]|u(?!d[89a-f])[0-9a-f]{4})")
_HALF = re.compile("[\ud800-\udfff]")
_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONG = {escape: char for char, escape in _SHORT.items()}

#: A spreadsheet takes a cell that begins like this for a formula; so may a program that splits the
#: text at another separator. Quotes before it count, or the guard could not be told from the text.
_FORMULA = r"(?:^|(?<=[,;|\t]))(?='*[=+\-@\t\r＝＋－＠])"
_OPEN = re.compile(_FORMULA)
_GUARDED = re.compile(r"(?:^|(?<=[,;|\t]))'(?='*[=+\-@\t\r＝＋－＠])")


def to_cell(text: str) -> str:
    """Return `text` as it stands in a cell: guarded with ``'``, then escaped."""
    return _SPECIAL.sub(_escaped, _OPEN.sub("'", whole(text)))


def whole(text: str) -> str:
    """Return `text` with the replacement sign for each half of a character."""
    return _HALF.sub("\ufffd", text)


def from_cell(cell: str) -> str:
    """Return the text that stands in a cell; what is no escape of ours stays as it is."""
    plain = _ESCAPE.sub(_unescaped, cell) if "\\" in cell else cell
    return _GUARDED.sub("", plain) if "'" in plain else plain


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or f"\\u{ord(char):04x}"


def _unescaped(match: re.Match[str]) -> str:
    escape = match[0]
    return _LONG.get(escape) or chr(int(escape[2:], 16))
