"""What every test may ask for: an embedded PostgreSQL and an embedded Valkey."""

pytest_plugins = ["tests.postgres", "tests.valkey", "tests.databases"]
