"""What topics declare is theirs alone: a name that two of them have would be the later one's."""

from collections import Counter

from bot.app import TOPICS


def test_a_kind_of_notice_is_one_topics() -> None:
    kinds = Counter(
        kind
        for topic in TOPICS
        for kind in [*getattr(topic, "NOTICES", {}), *getattr(topic, "CARDS", {})]
    )
    assert len(kinds) > len(TOPICS)
    assert [kind for kind, times in kinds.items() if times > 1] == []


def test_what_is_told_in_a_line_can_be_told_alone() -> None:
    known = {
        kind
        for topic in TOPICS
        for kind in [*getattr(topic, "NOTICES", {}), *getattr(topic, "CARDS", {})]
    }
    briefs = Counter(kind for topic in TOPICS for kind in getattr(topic, "BRIEFS", {}))
    assert briefs.keys() <= known
    assert [kind for kind, times in briefs.items() if times > 1] == []
