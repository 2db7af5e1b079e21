"""flask unread and flask understand, on the catalogue and the database of a market."""

from __future__ import annotations

import json
from datetime import timedelta

from click.testing import Result

from models.unread import UnreadSentence
from tests.bot.door import Door


def keep(door: Door, text: str, times: int = 1, later: int = 0) -> None:
    now = door.clock() + timedelta(minutes=later)
    with door.house.sessions.begin() as session:
        for _ in range(times):
            UnreadSentence.keep(session, text, "producer", "sell:number", now)


def invoke(door: Door, *words: str, said: str = "") -> Result:
    with door.app.app_context():  # as `flask --app app` does
        return door.app.test_cli_runner().invoke(args=list(words), input=said)


def run(door: Door, *words: str, said: str = "") -> str:
    result = invoke(door, *words, said=said)
    assert result.exit_code == 0, result.output
    return result.output


def test_unread_lists_the_newest_first_with_their_counts(both_doors: Door) -> None:
    keep(both_doors, "เก่า", times=2)
    keep(both_doors, "ใหม่", later=5)
    newest, oldest = run(both_doors, "unread").splitlines()
    assert newest.split("  ")[1:] == [
        "1x",
        "2026-11-24 02:05 UTC",
        "producer",
        "sell:number",
        "ใหม่",
    ]
    assert oldest.split("  ")[1] == "2x"
    assert run(both_doors, "unread", "--most", "1").splitlines() == [newest]


def test_a_sentence_is_forgotten_by_its_number(door: Door) -> None:
    keep(door, "ลืมฉัน")
    number = run(door, "unread").split("  ")[0]
    assert run(door, "unread", "--forget", number) == "Nothing was left unread.\n"


def test_a_number_that_is_none_changes_nothing(door: Door) -> None:
    keep(door, "อยู่")
    number = run(door, "unread").split("  ")[0]
    result = invoke(door, "unread", "--forget", number, "--forget", "999")
    assert result.exit_code != 0
    assert "there is no sentence 999" in result.output
    assert "อยู่" in run(door, "unread")


def test_understand_reads_with_the_markets_own_catalogue(door: Door) -> None:
    record = {"text": "พรุ่งนี้มีผักบุ้งยี่สิบโล โลละ 30 เด้อ", "role": "producer", "today": "2026-11-23"}
    read = json.loads(run(door, "understand", said=json.dumps(record) + "\n\n"))
    assert (read["intent"], read["date"], read["missing"]) == ("post_stock", "2026-11-24", [])
    assert read["items"][0]["quantity"] == 20
