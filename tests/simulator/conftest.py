from collections.abc import Iterator

import pytest

from tests.simulator.harness import Line, running_simulator


@pytest.fixture
def line() -> Iterator[Line]:
    """A fresh simulator with แม่บุญมี and คุณสมศรี, and a fake bot that answers 200."""
    with running_simulator() as running:
        yield running
