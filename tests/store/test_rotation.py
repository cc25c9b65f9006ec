"""The data key is changed while the product is read: nothing is lost, the old key opens nothing.

Broken by a column that is left out, by an index key that is made from the setting's newest key,
by sealing the audit anew without a layer, by a trigger that lets more through.
"""

from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, select, update
from sqlalchemy.orm import Session

from services import audit_chain, keys, leases
from services.keys import Left, NoOlderKeyError, RotatingError
from services.store import Store, audit, changes, ring
from services.store.cells import CELLS, Cells
from services.store.figures import Client, ClientName
from services.store.people import Terms
from services.store.schema import METADATA
from services.store.talk import Audit
from services.store.vault import KeyUnusableError, Vault, unlock, vault
from tests.branch import NOW
from tests.databases import KEY
from tests.store.rotating import NEW, NEWEST, begun, column, holder, rotated


def read(session: Session) -> dict[str, str]:
    """Return all that is sealed, by place."""
    found = {}
    for cells in CELLS:
        asked = select(*cells.keys, cells.column).where(cells.filled)
        if cells.table.name in {"retired_keys", "audit"}:
            continue  # what a rotation adds to
        for *key, sealed in session.execute(asked):
            place = cells.place(key)
            found[place] = vault().open(bytes(sealed), place)
    return found


def details(session: Session) -> list[str]:
    return [one.detail for one in session.scalars(select(Audit).order_by(Audit.at, Audit.id))]


def test_everything_opens_with_the_new_key_alone(old: Store) -> None:
    before, told = old.call(read), old.call(details)
    assert {place.rpartition(".")[0] for place in before} >= {"terms.name_sealed"}
    rotated(old, NEW, KEY)
    unlock(Vault.of(NEW))
    old.call(ring.join)
    old.call(audit.must_open)
    assert old.call(read) == before
    assert set(told) <= set(old.call(details))
    left = old.call(keys.left)
    assert (left.older, left.unknown) == ({}, 0)


def test_no_bytes_anywhere_begin_with_the_old_keys_name(old: Store) -> None:
    name = Vault.of(KEY).current
    assert len(old.call(beginning, name)) > 8
    rotated(old, NEW, KEY)
    assert old.call(beginning, name) == {"retired_keys.name"}


def beginning(session: Session, name: bytes) -> set[str]:
    """Return the columns of bytes, sealed or not, with a value that begins like that."""
    return {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
        for value in session.scalars(select(column).where(column.is_not(None)))
        if bytes(value).startswith(name)
    }


def test_the_old_key_alone_opens_nothing_any_more(old: Store) -> None:
    rotated(old, NEW, KEY)
    unlock(Vault.of(KEY))
    with pytest.raises(KeyUnusableError):
        old.call(audit.must_open)
    for cells in CELLS:
        with pytest.raises(KeyUnusableError):
            old.call(one_of, cells)


def one_of(session: Session, cells: Cells) -> str:
    *key, sealed = session.execute(
        select(*cells.keys, cells.column).where(cells.filled).limit(1)
    ).one()
    return vault().open(bytes(sealed), cells.place(key))


def test_the_chain_of_the_audit_holds_through_two_rotations(old: Store) -> None:
    head = old.call(audit_chain.head)
    rotated(old, NEW, KEY)
    assert old.call(audit_chain.verify, head)[0] == []
    old.call(audit_chain.seal)
    rotated(old, NEWEST, NEW)
    unlock(Vault.of(NEWEST))
    old.call(ring.join)
    found, count = old.call(audit_chain.verify, head)
    assert (found, count > head.number) == ([], True)
    assert len([one for one in old.call(details) if '"key"' in one]) == 4


def test_clients_are_found_by_their_digests_after_the_old_key_is_gone(old: Store) -> None:
    name = old.call(lambda session: session.scalars(select(ClientName).limit(1)).one().name)
    before = old.call(clients_called, name)
    assert before
    for names in ((NEW, KEY), (NEWEST, NEW)):
        rotated(old, *names)
        unlock(Vault.of(names[0]))
        old.call(ring.join)
        assert old.call(clients_called, name) == before


