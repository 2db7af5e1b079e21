"""The sentences stand in many files and are said under one name."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

from bot import texts


def test_no_two_files_of_texts_use_the_same_name() -> None:
    files = [
        import_module(f"{texts.__name__}.{found.name}") for found in iter_modules(texts.__path__)
    ]
    names = Counter(name for file in files for name in vars(file) if name.isupper())
    assert [name for name, times in names.items() if times > 1] == []
    assert names.keys() == {name for name in vars(texts) if name.isupper()}
