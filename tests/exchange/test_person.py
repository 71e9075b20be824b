from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.exchange.sessions import GOOD, Said, play
from trainer.errors import TrainerError
from trainer.exchange.person import export_person
from trainer.store.database import Store
from trainer.store.recordings import Recordings
from trainer.wording import Wording


def test_the_file_holds_everything_about_the_person_and_nothing_about_others(store: Store, tmp_path: Path) -> None:
    aino, sanni = store.people.add("Äinö").id, store.people.add("Sanni").id
    mine = play(store, [Said("see", "Näen sen."), *GOOD[1:]], person=aino)
    other = play(store, [Said("see", "Toisen sanat."), *GOOD[1:]], person=sanni)
    store.ratings.add(mine, 70, "Liian kiire.")
    store.sessions.dispute(mine, 1, "feeling", "En ole samaa mieltä.")
    recordings = Recordings(store.path.parent)
    for session in (mine, other):
        recordings.prepare(session, 1).write_bytes(f"voice {session}".encode())
    store.privacy.hide_name(aino, Wording("en", None))
    assert export_person(store, aino, tmp_path / "a.zip") == 1
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == ["person.json", f"recordings/{mine}/1.wav"]
        assert archive.read(f"recordings/{mine}/1.wav") == f"voice {mine}".encode()
        tables = json.loads(archive.read("person.json"))
    assert [row["name"] for row in tables["person"]] == ["Äinö"]
    assert [row["id"] for row in tables["session"]] == [mine]
    assert tables["turn"][0]["text"] == "Näen sen."
    assert tables["self_rating"][0]["text"] == "Liian kiire."
    assert tables["dispute"][0]["text"] == "En ole samaa mieltä."
    assert "Where is my sofa?" in tables["script"][0]["snapshot"]
    assert "Toisen" not in json.dumps(tables, ensure_ascii=False)


def test_nobody_and_no_place_are_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match="no person with the number 7"):
        export_person(store, 7, tmp_path / "a.zip")
    aino = store.people.add("Aino").id
    with pytest.raises(TrainerError, match="could not be written"):
        export_person(store, aino, tmp_path / "nowhere" / "a.zip")
    assert not (tmp_path / "a.zip").exists()
