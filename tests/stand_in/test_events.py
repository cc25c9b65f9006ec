"""What happened is counted from the first event on, of which only the latest are kept."""

import pytest

from bot.stand_in.world import Event, Events


def test_only_the_latest_events_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Events, "KEPT", 3)
    events = Events()
    assert not events
    for number in range(1, 6):
        events.append(Event(number, "said", 101))
    assert len(events) == 5
    assert [one.number for one in events] == [3, 4, 5]
    assert [one.number for one in events[4:]] == [5]
    assert [one.number for one in events[0:4]] == [3, 4]
    assert events[5:] == []
    assert (events[-1].number, events[4].number, events[2].number) == (5, 5, 3)
    with pytest.raises(IndexError):
        events[1]
