"""What every test may ask for: an embedded PostgreSQL and an embedded Valkey."""

import gc

pytest_plugins = ["tests.postgres", "tests.valkey", "tests.databases"]


def pytest_collection_finish() -> None:
    """Let the collector pass over what lives as long as the process: modules, models and tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
