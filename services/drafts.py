"""Forms being filled in, kept where a restart does not lose them: one a person, sealed."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import accounts, attachments, files
from services.attachments import Attached, Received
from services.store import changes, talk

P = ParamSpec("P")
T = TypeVar("T")
VERSION_BITS = 40


class DraftChangedError(Exception):
    """The form is no longer as it was drawn: answered further, submitted or cancelled."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is somebody or something of the house: its code, and what it is called."""

    code: str
    name: str

    @property
    def text(self) -> str:
        """Return it as a draft keeps it: codes have no tabulators."""
        return f"{self.code}\t{self.name}"

    @classmethod
    def read(cls, text: str) -> "Choice":
        """Return the choice that a draft kept."""
        code, _, name = text.partition("\t")
        return cls(code, name)


@dataclass(frozen=True)
class Draft:
    """What was answered so far, and the question gone back to (none: the first open one).

    `files` are the answers that are files; they go with the draft unless it is submitted.
    """

    form: str
    version: int
    answers: Mapping[str, str | None] = field(default_factory=dict)
    asking: str | None = None
    files: Mapping[str, Attached] = field(default_factory=dict)


def current(session: Session, telegram_id: int) -> Draft | None:
    """Return the form that the person is filling in."""
    row = _row(session, telegram_id)
    return None if row is None else _draft(row)


@changes
def begin(
    session: Session,
    telegram_id: int,
    form: str,
    now: datetime,
    answers: Mapping[str, str | None] | None = None,
) -> Draft:
    """Begin a form, in place of any other that the person was filling in.

    `answers` are those it begins with. The version starts at random: a card of an earlier form
    never fits this one.
    """
    drop(session, telegram_id)
    row = talk.Draft(telegram_id=telegram_id, form=form, changed_at=now)
    draft = Draft(form, secrets.randbits(VERSION_BITS), answers or {})
    _write(row, draft, now)
    session.add(row)
    return draft


@changes
def keep(session: Session, telegram_id: int, draft: Draft, now: datetime) -> Draft:
    """Keep the draft and return its next version; DraftChangedError if it is not at this one."""
    row = _at_version(session, telegram_id, draft.version)
    before = _draft(row).files
    files_ = {name: one for name, one in before.items() if draft.answers.get(name)}
    return _go_on(session, row, replace(draft, files=files_), now)


@changes
def attach(  # noqa: PLR0913 - what came, for which question of whose draft, and when
    session: Session,
    telegram_id: int,
    draft: Draft,
    question: str,
    received: Received,
    *,
    now: datetime,
) -> Draft:
    """Answer a question with a file, in place of any before; return the draft's next version.

    DraftChangedError; WrongKindError, TooBigError.
    """
    row = _at_version(session, telegram_id, draft.version)
    name, by = attachments.checked(received), accounts.staff_of(session, telegram_id)
    file_id = files.keep(session, name, received.content, now, by)
    answers = {**draft.answers, question: str(file_id)}
    files_ = {**_draft(row).files, question: Attached(file_id, name)}
    return _go_on(session, row, replace(draft, answers=answers, asking=None, files=files_), now)


@changes
def drop(session: Session, telegram_id: int) -> str | None:
    """Forget what the person was filling in, with its files; return which form it was."""
    row = _row(session, telegram_id)
    if row is None:
        return None
    _forget(session, row)
    session.flush()
    return row.form


@changes
def forget(session: Session, before: datetime) -> None:
    """Drop the drafts that nobody went on with since then."""
    for row in session.scalars(select(talk.Draft).where(talk.Draft.changed_at < before)):
        _forget(session, row)


@changes
def submit(
    session: Session,
    telegram_id: int,
    version: int,
    service: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Do what the form is for and end it, both or neither; DraftChangedError.

    The draft's files are the service's from then on.
    """
    row = _at_version(session, telegram_id, version)
    result = service(session, *args, **kwargs)
    session.delete(row)
    return result


def _draft(row: talk.Draft) -> Draft:
    state = json.loads(row.answers)
    files_ = {name: Attached(*one) for name, one in state.pop("files", {}).items()}
    return Draft(row.form, row.version, files=files_, **state)


def _go_on(session: Session, row: talk.Draft, draft: Draft, now: datetime) -> Draft:
    """Write the draft's next version, and drop the files that it has no more."""
    for gone in {*_draft(row).files.values()} - {*draft.files.values()}:
        files.drop(session, gone.file_id)
    later = replace(draft, version=draft.version + 1)
    _write(row, later, now)
    return later


def _forget(session: Session, row: talk.Draft) -> None:
    for one in _draft(row).files.values():
        files.drop(session, one.file_id)
    session.delete(row)


def _row(session: Session, telegram_id: int) -> talk.Draft | None:
    mine = select(talk.Draft).where(talk.Draft.telegram_id == telegram_id)
    return session.scalar(mine)


def _at_version(session: Session, telegram_id: int, version: int) -> talk.Draft:
    mine = select(talk.Draft).where(talk.Draft.telegram_id == telegram_id)
    row = session.scalar(mine.with_for_update())
    if row is None or row.version != version:
        raise DraftChangedError
    return row


def _write(row: talk.Draft, draft: Draft, now: datetime) -> None:
    state: dict[str, object] = {"answers": dict(draft.answers), "asking": draft.asking}
    if draft.files:
        state["files"] = {name: astuple(one) for name, one in draft.files.items()}
    row.answers = json.dumps(state, ensure_ascii=False)
    row.version = draft.version
    row.changed_at = now
