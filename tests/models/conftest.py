"""The market for every test of the models, on both databases."""

from collections.abc import Iterator

import pytest

from tests.models.market import Market, opened


@pytest.fixture
def market(market_url: str) -> Iterator[Market]:
    """An empty market with its people; what always holds must hold at the end too."""
    with opened(market_url) as market:
        yield market
        assert market.broken() == []


@pytest.fixture
def broken_market(market_url: str) -> Iterator[Market]:
    """The same for tests that break it on purpose."""
    with opened(market_url) as market:
        yield market
