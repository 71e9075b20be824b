"""What earlier versions left behind: real files of theirs are opened, and tell what they told then."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.store.released import DATA, SCENARIO, play, told
from trainer.exchange.bundle import import_bundle, read_bundle
from trainer.resources import shipped
from trainer.roleplay.play import Play, replay
from trainer.scenario.files import ScenarioError
from trainer.scenario.library import Library
from trainer.store.backups import Backups
from trainer.store.checks import VERSION
from trainer.store.database import Store

RELEASES = sorted(folder.name for folder in DATA.iterdir())
# What a database holds besides does not travel with sessions.
TRAVELS = ("people", "sessions", "reviews", "ratings")


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The files of a released version, to write to."""
    return Path(shutil.copytree(DATA / request.param, tmp_path / request.param))


def then(release: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((release / "told.json").read_text(encoding="utf-8"))
    return found


def now(store: Store) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(told(store)))
    return found


def library(folder: Path) -> Library:
    return Library([folder], folder.parent / "cache", shipped("assets") / "portraits")


def test_this_version_is_among_them() -> None:
    assert f"v{VERSION}" in RELEASES, "write it: python -m tests.store.released"


def test_a_database_tells_what_it_told_then(release: Path) -> None:
    for _ in range(2):
        store = Store.open(release)
        assert store.problem is None
        shown = now(store)
        assert {key: shown[key] for key in then(release)} == then(release)
        assert len(store.lists.page()) == len(shown["sessions"])
        store.close()


def test_a_database_can_be_played_on_and_is_backed_up_before_it_changes(release: Path) -> None:
    store = Store.open(release)
    script = store.sessions.record(store.sessions.rows(state="open")[0].id).script
    play(store, script, "fi", [0] * 40, person=store.people.all()[0].id)
    assert len(store.sessions.rows()) == len(then(release)["sessions"]) + 1
    store.close()
    made = Backups(release).list()
    assert len(made) == (1 if release.name != f"v{VERSION}" else 0)
    for backup in made:
        Backups(release).restore(backup)
        again = Store.open(release)
        assert len(again.sessions.rows()) == len(then(release)["sessions"])
        again.close()


def test_a_bundle_is_taken_in_and_tells_the_same(release: Path, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "elsewhere")
    bundle = read_bundle(release / "sessions.repliikki")
    assert import_bundle(store, bundle).new == len(then(release)["sessions"])
    assert import_bundle(store, bundle).new == 0
    shown, expected = now(store), then(release)
    if "reviews" not in expected:  # disputes came into bundles together with reviews
        for session in expected["sessions"]:
            session["disputes"] = []
    for key in TRAVELS:
        assert shown[key] == expected.get(key, [])
    store.close()


def test_a_bundle_of_sessions_that_are_here_adds_nothing(release: Path) -> None:
    store = Store.open(release)
    imported = import_bundle(store, read_bundle(release / "sessions.repliikki"))
    assert (imported.new, imported.continued) == (0, 0)
    store.close()


def test_a_scenario_still_plays_the_ways_that_were_taken(release: Path) -> None:
    written = library(release / "scenarios")
    assert not written.broken
    script = written.script(SCENARIO)
    for session in then(release)["sessions"]:
        engine = Play(script.in_language(session["row"][3]))
        position = engine.start()
        for reply, text, to, trust, tension, *_ in session["turns"]:
            turn, position = engine.answer(position, reply, text, None if text is None else [])
            assert (turn.to, *turn.mood) == (to, trust, tension)


def test_a_scenario_of_a_newer_format_is_refused_with_what_to_do(release: Path) -> None:
    file = release / "scenarios" / SCENARIO / "scenario.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("format: 1", "format: 2", 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match="newer version of Repliikki"):
        library(release / "scenarios").script(SCENARIO)


@pytest.mark.parametrize("edit", ["reworded", "reply gone", "broken", "gone"])
def test_whatever_becomes_of_the_scenario_stored_sessions_stay_what_they_were(release: Path, edit: str) -> None:
    folder = release / "scenarios" / SCENARIO
    file = folder / "scenario.yaml"
    before = file.read_text(encoding="utf-8")
    if edit == "gone":
        shutil.rmtree(folder)
    elif edit == "broken":
        file.write_text(before[: len(before) // 2], encoding="utf-8")
    elif edit == "reply gone":
        edited = before.replace("reach-harri:", "reach-out:")
        assert edited != before
        file.write_text(edited, encoding="utf-8")
    else:
        file.write_text(before.replace("trust: 30, tension: 40", "trust: 90, tension: 5"), encoding="utf-8")
    written = library(release / "scenarios")
    assert bool(written.broken) == (edit == "broken")
    store = Store.open(release)
    shown = now(store)
    assert {key: shown[key] for key in then(release)} == then(release)
    [left, *_] = store.sessions.rows(state="open")
    record = store.sessions.record(left.id)
    engine = Play(record.script.in_language(left.language))
    position = replay(engine, [stored.turn for stored in record.turns])[-1]
    turn, _ = engine.answer(position, engine.offered(position)[0])
    store.sessions.add_turn(left.id, turn)
    assert store.sessions.record(left.id).row.turns == left.turns + 1
    store.close()
