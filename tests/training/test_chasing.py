"""The marks are asked for, chased, escalated once; what is settled or nobody's is left alone.

Broken by an escalation a day too late or every day, a chase of what was called off.
"""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import organisation
from services.store import Store, changes
from services.store.people import Unit
from services.store.traffic import Notice
from services.training import chase, leading
from services.training.kinds import TRAINING
from tests.training import DAY, ZHENG, ask, at, card, staff

OVER = at(10, 14, 17)


def test_the_marks_are_asked_for_and_chased_then_escalated_once(peopled_store: Store) -> None:
    """Asked at 17:00, again on Thursday, the general manager named on Friday, and only then."""
    store = peopled_store
    ask(store)
    store.call(chase.ask_marks, OVER, OVER, TRAINING)
    mornings = [at(10, 14), at(10, 15), at(10, 16), at(10, 17), at(10, 19), at(10, 20)]
    for morning in mornings:
        store.call(chase.remind_marks, morning, morning)
    assert told(store) == {
        ("training_mark", OVER, "JC012"),
        ("training_mark", at(10, 15), "JC012"),
        ("training_late", at(10, 16), "JC001"),
    }


def test_once_marked_or_dropped_nobody_is_chased(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    about: dict[str, Any] = {"chair": staff(store, "JC012"), "day": DAY.toordinal()}
    store.call(leading.call_off, ZHENG, OVER, kind=TRAINING, **about, reason="台风")
    for morning in (at(10, 15), at(10, 16)):
        store.call(chase.ask_marks, morning, morning, TRAINING)
        store.call(chase.remind_marks, morning, morning)
    assert told(store) == set()
    assert card(store, OVER).reason == "台风"


def test_a_training_that_nobody_belongs_to_any_more_is_not_chased(peopled_store: Store) -> None:
    """Its outlets went out of town since: another chair's, or nobody's."""
    ask(peopled_store)

    def move(session: Session) -> None:
        session.execute(update(Unit).where(Unit.kind == "outlet").values(urban=False))

    peopled_store.call(changes(move))
    for moment in (OVER, at(10, 15), at(10, 16)):
        peopled_store.call(chase.ask_marks, moment, moment, TRAINING)
        peopled_store.call(chase.remind_marks, moment, moment)
    assert told(peopled_store) == set()


def told(store: Store) -> set[tuple[str, object, str]]:
    numbers = {
        one.staff_id: one.number for one in store.call(organisation.on, DAY).people.values()
    }
    chosen = select(Notice.kind, Notice.due_at, Notice.staff_id).where(
        Notice.kind.in_(["training_mark", "training_late"])
    )
    found = store.call(lambda session: session.execute(chosen).all())
    return {(kind, due_at, numbers[who or 0]) for kind, due_at, who in found}
