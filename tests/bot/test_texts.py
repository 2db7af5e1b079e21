"""The sentences stand in one place, in many files, and are said under one name."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from bot import texts

ROOT = Path(__file__).parent.parent.parent
THAI = re.compile(r"[\u0e00-\u0e7f]")
# The sentences themselves; how days, amounts and money are written; and the reader of Thai.
THEIR_PLACE = ("bot/texts/", "bot/thai.py", "bot/language/")


def test_no_two_files_of_texts_use_the_same_name() -> None:
    files = [
        import_module(f"{texts.__name__}.{found.name}") for found in iter_modules(texts.__path__)
    ]
    names = Counter(name for file in files for name in vars(file) if name.isupper())
    assert [name for name, times in names.items() if times > 1] == []
    assert names.keys() == {name for name in vars(texts) if name.isupper()}


def test_what_people_read_stands_in_texts_alone() -> None:
    """Elsewhere Thai stands only where it is heard, never where it is said.

    Heard are the words in a set or a tuple, in a pattern, and those compared with; a docstring
    is nobody's to read on a phone. Everything else is said to somebody and belongs in bot/texts.
    """
    assert [f"{path}:{line}" for path in _code() for line in _said_in(ROOT / path)] == []


@pytest.mark.parametrize(
    "code", ['Row("ถึง", day)', 'foot = f"ถึง {day}"', 'where = place or "ส่งแล้ว"', 'text("ค่ะ" + x)']
)
def test_a_sentence_in_code_is_found(code: str) -> None:
    assert list(_said(ast.parse(code))) == [1]


@pytest.mark.parametrize(
    "code",
    ['words=frozenset({"ขาย", "ลงขาย"})', '"รวม" in words', 're.compile("ไม่|บ่")', '"""ขาย"""'],
)
def test_words_that_are_heard_are_left_alone(code: str) -> None:
    assert list(_said(ast.parse(code))) == []


def _code() -> Iterator[str]:
    for folder in ("handlers", "bot", "jobs"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if not path.startswith(THEIR_PLACE):
                yield path


def _said_in(file: Path) -> Iterator[int]:
    return _said(ast.parse(file.read_text("utf-8")))


def _said(parent: ast.AST) -> Iterator[int]:
    """The lines of Thai literals that are not there to be heard."""
    for child in ast.iter_child_nodes(parent):
        if not isinstance(child, ast.Constant | ast.JoinedStr):
            yield from _said(child)
        elif THAI.search(ast.unparse(child)) and not _hears(parent):
            yield child.lineno


def _hears(parent: ast.AST) -> bool:
    compiles = isinstance(parent, ast.Call) and ast.unparse(parent.func) == "re.compile"
    return compiles or isinstance(parent, ast.Set | ast.Tuple | ast.Compare | ast.Expr)
