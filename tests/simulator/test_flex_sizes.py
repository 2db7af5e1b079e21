"""A Flex message is measured as it was sent: escapes, blanks and all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.json_text import read_json
from simulator.limits.counting import AsSent
from simulator.limits.flex import BUBBLE_BYTES, CAROUSEL_BYTES
from tests.simulator.harness import Line
from tests.simulator.limits.samples import Json, bubble, words

VALIDATE = "/v2/bot/message/validate/push"
THAI = "ผักบุ้ง" * 300
FORMS: dict[str, dict[str, Any]] = {
    "as line-bot-sdk sends": {},
    "compact UTF-8": {"ensure_ascii": False, "separators": (",", ":")},
    "indented": {"indent": 4},
}


def one(text: str) -> Json:
    return bubble(*(words(each) for each in (THAI, text or "-")))


def many(text: str) -> Json:
    filler = bubble(words("a" * 20_000))
    return {"type": "carousel", "contents": [one(text), filler]}


def weighing(container: Any, most: int, form: dict[str, Any]) -> bytes:
    """A request whose container takes `most` bytes; as a slice of the request, not by itself."""
    bare = _request(container("a"), form)
    room = most - _span(bare)
    return _request(container("a" * (1 + room)), form)


def _request(contents: Json, form: dict[str, Any]) -> bytes:
    message = {"type": "flex", "altText": "ก", "contents": contents}
    return json.dumps({"messages": [message]}, **form).encode()


def _span(request: bytes) -> int:
    """From the container's brace to its end: behind it only the wrapping's own closes."""
    start = request.index(b"{", request.index(b'"contents"'))
    end = len(request)
    for _ in range(3):
        end = max(request.rindex(each, 0, end) for each in (b"}", b"]"))
    return len(request[start:end].rstrip())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize(("container", "most"), [(one, BUBBLE_BYTES), (many, CAROUSEL_BYTES)])
def test_a_container_passes_at_the_limit_and_not_one_byte_past_it(
    line: Line, container: Any, most: int, form: dict[str, Any]
) -> None:
    at_limit, past_it = (weighing(container, most + over, form) for over in (0, 1))
    assert line.api("POST", VALIDATE, at_limit).status == 200
    refused = line.api("POST", VALIDATE, past_it)
    assert refused.status == 400
    assert f"must not be larger than {most // 1000} KB" in refused.data.decode()


def test_thai_that_fits_as_utf8_is_refused_when_it_is_sent_escaped(line: Line) -> None:
    contents = bubble(*(words("ก" * 2000) for _ in range(3)))
    escaped, plain = (_request(contents, FORMS[form]) for form in list(FORMS)[:2])
    assert line.api("POST", VALIDATE, plain).status == 200
    assert line.api("POST", VALIDATE, escaped).status == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def _objects(value: Any) -> list[AsSent]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, AsSent) else []
    return own + [found for each in inner for found in _objects(each)]


@given(JSON, st.booleans())
def test_every_object_knows_its_own_bytes(value: Any, escaped: bool) -> None:
    data = json.dumps(value, ensure_ascii=escaped).encode()
    read = read_json(data)
    assert read == value
    for each in _objects(read):
        assert each.sent_bytes == len(json.dumps(each, ensure_ascii=escaped).encode())


def test_a_name_given_twice_counts_twice() -> None:
    data = b'{"a": {"b": "}"}, "a": {"c": "{\\\\\\""}}'
    read = read_json(data)
    assert read.sent_bytes == len(data)
    assert read["a"].sent_bytes == len(b'{"c": "{\\\\\\""}')
