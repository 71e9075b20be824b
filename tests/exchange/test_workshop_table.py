from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.workshop.scenes import PLAY, SCRIPT, SEED, begun, moved
from trainer.errors import TrainerError
from trainer.exchange.workshop_table import export_workshop
from trainer.store.database import Store
from trainer.wording import Wording
from trainer.workshop.keeping import kept_rounds
from trainer.workshop.rounds import Move, Workshop, count_paper, count_phones, go_back, go_on, note_question


def held(store: Store, workshop: Workshop) -> int:
    number = store.workshops.start(SCRIPT, ("fi", "en"), SEED)
    store.workshops.keep(
        number, path=workshop.path, rounds=kept_rounds(workshop.rounds), questions=workshop.questions, ended=True
    )
    return number


def table(store: Store, number: int, file: Path, language: str) -> list[dict[str, str]]:
    export_workshop(store, number, file, Wording(language, None))
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";" if language == "fi" else ",", strict=True))


def test_a_workshop_as_a_table(store: Store, tmp_path: Path) -> None:
    workshop = count_paper(moved(begun(), Move.VOTE), (5, 3, 2))
    workshop = count_phones(moved(workshop, Move.TALK, Move.VOTE_AGAIN), (1, 8, 1))
    workshop = go_on(PLAY, moved(workshop, Move.REVEAL), "calm")
    workshop = go_on(PLAY, go_on(PLAY, go_back(workshop, ()), "ask"), "date")
    workshop = note_question(workshop, "=HYPERLINK(1)")
    rows = table(store, held(store, workshop), tmp_path / "workshop.csv", "en")
    replies = [row for row in rows if row["Row"] == "reply" and row["Round"] == "1"]
    assert [row["Number"] for row in replies] == ["1", "2", "3"]
    assert [row["First vote: paper"] for row in replies] == ["5", "3", "2"]
    assert [row["Second vote: phones"] for row in replies] == ["1", "8", "1"]
    assert [row["Second vote: in all"] for row in replies] == ["1", "8", "1"]
    gone_on = {row["Text"] for row in replies if row["Gone on with"] == "yes"}
    assert gone_on == {"Calm down.", "What do you need it for?"}
    assert {row["On the room's path"] for row in rows if row["Round"] == "2"} == {"no"}
    [ending] = [row for row in rows if row["Row"] == "ending"]
    assert ending["Text"] == "She leaves"
    shown = {row["Text"]: row["Percent"] for row in rows if row["Row"] == "criterion"}
    assert "75" in shown.values()
    [score] = [row for row in rows if row["Row"] == "score"]
    assert score["Percent"].isdigit()
    [question] = [row for row in rows if row["Row"] == "open question"]
    assert question["Text"] == "'=HYPERLINK(1)"


def test_the_table_is_in_the_language_asked_for(store: Store, tmp_path: Path) -> None:
    rows = table(store, held(store, moved(begun(), Move.VOTE)), tmp_path / "työpaja.csv", "fi")
    assert {row["Line"] for row in rows if row["Row"] == "reply"} == {"Missä sohvani on?"}


def test_a_workshop_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match="no workshop with the number 9"):
        export_workshop(store, 9, tmp_path / "none.csv", Wording("en", None))
    assert not (tmp_path / "none.csv").exists()
