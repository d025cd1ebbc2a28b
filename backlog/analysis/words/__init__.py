"""What the numbers say, in plain words for the person whose back it is. One module a page's part.

Every claim carries how many there are and what is missing. Nothing is worded as cause, nothing is
called significant, and nothing counts days in a row. Where there is too little, that is the answer.
"""

from backlog.analysis.words.adherence import adherence, calendar, doses, recording, weeks
from backlog.analysis.words.banner import banner
from backlog.analysis.words.captions import caption, caption_of_pairs, caption_of_ratings
from backlog.analysis.words.discomfort import before_and_after, discomfort, start_and_now
from backlog.analysis.words.nothing import NOTHING

__all__ = [
    "NOTHING",
    "adherence",
    "banner",
    "before_and_after",
    "calendar",
    "caption",
    "caption_of_pairs",
    "caption_of_ratings",
    "discomfort",
    "doses",
    "recording",
    "start_and_now",
    "weeks",
]
