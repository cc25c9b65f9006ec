"""What a process remembers between transactions, for as long as the rows it was read from stay.

A value is remembered under its service, its arguments and the marks of the sources that the
service names. The marks are read anew in every transaction, by one query: what another process
publishes is seen at once. A changing transaction remembers nothing, because the rows that it sees
may never come to be. It recalls what readers remember, as long as the rows are those for it too:
its marks are read anew each time, for it sees what it has changed and what others publish.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cache, wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from sqlalchemy import Dialect, Select, select
from sqlalchemy.orm import Session

P = ParamSpec("P")
T = TypeVar("T")
Service: TypeAlias = Callable[..., Any]
Mark: TypeAlias = tuple[Any, ...]
# what a session carries in its `info`: a changing one what readers remember
MEMORY, RECALLED, MARKS, VIEW = "memory", "recalled", "marks", "view"
SOURCES: list["Source"] = []


@dataclass(frozen=True, eq=False)
class Source:
    """Rows of some tables, and figures that are never the same for different rows.

    A figure is a cheap query of one value: where rows are only ever added, how many there are.
    """

    tables: frozenset[str]
    figures: tuple[Select[Any], ...]


def source(tables: frozenset[str], *figures: Select[Any]) -> Source:
    """Declare what remembered values may be read from."""
    made = Source(tables, figures)
    SOURCES.append(made)
    return made


@dataclass(frozen=True, eq=False)
class Memory:
    """What the readers of one store remember; of each service the values asked for last."""

    shelves: dict[Service, OrderedDict[Hashable, tuple[Mark, Any]]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock, repr=False)

    def recall(self, service: Service, key: Hashable, mark: Mark) -> tuple[Mark, Any] | None:
        """Return what was remembered at the mark, with the mark."""
        with self.lock:
            shelf = self.shelves.setdefault(service, OrderedDict())
            found = shelf.get(key)
            if found is None or found[0] != mark:
                return None
            shelf.move_to_end(key)
            return found

    def keep(self, service: Service, key: Hashable, found: tuple[Mark, Any], most: int) -> None:
        """Remember a value; of more than `most` the one not asked for longest is forgotten."""
        with self.lock:
            shelf = self.shelves.setdefault(service, OrderedDict())
            shelf[key] = found
            shelf.move_to_end(key)
            while len(shelf) > most:
                shelf.popitem(last=False)


def remembered(
    *sources: Source, most: int
) -> Callable[[Callable[Concatenate[Session, P], T]], Callable[Concatenate[Session, P], T]]:
    """Remember what a reading service returned: it hangs on these sources and its arguments.

    Also on the view that the session has. Values are shared between threads, so they must be
    frozen, and hold nothing unsealed.
    """

    def decorate(
        service: Callable[Concatenate[Session, P], T],
    ) -> Callable[Concatenate[Session, P], T]:
        @wraps(service)
        def asked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
            memory: Memory | None = session.info.get(MEMORY)
            key = session.info.get(VIEW), args, tuple(kwargs.items())
            if memory is None:
                found = _recalled(session, service, key, sources)
                return found[1] if found else service(session, *args, **kwargs)
            mark = _mark(session, sources)
            found = memory.recall(service, key, mark)
            if found is None:
                found = mark, service(session, *args, **kwargs)
                memory.keep(service, key, found, most)
            value: T = found[1]
            return value

        return asked

    return decorate


def _recalled(
    session: Session, service: Service, key: Hashable, sources: tuple[Source, ...]
) -> tuple[Mark, Any] | None:
    """Return what readers remember of the rows that a changing transaction sees."""
    memory: Memory | None = session.info.get(RECALLED)
    if memory is None or not memory.shelves.get(service):
        return None
    session.flush()
    found = memory.recall(service, key, _read(session, sources))
    # with a change of its own its marks may be those of another's, published since they were read
    return found if found and found[0] == _read(session, sources) else None


def _read(session: Session, sources: tuple[Source, ...]) -> Mark:
    """Return the figures of the sources as they are now."""
    session.info.pop(MARKS, None)
    return _mark(session, sources)


def _mark(session: Session, sources: tuple[Source, ...]) -> Mark:
    """Return the figures of the sources as they are in this transaction."""
    found: dict[Source, Mark] | None = session.info.get(MARKS)
    if found is None:
        connection = session.connection()
        asked = tuple(SOURCES)
        read = iter(connection.exec_driver_sql(_question(asked, connection.dialect)).one())
        found = {one: tuple(next(read) for _ in one.figures) for one in asked}
        session.info[MARKS] = found
    return tuple(found[one] for one in sources)


@cache
def _question(asked: tuple[Source, ...], dialect: Dialect) -> str:
    """Write one query for all figures."""
    figures = [figure.scalar_subquery() for one in asked for figure in one.figures]
    return str(select(*figures).compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
