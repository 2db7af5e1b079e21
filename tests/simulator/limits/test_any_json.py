"""Whatever JSON arrives, the checks answer with a list and never raise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.limits import check_messages, check_rich_menu
from tests.simulator.limits.accepted import ACCEPTED
from tests.simulator.limits.samples import menu

Way = tuple[str | int, ...]


def ways(value: Any, at: Way = ()) -> Iterator[Way]:
    """The way to every value inside this one."""
    if at:
        yield at
    if isinstance(value, dict):
        for name, each in value.items():
            yield from ways(each, (*at, name))
    elif isinstance(value, list):
        for index, each in enumerate(value[:2]):
            yield from ways(each, (*at, index))


def at(value: Any, way: Way) -> Any:
    for key in way:
        value = value[key]
    return value


LIGHT = [menu(), *(each for each in ACCEPTED if len(json.dumps(each)) < 2000)]
NAMES = sorted({str(way[-1]) for each in LIGHT for way in ways(each)})
KINDS = sorted({at(each, way) for each in LIGHT for way in ways(each) if way[-1] == "type"})
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects of the names LINE knows, most of them of a type LINE knows."""
    fields = st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6)
    typed = st.builds(lambda kind, of: {**of, "type": kind}, st.sampled_from(KINDS), fields)
    return fields | typed | st.lists(inner, max_size=6)


VALUES = st.recursive(LEAVES | st.sampled_from(KINDS), objects, max_leaves=20)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_any_json_gets_a_list(value: Any) -> None:
    assert isinstance(check_messages(value), list)
    assert isinstance(check_messages([value]), list)
    assert isinstance(check_rich_menu(value), list)


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_good_json_with_one_value_bent_gets_a_list(data: st.DataObject) -> None:
    whole = json.loads(json.dumps(data.draw(st.sampled_from(LIGHT))))
    *way, last = data.draw(st.sampled_from(list(ways(whole))))
    at(whole, tuple(way))[last] = data.draw(VALUES)
    assert isinstance(check_messages([whole]), list)
    assert isinstance(check_rich_menu(whole), list)
