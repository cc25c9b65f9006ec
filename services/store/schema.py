"""The database's shape over time: Alembic's migrations, run by the product itself."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from services.store import (
    approvals,
    attendance,
    broadcasts,
    clients,
    conduct,
    duties,
    figures,
    inventory,
    leave,
    people,
    privacy,
    reports,
    resignation,
    rewards,
    squads,
    talk,
    traffic,
    training,
    trainingfile,
    work,
    worklogs,
)  # tables register themselves
from services.store.tables import Base

TABLES = (
    *(people, figures, talk, traffic, work, approvals, leave, attendance, resignation, conduct),
    clients,
    privacy,
    reports,
    broadcasts,
    trainingfile,
    training,
    duties,
    worklogs,
    inventory,
    rewards,
    squads,
)
METADATA = Base.metadata
MIGRATIONS = Path(__file__).parent / "migrations"


class NewerSchemaError(Exception):
    """The database, or a backup, was made by a newer release than this one."""


def revisions() -> list[str]:
    """Return the shapes that this release knows, its own first: migrations are numbered."""
    numbers = [path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("0*.py")]
    return sorted(numbers, reverse=True)


def migrate(engine: Engine) -> None:
    """Bring the database to this release's shape; NewerSchemaError if it is beyond it."""
    with engine.begin() as connection:
        upgrade(connection, "head")


def upgrade(connection: Connection, to: str) -> None:
    """Bring the database to a shape, in the connection's transaction; NewerSchemaError."""
    from alembic import command  # noqa: PLC0415 - takes long to load, and is seldom needed
    from alembic.config import Config  # noqa: PLC0415 - the same

    now = shape(connection)
    if now is not None and now not in revisions():
        raise NewerSchemaError(now)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def shape(connection: Connection) -> str | None:
    """Return the shape that the database has in this transaction; none if it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def revision(engine: Engine) -> str | None:
    """Return the shape that the database has; none if it is empty."""
    with engine.connect() as connection:
        return shape(connection)


def is_current(engine: Engine) -> bool:
    """Tell whether the database has this release's shape."""
    return revision(engine) == revisions()[0]
