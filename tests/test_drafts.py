"""Invitations bind once, in time, to nobody else; drafts and languages are kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import accounts, drafts, invitations, organisation
from services.drafts import DraftChangedError
from services.invitations import AlreadyBoundError, InvitationUnusableError
from services.store import Store, changes
from services.store.people import Invitation
from services.store.talk import Draft
from tests.stage import BEGIN

STRANGER, KNOWN = 900, 31
DAY = timedelta(days=1)


@pytest.fixture
def invited(peopled_store: Store) -> int:
    """Return the staff id of 丁若曦, who has no account."""
    return peopled_store.call(organisation.by_number, "JC032", BEGIN.date()).staff_id


def test_an_invitation_binds_once(peopled_store: Store, invited: int) -> None:
    code = peopled_store.call(invitations.invite, invited, BEGIN, DAY)
    assert peopled_store.call(invitations.accept, STRANGER, code, BEGIN) == invited
    assert peopled_store.call(accounts.staff_of, STRANGER) == invited
    assert peopled_store.call(invitations.accept, STRANGER, code, BEGIN) == invited
    with pytest.raises(InvitationUnusableError):
        peopled_store.call(invitations.accept, STRANGER + 1, code, BEGIN)


def test_only_the_hash_is_kept_and_codes_are_long(peopled_store: Store, invited: int) -> None:
    code = peopled_store.call(invitations.invite, invited, BEGIN, DAY)
    kept = peopled_store.call(lambda session: session.scalar(select(Invitation.code_hash)))
    assert code.encode() not in bytes(kept or b"")
    assert len(code) == 22


def test_an_expired_or_invented_code_binds_nobody(peopled_store: Store, invited: int) -> None:
    code = peopled_store.call(invitations.invite, invited, BEGIN, DAY)
    for wrong, when in ((code, BEGIN + DAY), ("", BEGIN), (code[:-1], BEGIN)):
        with pytest.raises(InvitationUnusableError):
            peopled_store.call(invitations.accept, STRANGER, wrong, when)


def test_a_bound_account_or_person_is_not_bound_again(peopled_store: Store, invited: int) -> None:
    code = peopled_store.call(invitations.invite, invited, BEGIN, DAY)
    with pytest.raises(AlreadyBoundError):
        peopled_store.call(invitations.accept, KNOWN, code, BEGIN)
    peopled_store.call(invitations.accept, STRANGER, code, BEGIN)
    again = peopled_store.call(invitations.invite, invited, BEGIN, DAY)
    with pytest.raises(AlreadyBoundError):
        peopled_store.call(invitations.accept, STRANGER + 1, again, BEGIN)


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
