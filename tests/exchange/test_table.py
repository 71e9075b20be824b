from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.exchange.sessions import BAD, GOOD, Said, play
from tests.store.conftest import Clock
from tests.store.scenes import SCENARIO
from trainer.errors import TrainerError
from trainer.exchange.table import export_csv
from trainer.rubric.catalogue import CRITERIA
from trainer.scenario.model import Script
from trainer.store.database import Store
from trainer.wording import Wording

ENGLISH, FINNISH = Wording("en", None), Wording("fi", None)


def table(store: Store, file: Path, wording: Wording = ENGLISH) -> list[dict[str, str]]:
    export_csv(store, file, wording)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";" if wording.language == "fi" else ",", strict=True))


def test_a_row_tells_a_session(store: Store, tmp_path: Path) -> None:
    aino = store.people.add('Äinö; "Aino", A.').id
    play(store, [Said("see", "I see.", level=1, hint=True, seconds=40), Said("back", seconds=50), "ask", "date"],
         person=aino, mode="test")  # fmt: skip
    [row] = table(store, tmp_path / "a.csv")
    [stored] = store.sessions.rows()
    assert row["Session"] == stored.uuid
    assert row["Person"] == 'Äinö; "Aino", A.'
    assert (row["Scenario"], row["Title"], row["Language"]) == ("late-delivery", "The late delivery", "en")
    assert (row["Mode"], row["State"], row["Another try"]) == ("test", "finished", "no")
    assert (row["Replies"], row["Typed"], row["Hints"], row["Minutes"]) == ("4", "1", "1", "1.5")
    assert (row["Ending"], row["Outcome"], row["Score"]) == ("She leaves", "bad", str(stored.score))
    assert row["Started"] == f"{stored.started.astimezone():%Y-%m-%d %H:%M:%S}"
    names = {criterion.key: str(criterion.name) for criterion in CRITERIA}
    assert list(row)[-16:] == list(names.values())
    last = store.sessions.levels_last(aino, "late-delivery")
    for key, name in names.items():
        assert (row[name] == "") == (key not in last)
        if key in last:
            assert float(row[name]) == pytest.approx(last[key], abs=0.5)


def test_what_the_trainee_thought_stands_beside_the_score(store: Store, tmp_path: Path) -> None:
    both, number, words, _ = (play(store, GOOD) for _ in range(4))
    store.ratings.add(both, 70, "=1+1")
    store.ratings.add(number, 0)
    store.ratings.add(words, None, "Hurried; but kind.")
    rows = table(store, tmp_path / "a.csv")
    assert [(row["Self-rating"], row["Self-rating in words"]) for row in rows] == [
        ("70", "'=1+1"),
        ("0", ""),
        ("", "Hurried; but kind."),
        ("", ""),
    ]


def test_finnish_excel_finds_semicolons_and_decimal_commas(store: Store, tmp_path: Path) -> None:
    play(store, [Said("see", seconds=90), *GOOD[1:]])
    content = (tmp_path / "a.csv", tmp_path / "b.csv")
    [finnish], [english] = table(store, content[0], FINNISH), table(store, content[1], ENGLISH)
    assert content[0].read_bytes().startswith(b"\xef\xbb\xbf")
    assert (finnish["Minutes"], english["Minutes"]) == ("1,5", "1.5")
    assert finnish["Title"] == "Myöhästynyt toimitus"
    assert finnish["Ending"] == "Hän jää"


def test_open_sessions_are_left_out_and_abandoned_ones_are_not(store: Store, tmp_path: Path) -> None:
    play(store, ["see"])
    play(store, ["see"], abandon=True)
    play(store, [], abandon=True)
    whole = play(store, BAD)
    play(store, GOOD, parent=(whole, 1))
    rows = table(store, tmp_path / "a.csv")
    assert [row["State"] for row in rows] == ["abandoned", "abandoned", "finished", "finished"]
    assert [row["Another try"] for row in rows] == ["no", "no", "no", "yes"]
    assert [row["Score"] == "" for row in rows] == [True, True, False, False]


@pytest.mark.parametrize("name", ["=1+1", "+358", "-2", "@SUM(A1)", "  =1", "＝1+1"])
def test_a_name_is_never_taken_for_a_formula(store: Store, tmp_path: Path, name: str) -> None:
    title = f"{name}, the scenario"
    play(
        store,
        GOOD,
        person=store.people.add(name).id,
        script=Script.model_validate({"source": {**SCENARIO, "title": title}}),
    )
    [row] = table(store, tmp_path / "a.csv")
    assert row["Person"] == f"'{name.strip()}"
    assert row["Title"] == f"'{title.strip()}"


def test_no_text_becomes_two_cells_in_the_excel_of_another_language(store: Store, tmp_path: Path) -> None:
    play(store, GOOD, person=store.people.add("a,=1+1;=2+2").id)
    export_csv(store, tmp_path / "a.csv", FINNISH)
    assert '"a,=1+1;=2+2"' in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_only_the_sessions_asked_for_are_written(store: Store, tmp_path: Path) -> None:
    first, _ = play(store, GOOD), play(store, BAD)
    assert export_csv(store, tmp_path / "a.csv", ENGLISH, [first]) == 1
    assert export_csv(store, tmp_path / "a.csv", ENGLISH, []) == 0
    assert export_csv(store, tmp_path / "a.csv", ENGLISH) == 2
    with pytest.raises(TrainerError, match="no session with the number 9"):
        export_csv(store, tmp_path / "a.csv", ENGLISH, [9])


def test_each_scenario_has_the_title_it_was_last_played_under(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data", Clock())
    play(store, GOOD)
    play(store, GOOD, script=Script.model_validate({"source": {**SCENARIO, "title": "Renamed"}}))
    assert [row["Title"] for row in table(store, tmp_path / "a.csv")] == ["Renamed", "Renamed"]
    store.close()
