"""The database's shape over time: Alembic's migrations, run by the product itself."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from services.store import figures, people, talk, traffic, work  # tables register themselves
from services.store.tables import Base

TABLES = (people, figures, talk, traffic, work)
METADATA = Base.metadata


class NewerSchemaError(Exception):
    """The database was upgraded by a newer release than this one."""


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine) -> None:
    """Bring the database to this release's shape; NewerSchemaError if it is beyond it."""
    config = _config(engine)
    now = revision(engine)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if now is not None and now not in known:
        raise NewerSchemaError(now)
    command.upgrade(config, "head")


def revision(engine: Engine) -> str | None:
    """Return the shape that the database has; none if it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Tell whether the database has this release's shape."""
    return revision(engine) == ScriptDirectory.from_config(_config(engine)).get_current_head()
