"""Files in sealed pieces: they come back as they went in, or not at all."""

import io
import os

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from services import files
from services.files import PIECE, FileDamagedError, FileGoneError, FileTooLargeError
from services.store import Store, changes
from services.store.vault import KeyUnusableError
from services.store.work import File, FileChunk
from tests.branch import NOW


def came_back(store: Store, file_id: int) -> bytes:
    out = io.BytesIO()
    files.copy(store, file_id, out)
    return out.getvalue()


@changes
def swap(session: Session, file_id: int) -> None:
    """Exchange the first two pieces, as somebody with the database but not the key could."""
    first, second = session.scalars(
        select(FileChunk).where(FileChunk.file_id == file_id).order_by(FileChunk.number).limit(2)
    )
    first.content, second.content = second.content, first.content


@changes
def cut(session: Session, file_id: int) -> None:
    """Take the last piece away, and say that it never was."""
    last = session.scalar(select(func.max(FileChunk.number)).where(FileChunk.file_id == file_id))
    session.execute(delete(FileChunk).where(FileChunk.number == last))
    session.execute(update(File).values(size=(last or 0) * PIECE))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_comes_back_as_it_was(store: Store, size: int) -> None:
    content = os.urandom(size)
    file_id = store.call(files.keep, "工资.xlsx", content, NOW, None)
    found = store.call(files.kept, file_id)
    assert (found.name, found.size, found.pieces) == ("工资.xlsx", size, -(-size // PIECE))
    assert came_back(store, file_id) == content


def test_nothing_of_it_lies_open(store: Store) -> None:
    content = "司马相如,98765.43\n".encode() * 40_000
    file_id = store.call(files.keep, "司马相如.csv", content, NOW, None)
    with Session(store.reader) as session:
        row = session.get_one(File, file_id)
        lying = [row.name_sealed, *session.scalars(select(FileChunk.content))]
    assert len(lying) == 1 + 4
    assert not [one for one in lying if "司马相如".encode() in one or b"98765" in one]


def test_pieces_open_at_their_own_place_only(store: Store) -> None:
    file_id = store.call(files.keep, "a.csv", os.urandom(3 * PIECE), NOW, None)
    store.call(swap, file_id)
    with pytest.raises(KeyUnusableError):
        came_back(store, file_id)


def test_a_file_that_was_cut_is_told(store: Store) -> None:
    file_id = store.call(files.keep, "a.csv", os.urandom(3 * PIECE), NOW, None)
    store.call(cut, file_id)
    with pytest.raises(FileDamagedError):
        came_back(store, file_id)


def test_a_dropped_file_is_gone_whole(store: Store) -> None:
    one, other = (store.call(files.keep, "a.csv", b"abc", NOW, None) for _ in range(2))
    store.call(files.drop, one)
    store.call(files.drop, one)
    with pytest.raises(FileGoneError):
        store.call(files.kept, one)
    with pytest.raises(FileGoneError):
        store.call(files.piece, one, 0)
    assert came_back(store, other) == b"abc"


def test_too_large_a_file_is_not_kept(store: Store) -> None:
    with pytest.raises(FileTooLargeError) as refused:
        store.call(files.keep, "a.csv", bytes(files.MOST_BYTES + 1), NOW, None)
    assert refused.value.args == (50,)
    with Session(store.reader) as session:
        assert session.scalars(select(File)).all() == []


def test_unsealed_it_can_be_read_more_than_once_and_has_no_name(store: Store) -> None:
    content = os.urandom(PIECE + 5)
    file_id = store.call(files.keep, "a.xlsx", content, NOW, None)
    with files.unsealed(store, file_id) as path:
        assert path.read_bytes() == path.read_bytes() == content
        assert path.stat().st_size == len(content)
        target = path.resolve()
    assert not target.exists()
