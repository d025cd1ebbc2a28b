"""backlog.figures.slim: fewer letters, the same picture."""

from backlog.figures.slim import slim

TWO_DOTS_AND_A_WORD = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<svg viewBox="0 0 518.40 158.4" version="1.1">
 <defs>
  <path id="mb0fd84dc83" d="M 0 2.739
C 0.726 2.739 1.423 2.450 1.936 1.936
z
" style="stroke: #1d5c75"/>
  <path id="DejaVuSans-45" d="M 628 4666" transform="scale(0.015625)"/>
 </defs>
 <use xlink:href="#mb0fd84dc83" x="99.184" y="8.256" style="fill: #7fb0c4"/>
 <use xlink:href="#mb0fd84dc83" x="108.0" y="16.25" style="fill: #7fb0c4"/>
 <!-- Ee -->
 <g transform="scale(0.0725 -0.0725)">
  <use xlink:href="#DejaVuSans-45"/>
  <use xlink:href="#DejaVuSans-45" transform="translate(63.183 0)"/>
 </g>
</svg>
"""


def test_a_style_is_said_once_names_are_short_and_no_scale_is_rounded():
    assert slim(TWO_DOTS_AND_A_WORD) == (
        '<svg viewBox="0 0 518.4 158.4" version="1.1"><defs>'
        '<path id="o0" d="M0 2.73C0.72 2.73 1.42 2.45 1.93 1.93z" style="stroke: #1d5c75"/>'
        '<path id="o1" d="M628 4666" transform="scale(0.015625)"/></defs>'
        '<g style="fill: #7fb0c4">'
        '<use xlink:href="#o0" x="99.1" y="8.25"/><use xlink:href="#o0" x="108" y="16.2"/></g>'
        '<g transform="scale(0.0725 -0.0725)">'
        '<use xlink:href="#o1"/><use xlink:href="#o1" x="63.1"/></g></svg>\n'
    )
