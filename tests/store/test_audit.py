"""The audit's rows are only ever added: the database refuses the rest, whoever asks."""

import json

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services.store import Store, audit, changes
from services.store.talk import Audit
from tests.branch import NOW

SAID = "only ever added"
STATEMENTS = [
    "UPDATE audit SET what = 'x'",
    "UPDATE audit SET detail_sealed = detail_sealed",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE what = 'hired'",
]
OVER = "INTO audit (id, at, actor, what, detail_sealed) SELECT id, at, actor, 'x', '' FROM audit"
EVASIONS = {
    "sqlite": [
        f"INSERT OR REPLACE {OVER}",
        f"REPLACE {OVER}",
        f"INSERT {OVER} WHERE true ON CONFLICT (id) DO UPDATE SET what = 'x'",
    ],
    "postgresql": [
        "TRUNCATE audit",
        f"INSERT {OVER} ON CONFLICT (id) DO UPDATE SET what = 'x'",
    ],
}


@changes
def hire(session: Session) -> None:
    audit.record(session, NOW, None, "hired", name="司马相如", pay=1)
    audit.record(session, NOW, 7, "hired", name="卓文君", pay=2)


@changes
def execute(session: Session, statement: str) -> None:
    session.execute(text(statement))


def entries(session: Session) -> list[tuple[str, str, str]]:
    rows = session.scalars(select(Audit).order_by(Audit.actor))
    return [(one.actor, one.what, one.detail) for one in rows]


def refused(store: Store, statement: str) -> None:
    store.call(hire)
    before = store.call(entries)
    with pytest.raises(DBAPIError, match=SAID):
        store.call(execute, statement)
    assert store.call(entries) == before


@pytest.mark.parametrize("statement", STATEMENTS)
def test_an_entry_is_neither_changed_nor_deleted(store: Store, statement: str) -> None:
    refused(store, statement)


def test_nor_is_it_written_over(store: Store) -> None:
    for statement in EVASIONS[store.writer.dialect.name]:
        refused(store, statement)


def test_an_entry_says_who_did_what_when(store: Store) -> None:
    store.call(hire)
    (seven, console) = store.call(entries)
    assert seven[:2] == ("7", "hired")
    assert console[0] == audit.CONSOLE
    assert json.loads(console[2]) == {"name": "司马相如", "pay": 1}
    assert store.call(lambda session: set(session.scalars(select(Audit.at)))) == {NOW}


def test_an_entry_goes_with_its_cause(store: Store) -> None:
    @changes
    def fail(session: Session) -> None:
        hire(session)
        raise LookupError

    with pytest.raises(LookupError):
        store.call(fail)
    assert store.call(lambda session: session.scalar(select(func.count(Audit.id)))) == 0
