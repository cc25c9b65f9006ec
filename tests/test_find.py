"""People are found by name and 工号, the best match first, and only those one may see."""

from pathlib import Path

import pytest

from services import people
from services.organisation import UnknownPersonError
from services.store import Store
from tests.branch import TODAY, account
from tests.rights import complete


def found(store: Store, who: str, typed: str, most: int = 99) -> list[str]:
    """Return the 工号 of those whom somebody finds."""
    page = store.call(people.find, account(who), TODAY, typed, 0, most)
    assert page.total >= len(page.people)
    return [one.employee.number for one in page.people]


def test_a_superior_finds_his_people_and_nobody_else(filled_store: Store) -> None:
    assert found(filled_store, "JC019", "JC0") == ["JC019", "JC030", "JC031", "JC032"]
    assert found(filled_store, "JC019", "张伟") == ["JC031"]
    assert found(filled_store, "JC020", "张伟") == []
    assert found(filled_store, "JC031", "李静怡") == []


def test_the_back_office_finds_those_of_its_unit(filled_store: Store) -> None:
    assert "JC031" in found(filled_store, "JC009", "JC")
    assert "JC046" not in found(filled_store, "JC009", "JC")
    assert "JC046" in found(filled_store, "JC006", "JC")


def test_the_whole_name_comes_before_a_part_of_one_and_who_left_comes_last(
    filled_store: Store, tmp_path: Path
) -> None:
    complete(filled_store, tmp_path)  # JC061, who left; JC062, who is called 上官婉清
    assert found(filled_store, "JC006", "婉清") == ["JC062"]
    numbers = found(filled_store, "JC006", "JC06")
    assert numbers == ["JC060", "JC062", "JC061"]


def test_pages_hold_what_they_say(filled_store: Store) -> None:
    first = filled_store.call(people.find, account("JC006"), TODAY, "JC", 0, 6)
    second = filled_store.call(people.find, account("JC006"), TODAY, "JC", 6, 6)
    assert (len(first.people), len(second.people)) == (6, 6)
    assert first.total == second.total == 60
    assert not {*first.people} & {*second.people}


def test_a_stranger_finds_nobody(filled_store: Store) -> None:
    with pytest.raises(UnknownPersonError):
        filled_store.call(people.find, 900, TODAY, "张伟", 0, 6)


def test_a_card_says_who_is_bound_and_who_is_above_and_below(peopled_store: Store) -> None:
    def card(number: str) -> people.Card:
        (one,) = peopled_store.call(people.find, 15, TODAY, number, 0, 1).people
        return peopled_store.call(people.person, 15, TODAY, one.employee.staff_id)

    assert card("JC031").reached == people.Reached(bound=True, blocked=False)
    assert card("JC032").reached == people.Reached(bound=False, blocked=False)
    above = card("JC019")
    assert (above.superior_seen, above.reports) == (True, 2)
    assert above.superior
    assert above.superior.number == "JC015"
    assert not card("JC015").superior_seen  # the director's card is not his to open
