"""Drafts and languages are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.recurring import housekeeping
from services import accounts, drafts, files
from services.attachments import Attached, Received, WrongKindError
from services.drafts import DraftChangedError
from services.files import FileGoneError
from services.store import Store, changes, work
from services.store.talk import Draft
from tests.stage import BEGIN

STRANGER, KNOWN = 900, 31
PHOTO = Received(None, b"\xff\xd8\xffphoto")
PAPER = Received("病假条.pdf", b"%PDF-1.7")


def kept(store: Store) -> list[int]:
    """Return the numbers of all files of the house."""
    return store.call(lambda session: sorted(session.scalars(select(work.File.id))))


def attached(store: Store, received: Received = PHOTO) -> drafts.Draft:
    """Return a draft that was just begun, with a file."""
    begun = store.call(drafts.begin, KNOWN, "leave", BEGIN, {"day": "2026-10-12"})
    return store.call(drafts.attach, KNOWN, begun, "paper", received, now=BEGIN)


def test_the_language_is_kept(peopled_store: Store) -> None:
    peopled_store.call(accounts.choose_language, KNOWN, "en")
    peopled_store.call(accounts.choose_language, STRANGER, "en")
    assert peopled_store.call(accounts.language, KNOWN) == "en"
    assert peopled_store.call(accounts.language, STRANGER) is None


def test_a_draft_is_sealed_and_moves_on_by_version(store: Store) -> None:
    begun = store.call(drafts.begin, KNOWN, "visit", BEGIN)
    kept = store.call(drafts.keep, KNOWN, begun, BEGIN)
    assert kept.version == begun.version + 1
    with pytest.raises(DraftChangedError):
        store.call(drafts.keep, KNOWN, begun, BEGIN)
    answered = drafts.Draft("visit", kept.version, {"client": "王女士"}, "client")
    answered = store.call(drafts.keep, KNOWN, answered, BEGIN)
    assert store.call(drafts.current, KNOWN) == answered
    sealed = store.call(lambda session: session.scalar(select(Draft.answers_sealed)))
    assert "王女士".encode() not in bytes(sealed or b"")


def test_what_a_form_is_for_and_its_end_are_one_transaction(store: Store) -> None:
    @changes
    def fail(_session: Session) -> None:
        raise LookupError

    begun = store.call(drafts.begin, KNOWN, "visit", BEGIN)
    with pytest.raises(LookupError):
        store.call(drafts.submit, KNOWN, begun.version, fail)
    assert store.call(drafts.current, KNOWN) == begun
    assert store.call(drafts.submit, KNOWN, begun.version, lambda _: 7) == 7
    assert store.call(drafts.current, KNOWN) is None
    assert store.call(drafts.drop, KNOWN) is None
    with pytest.raises(DraftChangedError):
        store.call(drafts.submit, KNOWN, begun.version, lambda _: 7)


def test_a_file_is_kept_with_the_draft(peopled_store: Store) -> None:
    draft = attached(peopled_store, PAPER)
    (file_id,) = kept(peopled_store)
    assert draft.files == {"paper": Attached(file_id, "病假条.pdf")}
    assert peopled_store.call(drafts.current, KNOWN) == draft
    row = peopled_store.call(lambda session: session.get(work.File, file_id))
    assert row is not None
    assert row.made_by == peopled_store.call(accounts.staff_of, KNOWN)
    assert "病假条".encode() not in bytes(row.name_sealed)
    assert peopled_store.call(files.piece, file_id, 0) == PAPER.content


def test_another_file_takes_its_place(store: Store) -> None:
    draft = attached(store)
    later = store.call(drafts.attach, KNOWN, draft, "paper", PAPER, now=BEGIN)
    assert kept(store) == [later.files["paper"].file_id]
    with pytest.raises(DraftChangedError):
        store.call(drafts.attach, KNOWN, draft, "paper", PHOTO, now=BEGIN)
    wrong = Received("病假条.pdf", b"MZ")
    with pytest.raises(WrongKindError):
        store.call(drafts.attach, KNOWN, later, "paper", wrong, now=BEGIN)
    assert store.call(drafts.current, KNOWN) == later
    assert kept(store) == [later.files["paper"].file_id]


def test_answers_to_other_questions_leave_the_file_alone(store: Store) -> None:
    draft = attached(store)
    more = replace(draft, answers={**draft.answers, "day": "2026-10-13"}, files={})
    assert store.call(drafts.keep, KNOWN, more, BEGIN).files == draft.files
    assert len(kept(store)) == 1


def test_a_file_goes_with_its_answer(store: Store) -> None:
    draft = attached(store)
    skipped = replace(draft, answers={**draft.answers, "paper": None})
    assert store.call(drafts.keep, KNOWN, skipped, BEGIN).files == {}
    assert kept(store) == []


def test_a_number_that_was_typed_is_no_file(store: Store) -> None:
    theirs = store.call(files.keep, "", PHOTO.content, BEGIN, None)
    begun = store.call(drafts.begin, KNOWN, "leave", BEGIN)
    typed = replace(begun, answers={"paper": str(theirs)}, files={"paper": Attached(theirs, "")})
    assert store.call(drafts.keep, KNOWN, typed, BEGIN).files == {}
    store.call(drafts.drop, KNOWN)
    assert kept(store) == [theirs]


def test_a_file_goes_with_its_draft(store: Store) -> None:
    attached(store)
    attached(store)  # in the other's place
    assert len(kept(store)) == 1
    store.call(drafts.drop, KNOWN)
    assert kept(store) == []


def test_a_file_outlives_a_draft_that_is_submitted(store: Store) -> None:
    @changes
    def fail(_session: Session) -> None:
        raise LookupError

    draft = attached(store)
    with pytest.raises(LookupError):
        store.call(drafts.submit, KNOWN, draft.version, fail)
    assert store.call(drafts.current, KNOWN) == draft
    store.call(drafts.submit, KNOWN, draft.version, lambda _: None)
    assert kept(store) == [draft.files["paper"].file_id]


def test_a_draft_that_is_left_goes_after_a_month_with_its_file(store: Store) -> None:
    draft = attached(store)
    store.call(housekeeping, BEGIN + timedelta(days=30), BEGIN)
    assert store.call(drafts.current, KNOWN) == draft
    store.call(housekeeping, BEGIN + timedelta(days=30, minutes=1), BEGIN)
    assert store.call(drafts.current, KNOWN) is None
    assert kept(store) == []
    with pytest.raises(FileGoneError):
        store.call(files.kept, draft.files["paper"].file_id)
