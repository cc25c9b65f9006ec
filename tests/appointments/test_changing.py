"""Put off and cancelled: by whose client it is and his back office, once, with the reason kept.

Broken by `must_stand` without the version or the state, by a reason shown with the client's name
to whoever may not see it, by telling whoever did it himself.
"""

from datetime import timedelta
from typing import Any

import pytest

from services.appointments import changing, desk, view
from services.appointments.changing import CHANGED
from services.appointments.rows import ALONE, CANCELLED, REBOOKED, RESERVED, MovedOnError
from services.organisation import NotYoursError
from services.store import Store
from tests.appointments import (
    CHEN,
    CLIENT,
    DIRECTOR,
    LI,
    NOW,
    OFFICE,
    PHONE,
    TANG,
    TODAY,
    ZHANG,
    at,
    book,
    row,
    staff,
    told,
)

DAY = timedelta(1)
TOMORROW = at(TODAY + DAY, 10)
LATER = at(TODAY + 5 * DAY, 14).replace(tzinfo=None)


def cancel(store: Store, one: int, who: int = ZHANG, version: int = 1) -> view.Card:
    return store.call(changing.cancel, who, NOW, appointment=one, version=version, reason="=mind")


def rebook(store: Store, one: int, who: int = ZHANG, reason: str = "=time") -> view.Card:
    answers: dict[str, Any] = {"version": row(store, one).version, "day": LATER, "reason": reason}
    return store.call(changing.rebook, who, NOW, appointment=one, **answers)


@pytest.mark.parametrize("who", [ZHANG, OFFICE])
def test_who_may_and_who_is_told(who: int, peopled_store: Store) -> None:
    one = book(peopled_store, TOMORROW)
    card = rebook(peopled_store, one, who)
    assert (card.planned, card.rebooked, card.version) == (at(TODAY + 5 * DAY, 14), 1, 2)
    other = staff(peopled_store, "JC006" if who == ZHANG else "JC031")
    assert told(peopled_store, CHANGED) == [(other, NOW)]
    assert cancel(peopled_store, one, who, version=2).state == CANCELLED
    assert told(peopled_store, CHANGED) == [(other, NOW), (other, NOW)]


@pytest.mark.parametrize("who", [LI, TANG, DIRECTOR, CHEN])
def test_superiors_look_and_do_not_touch(who: int, peopled_store: Store) -> None:
    one = book(peopled_store, TOMORROW)
    assert not peopled_store.call(view.card, who, TODAY, one).changes
    with pytest.raises(NotYoursError):
        rebook(peopled_store, one, who)
    with pytest.raises(NotYoursError):
        cancel(peopled_store, one, who)
    with pytest.raises(NotYoursError):
        accompany(peopled_store, one, who)
    assert (row(peopled_store, one).state, row(peopled_store, one).version) == (RESERVED, 1)


def accompany(store: Store, one: int, who: int = ZHANG, version: int = 1) -> view.Card:
    answers: dict[str, Any] = {"appointment": one, "version": version, "accompanied": False}
    return store.call(changing.accompany, who, NOW, **answers)


def test_a_second_press_and_an_old_card_change_nothing(peopled_store: Store) -> None:
    one = book(peopled_store, TOMORROW)
    accompany(peopled_store, one)
    with pytest.raises(MovedOnError):
        accompany(peopled_store, one)
    with pytest.raises(MovedOnError):
        cancel(peopled_store, one, version=1)
    with pytest.raises(MovedOnError):
        accompany(peopled_store, one, version=2)  # that is how it is already
    cancel(peopled_store, one, version=2)
    for version in (2, 3):
        with pytest.raises(MovedOnError):
            cancel(peopled_store, one, version=version)
    with pytest.raises(MovedOnError):
        rebook(peopled_store, one)
    card = peopled_store.call(view.card, ZHANG, TODAY, one)
    assert [entry.act for entry in card.history] == [RESERVED, ALONE, CANCELLED]


def test_the_history_says_who_what_when_and_why(peopled_store: Store) -> None:
    one = book(peopled_store, TOMORROW)
    card = rebook(peopled_store, one, OFFICE, "出差")
    first, second = card.history
    assert (first.act, first.by, first.planned) == (RESERVED, "张伟", TOMORROW)
    assert (second.act, second.by, second.why) == (REBOOKED, "何晓燕", "出差")
    assert (second.at, second.planned) == (NOW, at(TODAY + 5 * DAY, 14))


def test_a_reason_names_the_client_only_to_who_may_know_him(peopled_store: Store) -> None:
    one = book(peopled_store, TOMORROW, phone=PHONE)
    rebook(peopled_store, one, reason=f"{CLIENT} {PHONE} 出差")
    for who in (ZHANG, OFFICE):
        assert CLIENT in peopled_store.call(view.card, who, TODAY, one).history[1].why
    for who in (LI, TANG, DIRECTOR):
        why = peopled_store.call(view.card, who, TODAY, one).history[1].why
        assert why == "欧* *********** 出差"


def test_the_list_is_bounded_by_days_and_states(peopled_store: Store) -> None:
    today = book(peopled_store, at(TODAY, 23, 59))
    tomorrow = book(peopled_store, at(TODAY + DAY, 0))
    alone = book(peopled_store, at(TODAY + DAY, 16), accompanied=False)
    week = book(peopled_store, at(TODAY + 6 * DAY, 23, 59))
    later = book(peopled_store, at(TODAY + 7 * DAY, 0))
    gone = book(peopled_store, at(TODAY + DAY, 11))
    cancel(peopled_store, gone)

    def shown(span: int, state: str = "") -> list[int]:
        found = peopled_store.call(desk.page, OFFICE, NOW, span, state, 0, 9)
        assert found.total == len(found.found)
        assert found.alone == sum(not one.accompanied for one in found.found)
        return [one.id for one in found.found]

    assert shown(desk.TODAY) == [today]
    assert shown(desk.TOMORROW) == [alone, tomorrow]
    assert shown(desk.WEEK) == [alone, today, tomorrow, week]
    assert shown(desk.ALL) == [alone, today, tomorrow, week, later]
    assert shown(desk.ALL, CANCELLED) == [gone]
    assert shown(desk.TOMORROW, CANCELLED) == [gone]
    page = peopled_store.call(desk.page, OFFICE, NOW, desk.ALL, "", 3, 2)
    assert ([one.id for one in page.found], page.total) == ([week, later], 5)


def test_what_of_today_waits(peopled_store: Store) -> None:
    mine = book(peopled_store, at(TODAY, 11), accompanied=False)
    book(peopled_store, at(TODAY, 12), who=LI)
    book(peopled_store, at(TODAY + DAY, 0))
    zhang = peopled_store.call(desk.today, ZHANG, NOW)
    assert ([one.id for one in zhang.mine], zhang.coming, zhang.alone) == ([mine], 0, 0)
    office = peopled_store.call(desk.today, OFFICE, NOW)
    assert (office.mine, office.coming, office.alone) == ((), 2, 1)
