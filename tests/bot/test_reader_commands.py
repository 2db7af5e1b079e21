"""flask unread, aliases and understand, on the catalogue and the database of a market."""

from __future__ import annotations

import json
from datetime import timedelta

from click.testing import Result
from sqlalchemy import select

from models.catalogue import Product
from models.newword import NewWord
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


def learn(door: Door, word: str, product: str, times: int = 1) -> str:
    """The word's number."""
    with door.house.sessions.begin() as session:
        goods = session.scalars(select(Product).where(Product.name == product)).one()
        for _ in range(times):
            NewWord.keep(session, word, goods.id, door.clock())
        return str(session.scalars(select(NewWord.id).where(NewWord.word == word)).one())


def test_aliases_lists_the_most_frequent_first_and_decides(both_doors: Door) -> None:
    door = both_doors
    rare, common = learn(door, "ผักบุ้งยอดแดง", "ผักบุ้ง"), learn(door, "คะน้าดอย", "คะน้า", 2)
    lines = [line.split("  ") for line in run(door, "aliases").splitlines()]
    assert [(line[0], line[1], *line[3:]) for line in lines] == [
        (common, "2x", "คะน้าดอย", "คะน้า"),
        (rare, "1x", "ผักบุ้งยอดแดง", "ผักบุ้ง"),
    ]
    assert run(door, "aliases", "--accept", common, "--reject", rare) == "No new word waits.\n"
    record = {"text": "คะน้าดอย 3 โล", "role": "buyer", "today": "2026-11-23"}
    read = json.loads(run(door, "understand", said=json.dumps(record)))
    assert read["items"][0]["product"] == "คะน้า"


def test_a_word_that_means_something_is_never_made_a_name(door: Door) -> None:
    command, other = learn(door, "ยกเลิก", "คะน้า"), learn(door, "ผักบุ่ง", "คะน้า")
    assert "cannot be a name" in invoke(door, "aliases", "--accept", command).output
    assert "names a product" in invoke(door, "aliases", "--accept", other).output
    assert "there is no word 999" in invoke(door, "aliases", "--reject", "999").output
    assert run(door, "aliases", "--reject", command) == "No new word waits.\n"
    assert "decided on before" in invoke(door, "aliases", "--reject", command).output
