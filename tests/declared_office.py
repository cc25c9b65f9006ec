"""What the services of organisation and calendar are for, as `tests.test_access` wants it."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation, people
from services.office import record_card
from services.store import Store
from services.store.people import Terms
from tests.branch import TODAY
from tests.declared import GUARDED, IN_CHAT, INNER, OFFICE

OF_NOBODY = "guarded by viewer, about units and days: tried in tests.keeping"
FOR_THE_CHAT = {*IN_CHAT, OF_NOBODY}

OFFICES = {
    "calendar.calendar": OF_NOBODY,
    "calendar.own_day": OF_NOBODY,
    "calendar.overrides": INNER + "the outlet's days, which are nobody's",
    "calendar.remove_day": OFFICE,
    "calendar.set_day": OFFICE,
    "calendar.weigh_day": OFFICE,
    "office.choices.people": OFFICE,
    "office.record_card.one_past": GUARDED,
    "office.record_card.past": GUARDED,
    "office.record_card.record": GUARDED,
    "people.find": GUARDED,
    "people.reports": GUARDED,
    "office.choices.units": OFFICE,
    "office.records.add": OFFICE,
    "office.records.change": OFFICE,
    "office.records.correct": OFFICE,
    "office.records.leave": OFFICE,
    "office.records.weigh_new": OFFICE,
    "office.records.weigh_change": OFFICE,
    "office.records.weigh_correction": OFFICE,
    "office.records.weigh_leaving": OFFICE,
    "office.rights.office": OFFICE,
    "office.rights.branch_office": OFFICE,
    "office.undo.undo": OFFICE,
    "office.unit_card.card": OF_NOBODY,
    "office.units.change_unit": OFFICE,
    "office.units.close_unit": OFFICE,
    "office.units.open_unit": OFFICE,
    "office.units.weigh_closing": OFFICE,
    "office.units.weigh_opening": OFFICE,
    "office.units.weigh_unit": OFFICE,
    "accounts.is_bound": INNER + "whether somebody has an account",
    "facts.edit.rows": INNER + "what an edit compares with",
    "facts.edit.save": INNER + "the last step of an edit",
    "office.effects.effects": INNER + "what follows from an edit that was let through",
    "office.record_edit.ready": INNER + "an edit's rights and checks",
    "office.record_edit.save": INNER + "the last step of an edit",
    "office.rights.keeper": INNER + "who asks, as the back office",
    "office.rights.kept": INNER + "who asks, as the back office that keeps a person",
}


def one_of_the_past(store: Store, who: int, staff_id: int) -> object:
    """Ask for a row of the person's history by its number."""
    with Session(store.reader) as session:
        terms = session.scalar(select(Terms.id).where(Terms.staff_id == staff_id))
    return store.call(record_card.one_past, who, TODAY, terms or 12345)


def must_be_found(store: Store, who: int, staff_id: int) -> None:
    """Look for the person by 工号; NotYoursError."""
    everybody = store.call(organisation.on, TODAY).people
    number = everybody[staff_id].number if staff_id in everybody else "12345"
    page = store.call(people.find, who, TODAY, number, 0, len(everybody))
    if staff_id not in {one.employee.staff_id for one in page.people}:
        raise organisation.NotYoursError


ASK_OFFICE: dict[str, Callable[[Store, int, int], object]] = {
    "office.record_card.one_past": one_of_the_past,
    "people.find": must_be_found,
    "people.reports": lambda store, who, one: store.call(people.reports, who, TODAY, one, 0, 99),
    "office.record_card.past": lambda store, who, one: store.call(
        record_card.past, who, TODAY, one, 0, 9
    ),
    "office.record_card.record": lambda store, who, one: store.call(
        record_card.record, who, TODAY, one
    ),
}