def clients_called(session: Session, name: str) -> set[str]:
    asked = select(Client.number).join(ClientName, ClientName.client_id == Client.id)
    return set(session.scalars(asked.where(ClientName.name_index == vault().index(name))))


def test_what_is_sealed_with_a_retired_key_is_refused(old: Store) -> None:
    place = old.call(lambda session: f"terms.name_sealed.{session.scalar(select(Terms.id))}")
    forged = Vault.of(KEY).seal("伪造", place)
    rotated(old, NEW, KEY)
    unlock(Vault.of(NEW))
    old.call(ring.join)
    assert vault().retired
    with pytest.raises(KeyUnusableError):
        vault().open(forged, place)


def test_broken_off_it_goes_on_and_both_keys_open_meanwhile(old: Store) -> None:
    before = old.call(read)
    count = begun(old, NEW, KEY)
    half = CELLS[: len(CELLS) // 2]
    done = sum(column(old, cells) for cells in half)
    assert 0 < done < count
    assert old.call(read) == before
    assert old.call(keys.left).count == pytest.approx(count - done, abs=3)  # the audit grew
    assert not old.call(keys.end, NOW, holder(old))
    unlock(Vault.of(NEW))
    with pytest.raises(KeyUnusableError):
        old.call(ring.join)
    later = NOW + timedelta(minutes=1)
    unlock(Vault.of(f"{NEW},{KEY}"))
    again = old.call(leases.enter, later, "keys2")
    assert old.call(keys.begin, later, again) < count
    rotated_by(old, again)
    assert old.call(keys.left).older == {}


def rotated_by(store: Store, who: str) -> None:
    later = NOW + timedelta(minutes=1)
    for cells in CELLS:
        store.call(keys.go_on, later, who, cells)
        after = None
        while (one := store.call(keys.go_on, later, who, cells, after)).after:
            after = one.after
    assert store.call(keys.end, later, who)


def test_only_one_process_is_at_it(old: Store) -> None:
    begun(old, NEW, KEY)
    other = old.call(leases.enter, NOW, "keys2")
    with pytest.raises(RotatingError):
        old.call(keys.begin, NOW, other)


def test_who_was_overtaken_writes_nothing(old: Store) -> None:
    begun(old, NEW, KEY)
    mine = holder(old)
    old.call(leases.enter, NOW, "keys1")
    with pytest.raises(leases.LeaseLostError):
        old.call(keys.go_on, NOW, mine, CELLS[0])


def test_with_one_key_there_is_nothing_to_do(old: Store) -> None:
    with pytest.raises(NoOlderKeyError):
        begun(old, KEY)
    assert old.call(keys.left) == Left(old.call(keys.left).total, {}, 0, spare=False)


def test_an_old_key_may_go_when_nothing_needs_it(old: Store) -> None:
    begun(old, NEW, KEY)
    assert not old.call(keys.left).spare
    rotated(old, NEW, KEY)
    assert old.call(keys.left).spare
    unlock(Vault.of(NEW))
    old.call(ring.join)
    assert not old.call(keys.left).spare


def test_what_does_not_open_is_left_and_told(old: Store) -> None:
    terms = next(one for one in CELLS if one.name == "terms.name_sealed")
    old.call(spoil, terms)
    begun(old, NEW, KEY)
    one = old.call(keys.go_on, NOW, holder(old), terms)
    assert one.damaged == 1
    assert not old.call(keys.end, NOW, holder(old))
    assert old.call(keys.left).older["terms.name_sealed"] == 1


@changes
def spoil(session: Session, cells: Cells) -> None:
    row = session.scalar(select(cells.keys[0]).limit(1))
    sealed = session.scalars(select(cells.column).where(cells.keys[0] == row)).one()
    spoiled = update(cells.table).where(cells.keys[0] == row)
    session.execute(spoiled.values({cells.column: bytes(sealed)[:-1] + b"x"}))
