"""What topics declare is theirs alone: a name that two of them have would be the later one's."""

from collections import Counter

from bot.app import TOPICS
from handlers.buttons import Button


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


def buttons(kind: type[Button]) -> list[type[Button]]:
    return [one for sub in kind.__subclasses__() for one in (sub, *buttons(sub))]


def test_a_tag_of_a_button_is_one_buttons() -> None:
    """With two of one tag, a press on either would be read as the later one's."""
    found = [one for one in buttons(Button) if one.__module__.startswith("handlers.")]
    tags = Counter(one.__dict__["tag"] for one in found if "tag" in one.__dict__)
    assert len(tags) > len(TOPICS)
    assert [tag for tag, times in tags.items() if times > 1] == []
