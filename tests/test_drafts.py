"""Drafts and languages are kept."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import accounts, drafts
from services.drafts import DraftChangedError
from services.store import Store, changes
from services.store.talk import Draft
from tests.stage import BEGIN

STRANGER, KNOWN = 900, 31


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
