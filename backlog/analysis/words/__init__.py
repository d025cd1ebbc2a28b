"""What the numbers say, in plain words for the person whose back it is. One module a page's part.

Every claim carries how many there are and what is missing. Nothing is worded as cause, nothing is
called significant, and nothing counts days in a row. Where there is too little, that is the answer.
"""

from backlog.analysis.words.adherence import (
    adherence,
    calendar,
    doses,
    habit,
    obstacles,
    recording,
    weeks,
)
from backlog.analysis.words.banner import banner
from backlog.analysis.words.captions import caption, caption_of_pairs, caption_of_ratings
from backlog.analysis.words.change import WARNING_SIGNS, caption_of_change, change, evidence
from backlog.analysis.words.course import (
    caption_of_trend,
    caption_of_weeks,
    program_changes,
    trend,
    ups_and_downs,
    weeks_out_of_the_usual,
)
from backlog.analysis.words.discomfort import discomfort
from backlog.analysis.words.nothing import NOTHING
from backlog.analysis.words.program import caption_of_program, program
from backlog.analysis.words.progression import progression
from backlog.analysis.words.quality import quality
from backlog.analysis.words.response import before_and_after, response

__all__ = [
    "NOTHING",
    "WARNING_SIGNS",
    "adherence",
    "banner",
    "before_and_after",
    "calendar",
    "caption",
    "caption_of_change",
    "caption_of_pairs",
    "caption_of_program",
    "caption_of_ratings",
    "caption_of_trend",
    "caption_of_weeks",
    "change",
    "discomfort",
    "doses",
    "evidence",
    "habit",
    "obstacles",
    "program",
    "program_changes",
    "progression",
    "quality",
    "recording",
    "response",
    "trend",
    "ups_and_downs",
    "weeks",
    "weeks_out_of_the_usual",
]
