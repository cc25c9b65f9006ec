"""Each choice means those whom the workbooks say, and several fields those whom all of them mean.

Broken by a field that is left out, a unit without those below it, a choice that adds up.
"""

from collections.abc import Mapping

import pytest

from bot.demo.world.people import Person, units
from services import organisation
from services.broadcasts import draft, drafting
from services.facts.sheets import CONTRACTS, GRADES, POSTS
from services.store import Store
from tests.branch import NOW, TODAY, account
from tests.rights import EVERYBODY, LEFT, units_of

OFFICE = "JC006"
PROMOTED = {"JC036": "营销经理"}  # in the last month's workbook
UNITS = {str(code): str(name) for code, name, *_ in units().rows}


def held(one: Person, name: str) -> set[str]:
    """Return the codes of a field that mean somebody: of a unit its name, those above too."""
    match name:
        case "posts":
            return {str(POSTS[post]) for post in one.posts}
        case "grades":
            grade = PROMOTED.get(one.number, one.grade)
            return {str(GRADES[grade]) if grade else ""}
        case "contracts":
            return {str(CONTRACTS[one.contract])}
        case _:
            return {UNITS[code] for code in units_of(one)}


class Desk:
    """The branch's back office at a draft of its own."""

    def __init__(self, store: Store) -> None:
        """Begin the draft."""
        self.store, self.who = store, account(OFFICE)
        self.id = store.call(drafting.write, self.who, NOW, text="例会改期").id
        here = store.call(organisation.on, TODAY).people.values()
        numbers = {one.number for one in here if one.works_on(TODAY)} - {OFFICE, LEFT.number}
        self.people = [one for one in EVERYBODY.values() if one.number in numbers]

    def codes(self, name: str) -> Mapping[str, str]:
        """Return the code that each choice of a field is pressed by, by what it means."""
        _, found = self.store.call(drafting.choices, self.who, NOW, self.id, name)
        return {one.name or one.code: one.code for one in found}

    def press(self, name: str, code: str = "") -> set[str]:
        """Press a choice; return who is meant now."""
        version = self.store.call(draft.draft, self.who, NOW, self.id).version
        at = {"broadcast": self.id, "version": version}
        found = self.store.call(drafting.turn, self.who, NOW, **at, name=name, code=code)
        return {one.number for one in found.people}

    def meant(self, **chosen: str) -> set[str]:
        """Return whom the workbooks say these choices mean."""
        return {
            one.number
            for one in self.people
            if all(code in held(one, name) for name, code in chosen.items())
        }


@pytest.mark.parametrize("name", ["posts", "units", "grades", "contracts"])
def test_a_choice_means_whom_the_workbooks_say(filled_store: Store, name: str) -> None:
    desk = Desk(filled_store)
    codes = desk.codes(name)
    assert set(codes) == {code for one in desk.people for code in held(one, name)}
    for meaning, code in codes.items():
        assert desk.press(name, code) == desk.meant(**{name: meaning})
        assert desk.press(name, code) == set()


def test_several_fields_must_all_fit(filled_store: Store) -> None:
    desk = Desk(filled_store)
    chosen = {"posts": "marketer"}
    desk.press("posts", "marketer")
    for name, meaning in (
        ("contracts", "full_time"),
        ("grades", "manager"),
        ("units", "项目一部"),
    ):
        chosen[name] = meaning
        before = desk.meant(**{key: chosen[key] for key in chosen if key != name})
        found = desk.press(name, desk.codes(name)[meaning])
        assert found == desk.meant(**chosen)
        assert found < before


def test_two_choices_of_a_field_mean_either(filled_store: Store) -> None:
    desk = Desk(filled_store)
    desk.press("contracts", "agent")
    both = desk.meant(contracts="agent") | desk.meant(contracts="broker_a")
    assert desk.press("contracts", "broker_a") == both
    assert desk.press("clear") == set()
