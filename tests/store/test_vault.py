"""T-X8: what is sealed opens at its own place, untouched, with its own key, or not at all."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Table, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from services import organisation
from services.store import Store, changes
from services.store.people import Terms
from services.store.schema import METADATA
from services.store.tables import Base
from services.store.vault import KeyUnusableError, Sealed, Vault, new_id, new_key, unlock
from tests.branch import TODAY

KEY, OTHER = new_key(), new_key()
PLACE = "clients.name_sealed.7"
TEXT = "司马相如 139 0000 0000"

CLASSES: list[type[Any]] = [mapper.class_ for mapper in Base.registry.mappers]
SEALED = [
    (kind, name, one.column)
    for kind in sorted(CLASSES, key=lambda one: one.__name__)
    for name, one in vars(kind).items()
    if isinstance(one, Sealed)
]


def flipped(sealed: bytes) -> Iterator[bytes]:
    """Yield the bytes with one bit turned, at each place in turn."""
    for place in range(len(sealed)):
        yield sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]


def test_what_is_sealed_opens_at_its_place_and_never_looks_the_same() -> None:
    vault = Vault.of(KEY)
    first, second = vault.seal(TEXT, PLACE), vault.seal(TEXT, PLACE)
    assert first != second
    assert vault.open(first, PLACE) == vault.open(second, PLACE) == TEXT
    assert TEXT.encode() not in first


@pytest.mark.parametrize(
    "place",
    ["clients.name_sealed.8", "clients.phone_sealed.7", "staff.name_sealed.7", "", PLACE + "0"],
)
def test_it_does_not_open_at_another_place(place: str) -> None:
    vault = Vault.of(KEY)
    with pytest.raises(KeyUnusableError):
        vault.open(vault.seal(TEXT, PLACE), place)


def test_no_byte_of_it_can_be_changed() -> None:
    vault = Vault.of(KEY)
    for touched in flipped(vault.seal(TEXT, PLACE)):
        with pytest.raises(KeyUnusableError):
            vault.open(touched, PLACE)


def test_it_can_be_neither_cut_nor_prolonged() -> None:
    vault = Vault.of(KEY)
    sealed = vault.seal(TEXT, PLACE)
    for touched in (*(sealed[:length] for length in range(len(sealed))), sealed + b"\0"):
        with pytest.raises(KeyUnusableError):
            vault.open(touched, PLACE)


def test_another_key_does_not_open_it_and_an_older_one_does() -> None:
    sealed = Vault.of(KEY).seal(TEXT, PLACE)
    with pytest.raises(KeyUnusableError):
        Vault.of(OTHER).open(sealed, PLACE)
    turned = Vault.of(f"{OTHER},{KEY}")
    assert turned.open(sealed, PLACE) == TEXT
    new = turned.seal(TEXT, PLACE)
    assert Vault.of(OTHER).open(new, PLACE) == TEXT
    with pytest.raises(KeyUnusableError):
        Vault.of(KEY).open(new, PLACE)
    assert turned.index(TEXT) == Vault.of(KEY).index(TEXT) != Vault.of(OTHER).index(TEXT)


@pytest.mark.parametrize(
    "keys",
    ["", "short", "!" * 44, KEY[:-4], f"{KEY},", f"{KEY},short"],
    ids=["none", "short", "no_base64", "cut", "comma", "second_short"],  # a key differs each time
)
def test_a_key_is_32_bytes(keys: str) -> None:
    with pytest.raises(KeyUnusableError):
        Vault.of(keys)


def test_ids_are_not_guessed() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert max(new_id() for _ in range(100)) > 1 << 50


def two(session: Session, kind: type[Any], column: str) -> list[tuple[int, bytes]]:
    """Return id and sealed bytes of two rows that have some."""
    table: Table = kind.__table__
    chosen = select(table.c.id, table.c[column]).where(table.c[column] != b"")
    rows = session.execute(chosen.order_by(table.c.id).limit(2))
    return [(row, sealed) for row, sealed in rows]


@changes
def put(session: Session, kind: type[Any], column: str, row: int, sealed: bytes) -> None:
    table: Table = kind.__table__
    session.execute(update(table).where(table.c.id == row).values({column: sealed}))


def shown(session: Session, kind: type[Any], name: str, row: int) -> str:
    return str(getattr(session.get_one(kind, row), name))


def test_every_sealed_column_has_a_name_and_bytes() -> None:
    columns = {f"{k.__tablename__}.{column}" for k, _, column in SEALED}
    ending = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed")
    }
    assert columns == ending
    assert len(columns) >= 8


ONLY_ADDED = {"audit", "decisions", "conduct_entries", "appointment_entries", "dispute_evidence"}
ONLY_ADDED |= {"put_away", "report_entries", "training_entries", "staff_notices", "licences"}
ONLY_ADDED |= {"inventory_items", "inventory_entries"}


@pytest.mark.parametrize(
    ("kind", "name", "column"), SEALED, ids=lambda one: getattr(one, "__name__", one)
)
def test_a_touched_cell_is_refused(
    full_store: Store, kind: type[Any], name: str, column: str
) -> None:
    rows = full_store.call(two, kind, column)
    (row, sealed), *_ = rows
    if kind.__tablename__ in ONLY_ADDED:
        with pytest.raises(DatabaseError, match="only ever added"):
            full_store.call(put, kind, column, row, sealed[:-1])
        return
    moved = [other for _, other in rows[1:]]
    elsewhere = Vault.of(KEY).seal(TEXT, f"{kind.__tablename__}.{column}.{row}")
    assert full_store.call(shown, kind, name, row)
    for touched in (sealed[:-1], sealed[:20], sealed[:9], *moved, elsewhere):
        full_store.call(put, kind, column, row, touched)
        with pytest.raises(KeyUnusableError):
            full_store.call(shown, kind, name, row)


def test_a_touched_name_is_refused_in_the_organisation_too(filled_store: Store) -> None:
    (row, sealed), (_, moved) = filled_store.call(two, Terms, "name_sealed")
    for touched in (sealed[:-1], sealed[:9], b"", sealed[::-1], moved):
        filled_store.call(put, Terms, "name_sealed", row, touched)
        org = filled_store.call(organisation.on, TODAY)
        with pytest.raises(KeyUnusableError):
            _ = [one.name for one in org.people.values()]


def test_nothing_opens_before_the_vault_is_unlocked_or_with_another_key(
    filled_store: Store,
) -> None:
    org = filled_store.call(organisation.on, TODAY)
    names = [one.name for one in org.people.values()]
    assert "张伟" in names
    unlock(Vault.of(OTHER))
    for one in org.people.values():
        with pytest.raises(KeyUnusableError):
            _ = one.name
