"""YAML with every scalar as the text that was written, and the line of every key."""

from dataclasses import dataclass, field
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a file: which key and line, what kind of mistake, what would be right."""

    file: str
    code: str
    key: str = ""
    day: str = ""
    line: int = 0
    given: str = ""
    right: str = ""


class MistakesError(Exception):
    """A file of figures or cases cannot be used; all its mistakes at once."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("; ".join(f"{m.file}:{m.line} {m.key} {m.code}" for m in mistakes))
        self.mistakes = mistakes


@dataclass
class Marked(dict[str, Any]):
    """A mapping that knows on which line each key stands."""

    lines: dict[str, int] = field(default_factory=dict)


class _Loader(yaml.BaseLoader):
    """Text only; a key that stands twice is a mistake."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Marked:
    made = Marked()
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        line = key_node.start_mark.line + 1
        if key in made.lines:
            raise MistakesError(Mistake(str(loader.name), "duplicate_key", key, line=line))
        made.lines[key] = line
        made[key] = loader.construct_object(value_node, deep=True)
    return made


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(text: str, name: str) -> Any:
    """Return the document; MistakesError names file, line and key."""
    try:
        return _document(text, name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 0
        raise MistakesError(
            Mistake(name, "not_yaml", line=line, given=error.problem or "")
        ) from error
    except (yaml.YAMLError, RecursionError) as error:  # a control character; brackets without end
        raise MistakesError(Mistake(name, "not_yaml", given=type(error).__name__)) from error


def _document(text: str, name: str) -> Any:
    loader = _Loader(text)
    loader.name = name
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
