# ruff: noqa: S608 - what tampers with the database is the test itself
"""T-X9: every edit, deletion, reordering and cut tail of the audit is found.

Broken by a hash that leaves a column out, by `verify` not counting the links, or by ends of the
chain that are not compared with what was told.
"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from services import audit_chain
from services.audit_chain import Finding, Head
from services.store import Store, audit, changes
from services.store.talk import Audit, AuditSeal
from services.store.traffic import Notice

BEGUN = datetime(2026, 10, 9, 9, tzinfo=UTC)


@changes
def write(session: Session, first: int, last: int) -> None:
    for number in range(first, last):
        audit.record(session, BEGUN + timedelta(minutes=number), None, "try", number=number)


@changes
def tamper(session: Session, *statements: str) -> None:
    """Do what somebody with the database in hands does: the triggers are no obstacle to him."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    if sqlite:
        for name in ("update", "delete", "replace"):
            session.execute(text(f"DROP TRIGGER audit_no_{name}"))
    else:
        session.execute(text("DROP TRIGGER audit_only_added ON audit"))
        session.execute(text("DROP TRIGGER audit_only_sealed ON audit"))
    for statement in statements:
        session.execute(text(statement))


@pytest.fixture
def sealed(peopled_store: Store) -> Store:
    peopled_store.call(write, 0, 6)
    peopled_store.call(audit_chain.seal)
    peopled_store.call(write, 6, 10)
    peopled_store.call(audit_chain.seal)
    return peopled_store


def place(number: int) -> str:
    return f"(SELECT audit_id FROM audit_seals WHERE number = {number})"


def found(store: Store, known: Head | None = None) -> list[Finding]:
    return store.call(audit_chain.verify, known)[0]


def test_an_untouched_chain_has_no_findings(sealed: Store) -> None:
    assert sealed.call(audit_chain.verify) == ([], 10)
    assert sealed.call(audit_chain.unsealed) == 0


@pytest.mark.parametrize("column", ["at = at + 1", "actor = '7'", "what = 'x'"])
@pytest.mark.parametrize("number", range(1, 11))
def test_every_edit_is_found(sealed: Store, column: str, number: int) -> None:
    sealed.call(tamper, f"UPDATE audit SET {column} WHERE id = {place(number)}")
    assert found(sealed) == [Finding("edited", number)]


@pytest.mark.parametrize("number", range(1, 11))
def test_every_deletion_is_found(sealed: Store, number: int) -> None:
    sealed.call(tamper, f"DELETE FROM audit WHERE id = {place(number)}")
    assert Finding("missing", number) in found(sealed)


def test_a_detail_of_another_entry_is_found(sealed: Store) -> None:
    other = f"(SELECT detail_sealed FROM audit WHERE id = {place(3)})"
    sealed.call(tamper, f"UPDATE audit SET detail_sealed = {other} WHERE id = {place(4)}")
    assert found(sealed) == [Finding("edited", 4)]


def test_two_entries_that_change_places_are_found(sealed: Store) -> None:
    swapped = "CASE number WHEN 3 THEN 4 WHEN 4 THEN 3 ELSE number END"
    sealed.call(
        tamper,
        f"UPDATE audit_seals SET number = -({swapped})",
        "UPDATE audit_seals SET number = -number",
    )
    assert {one.number for one in found(sealed)} >= {3, 4}


def test_a_cut_tail_is_found_by_whoever_was_told_its_end(sealed: Store) -> None:
    sealed.call(audit_chain.send_head, BEGUN, BEGUN)
    told = sealed.call(audit_chain.head)
    sealed.call(
        tamper,
        f"DELETE FROM audit WHERE id IN {place(9).replace('= 9', '>= 9')}",
        "DELETE FROM audit_seals WHERE number >= 9",
    )
    assert found(sealed) == [Finding("cut", 10)]
    sealed.call(tamper_heads)
    assert found(sealed) == []  # inside the house nothing tells any more
    assert found(sealed, told) == [Finding("cut", 10)]


@changes
def tamper_heads(session: Session) -> None:
    session.execute(text("DELETE FROM audit_heads"))


def test_an_end_that_was_never_told_is_found(sealed: Store) -> None:
    assert found(sealed, Head(10, "00" * 32)) == [Finding("edited", 10)]


def test_a_chain_made_anew_without_the_key_is_found(sealed: Store) -> None:
    sealed.call(tamper, f"UPDATE audit_seals SET hash = {place(1).replace('audit_id', 'hash')}")
    assert len(found(sealed)) == 9


def test_the_days_end_goes_to_the_keepers_once(sealed: Store) -> None:
    for _ in range(2):
        sealed.call(audit_chain.send_head, BEGUN, BEGUN)
    assert len(sealed.call(heads)) == 1


def heads(session: Session) -> list[str]:
    return list(session.scalars(select(Notice.key).where(Notice.kind == "audit_head")))


def test_later_entries_are_chained_after_earlier_ones(sealed: Store) -> None:
    assert sealed.call(places) == sorted(sealed.call(places))


def places(session: Session) -> list[datetime]:
    joined = select(Audit.at).join(AuditSeal, AuditSeal.audit_id == Audit.id)
    return list(session.scalars(joined.order_by(AuditSeal.number)))
