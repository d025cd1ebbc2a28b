"""A session as its journal tells it."""

from backlog.panel.retold import accepted, happened

PAUSE = {"kind": "event", "id": "a-1", "type": "pause", "refused": None}
RESUME = {"kind": "event", "id": "a-2", "type": "resume", "refused": None}
REFUSED = {"kind": "event", "id": "a-3", "type": "skip", "refused": "Skip while planned"}


def test_only_events_that_were_not_refused_are_told():
    assert accepted([{"kind": "opening"}, PAUSE, REFUSED, RESUME]) == [PAUSE, RESUME]


def test_an_event_that_stands_there_twice_happened_once_in_its_first_place():
    assert accepted([PAUSE, RESUME, PAUSE]) == [PAUSE, RESUME, PAUSE]
    assert happened([PAUSE, RESUME, PAUSE]) == [PAUSE, RESUME]
