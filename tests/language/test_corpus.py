"""The labelled sentences: how many are read, and that nothing is made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.language.catalogue import small_catalogue
from tests.language.scores import BLIND, CORPUS, Score, records, report, score
from tests.language.seed import seed_catalogue

CATALOGUES = {CORPUS: small_catalogue, BLIND: seed_catalogue}


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda path: path.stem)
def result(request: pytest.FixtureRequest) -> Iterator[Score]:
    labelled, catalogue = records(request.param), CATALOGUES[request.param]()
    yield score(labelled, catalogue)
    print("\n" + report(labelled, catalogue))


def test_the_corpus_is_large_and_has_no_sentence_twice() -> None:
    said = [(r["text"], r["role"]) for path in CATALOGUES for r in records(path)]
    assert len(said) >= 1_200
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("measure", ["intent", "item", "price", "days", "details", "missing"])
def test_at_least_97_of_100_are_read(result: Score, measure: str) -> None:
    assert result.share(measure) >= 0.97, result.wrong[measure]


def test_no_slot_is_invented(result: Score) -> None:
    assert result.wrong["not_invented"] == []


def test_no_order_or_lot_that_nobody_meant(result: Score) -> None:
    assert result.wrong["no_false_deal"] == []
