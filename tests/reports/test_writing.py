"""A report is written by sections: kept at once, whatever comes between; handed in once."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from services.reports import handing_in, judging, own, reading, writing
from services.reports.handing_in import SectionsMissingError
from services.reports.own import LISTENS
from services.reports.rows import REQUIRED, SECTIONS
from services.reports.writing import HandedInError, TextError, UnknownSectionError
from services.store import Store
from tests.reports import (
    LI,
    SEPTEMBER,
    TANG,
    ZHENG,
    acts,
    at,
    hand_in,
    report,
    send_back,
    write,
)

NOW = at(10, 4)


def test_one_section_after_the_other(peopled_store: Store) -> None:
    found = peopled_store.call(writing.ask, LI, NOW, SEPTEMBER, SECTIONS[0])
    answered = []
    while found.section:
        section, found = peopled_store.call(writing.answer, LI, NOW, f"  {found.section}  ")
        answered.append(section)
    assert tuple(answered) == SECTIONS
    assert found.answers == {one: one for one in SECTIONS}
    assert not peopled_store.call(writing.listens, LI, NOW)


def test_what_was_written_stays_for_days(peopled_store: Store) -> None:
    write(peopled_store, LI, at(10, 1), SEPTEMBER, ["bank"])
    found = peopled_store.call(own.own, LI, at(10, 5), SEPTEMBER)
    assert (dict(found.answers), found.asking) == ({"bank": "写好了"}, "")
    assert found.missing == REQUIRED


@pytest.mark.parametrize(("after", "listens"), [(LISTENS, True), (LISTENS * 1.001, False)])
def test_what_is_typed_much_later_is_no_answer(
    peopled_store: Store, after: timedelta, *, listens: bool
) -> None:
    peopled_store.call(writing.ask, LI, NOW, SEPTEMBER, "goals")
    assert peopled_store.call(writing.listens, LI, NOW + after) is listens
    assert not peopled_store.call(writing.listens, TANG, NOW)


def test_left_off_nothing_is_answered(peopled_store: Store) -> None:
    peopled_store.call(writing.ask, LI, NOW, SEPTEMBER, "goals")
    peopled_store.call(writing.ask, LI, NOW, SEPTEMBER, "")
    assert not peopled_store.call(writing.listens, LI, NOW)
    with pytest.raises(HandedInError):
        peopled_store.call(writing.answer, LI, NOW, "晚了")


@pytest.mark.parametrize("typed", ["", "   ", "字" * 1001])
def test_nothing_or_too_much_is_refused(peopled_store: Store, typed: str) -> None:
    peopled_store.call(writing.ask, LI, NOW, SEPTEMBER, "goals")
    with pytest.raises(TextError):
        peopled_store.call(writing.answer, LI, NOW, typed)
    assert peopled_store.call(writing.answer, LI, NOW, "字" * 1000)[0] == "goals"


def test_an_unknown_section_is_refused(peopled_store: Store) -> None:
    for work in (writing.ask, writing.clear):
        with pytest.raises(UnknownSectionError):
            peopled_store.call(work, LI, NOW, SEPTEMBER, "?")


def test_a_section_is_taken_away(peopled_store: Store) -> None:
    before = write(peopled_store, LI, NOW, SEPTEMBER, ["bank", "goals"]).standing.version
    peopled_store.call(writing.clear, LI, NOW, SEPTEMBER, "bank")
    found = peopled_store.call(own.own, LI, NOW, SEPTEMBER)
    assert list(found.answers) == ["goals"]
    assert found.standing.version == before + 1


@pytest.mark.parametrize("missing", REQUIRED)
def test_what_has_to_be_written_is_asked_for(peopled_store: Store, missing: str) -> None:
    found = write(peopled_store, LI, NOW, SEPTEMBER, [one for one in SECTIONS if one != missing])
    with pytest.raises(SectionsMissingError) as refused:
        peopled_store.call(handing_in.submit, LI, NOW, SEPTEMBER, found.standing.version)
    assert refused.value.sections == (missing,)
    assert acts(peopled_store, "JC019") == []


def test_a_second_press_and_a_stale_card_do_nothing(peopled_store: Store) -> None:
    old = write(peopled_store, LI, NOW, SEPTEMBER).standing.version
    new = write(peopled_store, LI, NOW, SEPTEMBER, ["bank"]).standing.version
    assert not peopled_store.call(handing_in.submit, LI, NOW, SEPTEMBER, old)
    assert peopled_store.call(handing_in.submit, LI, NOW, SEPTEMBER, new)
    assert not peopled_store.call(handing_in.submit, LI, NOW, SEPTEMBER, new)
    assert acts(peopled_store, "JC019") == ["submitted"]


def test_handed_in_it_is_not_written_in(peopled_store: Store) -> None:
    hand_in(peopled_store, LI, NOW)
    for work in (writing.ask, writing.clear):
        with pytest.raises(HandedInError):
            peopled_store.call(work, LI, NOW, SEPTEMBER, "goals")


def test_a_decision_on_another_version_does_nothing(peopled_store: Store) -> None:
    hand_in(peopled_store, LI, NOW)
    old = report(peopled_store, "JC019")
    send_back(peopled_store, "JC019", NOW)
    hand_in(peopled_store, LI, NOW)
    about = old.id, old.version
    assert not peopled_store.call(judging.accept, ZHENG, NOW, *about).done
    assert peopled_store.call(judging.returnable, ZHENG, NOW, *about) is None
    new = report(peopled_store, "JC019")
    assert peopled_store.call(judging.accept, ZHENG, NOW, new.id, new.version).done
    assert not peopled_store.call(judging.accept, ZHENG, NOW, new.id, new.version).done
    assert acts(peopled_store, "JC019") == ["submitted", "returned", "submitted", "accepted"]


def test_others_see_what_was_handed_in_not_the_draft(peopled_store: Store) -> None:
    write(peopled_store, LI, NOW, SEPTEMBER)
    made = report(peopled_store, "JC019").id
    assert peopled_store.call(reading.card, ZHENG, NOW, made).content is None
    hand_in(peopled_store, LI, NOW)
    send_back(peopled_store, "JC019", NOW)
    write(peopled_store, LI, NOW, SEPTEMBER, ["market"])
    found = peopled_store.call(reading.card, ZHENG, NOW, made).content
    assert found
    assert sorted(found.answers) == ["goals", "plan"]


@pytest.mark.parametrize(
    "statement", ["UPDATE report_entries SET act = 'accepted'", "DELETE FROM report_entries"]
)
def test_what_was_done_stays_written_down(peopled_store: Store, statement: str) -> None:
    hand_in(peopled_store, LI, NOW)
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        peopled_store.writer.begin() as connection,
    ):
        connection.execute(text(statement))


def test_what_was_written_is_sealed(peopled_store: Store) -> None:
    hand_in(peopled_store, LI, NOW)
    with peopled_store.reader.connect() as connection:
        answers = connection.scalars(text("SELECT answers_sealed FROM reports")).all()
        contents = connection.scalars(text("SELECT text_sealed FROM report_entries")).all()
    rows = [*answers, *contents]
    assert rows
    assert all("写好了".encode() not in bytes(one) for one in rows)
