"""House rules that no linter knows."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOPS = ("bot", "handlers", "services")
SOURCES = sorted(path for top in TOPS for path in (ROOT / top).rglob("*.py"))
MODULES = [path for path in SOURCES if "migrations" not in path.parts]
EVERYTHING = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
LONGEST_FUNCTION, LONGEST_FILE = 40, 250
CHINESE = re.compile("[\u3400-\u9fff]")
BAGS = re.compile(r"\.(user_data|chat_data|bot_data)\b")
WITH_BAGS = {"handlers/context.py", "bot/app.py"}
ENTRIES = {"bot/__main__.py", "services/facts/child.py"}  # started, not imported
NO_WORDING = {  # Chinese that nobody is told
    "services/facts/sheets.py",  # the sheets' and columns' names are the format of the workbooks
    "services/facts/workbook.py",  # so is the name of the remark column
    "services/facts/cells.py",  # dates and amounts as offices write them
    "services/appointments/naming.py",  # words that make a name an institution's
    "services/ownership/checklist.py",  # signs that people put between numbers
    "services/duplicates/keys.py",  # how companies' names say what they are
    "services/pinyin.py",  # surnames that are read otherwise than the same character elsewhere
    "services/store/types.py",  # the unit of money, in an error for developers
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    """Return the path as it is written here."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file as it is parsed."""
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Yield all functions of a file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield node


def texts(path: Path) -> Iterator[ast.Constant]:
    """Yield the string literals of a file that are not docstrings."""
    tree = tree_of(path)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{name(path)}: {one.name}"
        for path in EVERYTHING
        for one in functions(path)
        if (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_a_file_is_read_in_one_sitting() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in EVERYTHING}
    assert not {path: number for path, number in lines.items() if number > LONGEST_FILE}


def test_what_others_call_says_what_it_does() -> None:
    silent = [name(path) for path in SOURCES if not ast.get_docstring(tree_of(path))]
    silent += [
        f"{name(path)}: {one.name}"
        for path in SOURCES
        for one in public(tree_of(path).body)
        if not ast.get_docstring(one)
    ]
    assert not silent


def public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Yield classes, functions and methods that others may call, but for overloads."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            if "overload" not in map(ast.unparse, node.decorator_list):
                yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def test_a_service_has_no_wording() -> None:
    services = [one for one in SOURCES if name(one).startswith("services/")]
    assert services
    worded = [
        f"{name(path)}: {one.value!r}"
        for path in services
        for one in texts(path)
        if name(path) not in NO_WORDING and CHINESE.search(str(one.value))
    ]
    assert not worded


def test_nothing_is_kept_in_memory_between_updates() -> None:
    kept = [name(path) for path in SOURCES if BAGS.search(path.read_text("utf-8"))]
    assert not set(kept) - WITH_BAGS


def test_every_module_is_imported_by_another() -> None:
    imported = {one for path in SOURCES for one in imports(path)}
    lonely = [
        name(path)
        for path in MODULES
        if name(path) not in ENTRIES and dotted(path) not in imported
    ]
    assert not lonely


def dotted(path: Path) -> str:
    """Return a module's name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, packages on the way included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        else:
            continue
        for one in found:
            parts = one.split(".")
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))
