"""The embedded servers that other tests stand on."""

import psycopg
import pytest
import redis

from tests.postgres import PostgresServer


def _connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def test_a_postgres_database_is_empty_utf8_and_takes_thai(postgres_url: str) -> None:
    with _connect(postgres_url) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == (0,)
        connection.execute("CREATE TABLE product (name text)")
        connection.execute("INSERT INTO product VALUES ('ผักบุ้ง')")
        assert connection.execute("SELECT length(name) FROM product").fetchone() == (7,)


def test_a_database_made_from_a_template_holds_its_rows(postgres_server: PostgresServer) -> None:
    template = postgres_server.create_database()
    with _connect(template) as connection:
        connection.execute("CREATE TABLE product AS SELECT 'ฟักทอง' AS name")
    copy = postgres_server.create_database(template)
    with _connect(copy) as connection:
        assert connection.execute("SELECT name FROM product").fetchall() == [("ฟักทอง",)]
    postgres_server.drop_database(copy)
    postgres_server.drop_database(template)


def test_a_database_goes_even_while_somebody_is_connected(postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    with _connect(url):
        postgres_server.drop_database(url)


def test_what_takes_a_database_is_marked(request: pytest.FixtureRequest, postgres_url: str) -> None:
    assert request.node.get_closest_marker("postgres")


def test_redis_starts_each_test_empty(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        client.set("left", "behind")


def test_redis_starts_each_test_empty_again(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
