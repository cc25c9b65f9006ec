"""How Alembic runs here: in the transaction that the product hands it."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from services.store.schema import METADATA


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write a column type of ours as what it is in the database."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
