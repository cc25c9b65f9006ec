"""The database's shape over time: Alembic's migrations, run by the product itself."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from services.store import figures, people, talk, traffic, work  # tables register themselves
from services.store.tables import Base

TABLES = (people, figures, talk, traffic, work)
METADATA = Base.metadata


class NewerSchemaError(Exception):
    """The database, or a backup, was made by a newer release than this one."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def revisions() -> list[str]:
    """Return the shapes that this release knows, its own first."""
    return [one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()]


def migrate(engine: Engine) -> None:
    """Bring the database to this release's shape; NewerSchemaError if it is beyond it."""
    with engine.begin() as connection:
        upgrade(connection, "head")


def upgrade(connection: Connection, to: str) -> None:
    """Bring the database to a shape, in the connection's transaction; NewerSchemaError."""
    now = MigrationContext.configure(connection).get_current_revision()
    if now is not None and now not in revisions():
        raise NewerSchemaError(now)
    command.upgrade(_config(connection), to)


def revision(engine: Engine) -> str | None:
    """Return the shape that the database has; none if it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Tell whether the database has this release's shape."""
    return revision(engine) == revisions()[0]
