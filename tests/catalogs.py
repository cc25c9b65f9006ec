"""The catalogs as the sources want them; `python -m tests.catalogs` (make catalogs) writes them.

Chinese is the source: its catalog says each sentence as it is. The English one keeps what is
translated and gets the new sentences empty.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from handlers.i18n import LANGUAGES, SOURCE

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "locale" / "messages.pot"
SAYING = ("handlers", "bot/demo")
IDLE = re.compile(r'"(Project|Report|POT|PO|Last|Generated|Language-Team)[\w-]*:')
HEADER = "# What 小满 says. `make catalogs` brings this up to date with the sources."


def wanted() -> Catalog:
    """Return all sentences of the sources, with the files they are in."""
    catalog = Catalog(fuzzy=False, header_comment=HEADER)
    for path in sources():
        for sentence in said_in(path):
            if sentence:
                catalog.add(sentence, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalog


def sources() -> list[Path]:
    """Return the files that may say something."""
    return sorted(path for folder in SAYING for path in (ROOT / folder).rglob("*.py"))


def said_in(path: Path) -> Iterator[str | tuple[str, str]]:
    """Yield what a file marks, in its order (Babel's own extraction misses calls in calls)."""
    calls = [
        one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.Call)
    ]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
        match name, texts:
            case "_" | "say", [str(text), *_]:
                yield text
            case "counted", [str(one), str(many), *_]:
                yield one, many


def po(language: str) -> Path:
    """Return where a language's catalog is."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """Return a language's catalog as it is; an empty one if there is none."""
    if not po(language).exists():
        return Catalog(language, fuzzy=False)
    with po(language).open("rb") as source:
        return read_po(source, locale=language)


def sentences(catalog: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [one for one in catalog if one.id]


def brought_up_to_date(language: str) -> Catalog:
    """Return the catalog with the sources' sentences, and only these."""
    catalog = read(language)
    catalog.update(wanted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = HEADER
    for message in sentences(catalog) if language == SOURCE else ():
        message.string = (message.id[0],) if isinstance(message.id, tuple) else message.id
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return the text of a catalog file, with only those headers that say something."""
    text = BytesIO()
    write_po(text, catalog, sort_by_file=True, include_lineno=False, width=99)
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not IDLE.match(line)).encode()


def main() -> None:
    """Write the template and every language."""
    TEMPLATE.write_bytes(written(wanted()))
    for language in LANGUAGES:
        po(language).parent.mkdir(parents=True, exist_ok=True)
        po(language).write_bytes(written(brought_up_to_date(language)))


if __name__ == "__main__":
    main()
