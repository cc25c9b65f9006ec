"""The groups that the bot is in."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.store import changes
from services.store.traffic import Group


@changes
def join(session: Session, chat_id: int, title: str, now: datetime) -> None:
    """Remember that the bot is in a group."""
    row = session.scalar(select(Group).where(Group.chat_id == chat_id))
    if row is None:
        row = Group(chat_id=chat_id, since=now)
        session.add(row)
    row.title, row.left_at = title, None


@changes
def leave(session: Session, chat_id: int, now: datetime) -> None:
    """Remember that it no longer is."""
    row = session.scalar(select(Group).where(Group.chat_id == chat_id))
    if row is not None:
        row.left_at = now
