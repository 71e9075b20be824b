from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.sessions import BAD, GOOD, PLAY, SCRIPT, Said, play, play_on, review, told
from tests.store.conftest import Clock
from tests.store.scenes import SCENARIO
from trainer.errors import TrainerError
from trainer.exchange.bundle import (
    Imported,
    PersonThere,
    everything,
    export_bundle,
    import_bundle,
    preview,
    read_bundle,
)
from trainer.roleplay.play import replay
from trainer.scenario.library import Library
from trainer.scenario.model import Script
from trainer.store import transfer
from trainer.store.database import Store
from trainer.store.ratings import SelfRating

said = st.builds(
    Said,
    reply=st.integers(0, 2),
    text=st.none() | st.text(max_size=40),
    level=st.integers(0, 2),
    sure=st.booleans(),
    hint=st.booleans(),
    seconds=st.none() | st.floats(0, 1000),
)
played = st.tuples(
    st.sampled_from([None, "Aino", "Ulla"]), st.lists(said, max_size=8), st.booleans(), st.sampled_from(["en", "fi"])
)


def carry(source: Store, target: Store, file: Path, sessions: list[int] | None = None) -> Imported:
    export_bundle(source, file, sessions)
    return import_bundle(target, read_bundle(file))


def rated(store: Store) -> dict[str, SelfRating]:
    """The self-ratings by the uuid of their session."""
    uuids = {row.id: row.uuid for row in store.sessions.rows()}
    return {uuids[session]: rating for session, rating in store.ratings.all().items()}


@settings(deadline=None, max_examples=40)
@given(st.lists(played, max_size=5))
def test_what_is_imported_is_what_was_exported(
    tmp_path_factory: pytest.TempPathFactory, sessions: list[tuple[str | None, list[Said], bool, str]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    source, target = Store.open(folder / "source", Clock()), Store.open(folder / "target", Clock())
    people = {name: source.people.add(name).id for name in ("Aino", "Ulla")}
    for n, (name, replies, abandon, language) in enumerate(sessions):
        parent = (n, 1) if n % 2 else None
        person = people[name] if name else None
        session = play(source, replies, person=person, abandon=abandon, language=language, parent=parent)
        source.ratings.add(session, len(replies) if n % 3 else None, name or "")
    file, again = folder / "one.repliikki", folder / "two.repliikki"
    assert carry(source, target, file) == (len(sessions), 0, 0)
    assert told(target) == told(source)
    assert rated(target) == rated(source)
    for here, there in zip(told(target), told(source), strict=True):
        turns = [[stored.turn for stored in record.turns] for record in (here, there)]
        assert replay(PLAY, turns[0]) == replay(PLAY, turns[1])
    export_bundle(target, again)
    assert again.read_bytes() == file.read_bytes()
    assert import_bundle(target, read_bundle(file)) == (0, len(sessions), 0)
    source.close()
    target.close()


def test_figures_of_a_person_are_the_same_on_the_other_machine(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    aino = store.people.add("Aino").id
    play(store, GOOD, person=aino)
    play(store, BAD, person=aino)
    carry(store, elsewhere, tmp_path / "a.repliikki")
    there = elsewhere.people.by_name("Aino")
    assert there is not None
    assert elsewhere.sessions.best(there.id) == store.sessions.best(aino)
    assert elsewhere.sessions.criteria(there.id) == store.sessions.criteria(aino)
    assert elsewhere.sessions.figures() == store.sessions.figures()


def test_only_the_sessions_asked_for_leave_with_only_their_people(store: Store, tmp_path: Path) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    first, _, third = (play(store, GOOD, person=person) for person in (aino, ulla, aino))
    file = tmp_path / "a.repliikki"
    assert export_bundle(store, file, [third, first]) == 2
    bundle = read_bundle(file)
    assert [person.name for person in bundle.people.values()] == ["Aino"]
    assert len(bundle.sessions) == 2
    assert b"Ulla" not in file.read_bytes()
    assert export_bundle(store, file, []) == 0
    assert read_bundle(file).sessions == ()
    with pytest.raises(TrainerError, match="no session with the number 9"):
        export_bundle(store, file, [first, 9])


def test_everything_about_a_person_is_all_their_sessions(store: Store, tmp_path: Path) -> None:
    aino = store.people.add("Aino").id
    finished = play(store, GOOD, person=aino)
    play(store, ["see"], person=aino)
    play(store, ["see"], person=aino, abandon=True)
    play(store, BAD, person=aino, parent=(finished, 1))
    play(store, GOOD)
    assert everything(store, aino, tmp_path / "mine.repliikki") == 4
    states = [session.state for session in read_bundle(tmp_path / "mine.repliikki").sessions]
    assert sorted(states) == ["abandoned", "finished", "finished", "open"]


def test_a_preview_tells_whose_sessions_would_come(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    first = play(store, GOOD, person=aino)
    carry(store, elsewhere, tmp_path / "first.repliikki", [first])
    play(store, BAD, person=aino)
    play(store, BAD, person=ulla)
    play(store, BAD)
    export_bundle(store, tmp_path / "all.repliikki")
    before = told(elsewhere)
    shown = preview(elsewhere, read_bundle(tmp_path / "all.repliikki"))
    assert (shown.new, shown.already_there, shown.continued) == (3, 1, 0)
    assert shown.people == (
        PersonThere("", True, 1, 0),
        PersonThere("Aino", True, 1, 1),
        PersonThere("Ulla", False, 1, 0),
    )
    assert told(elsewhere) == before


def test_people_are_known_by_their_uuid_and_else_by_their_name(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    aino = store.people.add("Aino").id
    play(store, GOOD, person=aino)
    here = elsewhere.people.add("Aino").id
    carry(store, elsewhere, tmp_path / "a.repliikki")
    assert [row.person for row in elsewhere.sessions.rows()] == [here]
    ulla = store.people.add("Ulla").id
    first = play(store, GOOD, person=ulla)
    carry(store, elsewhere, tmp_path / "b.repliikki", [first])
    store.people.rename(ulla, "Ulla K.")
    carry(store, elsewhere, tmp_path / "c.repliikki", [play(store, BAD, person=ulla)])
    assert [person.name for person in elsewhere.people.all()] == ["Aino", "Ulla"]


def test_people_who_only_share_a_name_or_have_none_stay_apart(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    for name in ("Aino", "Aino", "", ""):
        play(store, GOOD, person=store.people.add(name).id)
    elsewhere.people.add("")
    carry(store, elsewhere, tmp_path / "a.repliikki")
    assert [person.name for person in elsewhere.people.all()] == ["", "", "", "Aino", "Aino"]
    assert len({row.person for row in elsewhere.sessions.rows()}) == 4


def test_a_session_played_on_elsewhere_is_continued_here(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    session = play(store, ["see"])
    assert carry(store, elsewhere, tmp_path / "a.repliikki") == (1, 0, 0)
    older = read_bundle(tmp_path / "a.repliikki")
    play_on(store, session, ["back", "ask", "date"])
    assert carry(store, elsewhere, tmp_path / "b.repliikki") == (0, 0, 1)
    assert told(elsewhere) == told(store)
    assert elsewhere.sessions.rows()[0].state == "finished"
    assert import_bundle(elsewhere, older) == (0, 1, 0)
    assert told(elsewhere) == told(store)


def test_a_session_played_on_in_two_ways_stays_as_it_is_here(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    session = play(store, ["see"])
    carry(store, elsewhere, tmp_path / "a.repliikki")
    play_on(store, session, ["back"])
    play_on(elsewhere, elsewhere.sessions.rows()[0].id, ["wait", "ask"])
    before = told(elsewhere)
    assert carry(store, elsewhere, tmp_path / "b.repliikki") == (0, 1, 0)
    assert told(elsewhere) == before


def test_a_coachs_marks_travel_back_to_the_trainee(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    play(store, [Said("see", "Sorry.", level=1), "back", "ask", "date"])
    carry(store, elsewhere, tmp_path / "out.repliikki")
    review(elsewhere, elsewhere.sessions.rows()[0].id, 1, "feeling", 2)
    assert carry(elsewhere, store, tmp_path / "back.repliikki") == (0, 0, 1)
    [there], [here] = told(elsewhere), told(store)
    assert here.turns == there.turns
    assert here.row.score == there.row.score
    [(program,)] = store._connection.read("SELECT program_score FROM session")
    assert here.row.score > program


def test_a_self_rating_follows_its_session_and_is_not_lost_on_the_way_back(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    session = play(store, GOOD)
    carry(store, elsewhere, tmp_path / "unrated.repliikki")
    there = elsewhere.sessions.rows()[0].id
    store.ratings.add(session, 40, "Too long.")
    review(elsewhere, there, 1, "feeling", 1)
    assert carry(elsewhere, store, tmp_path / "reviewed.repliikki") == (0, 0, 1)
    assert rated(store) != {}
    assert carry(store, elsewhere, tmp_path / "rated.repliikki") == (0, 0, 1)
    assert rated(elsewhere) == rated(store)
    assert carry(store, elsewhere, tmp_path / "again.repliikki") == (0, 1, 0)
    assert told(elsewhere) == told(store)


def test_of_two_self_ratings_the_later_one_stays(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    session = play(store, GOOD)
    store.ratings.add(session, 40)
    carry(store, elsewhere, tmp_path / "a.repliikki")
    store.ratings.add(session, 50)
    before = rated(store)
    assert carry(elsewhere, store, tmp_path / "older.repliikki") == (0, 1, 0)
    assert rated(store) == before
    assert carry(store, elsewhere, tmp_path / "newer.repliikki") == (0, 0, 1)
    assert rated(elsewhere) == before


def test_a_fork_stays_one_even_without_the_session_it_comes_from(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    aino = store.people.add("Aino").id
    play(store, BAD, person=aino)
    whole = play(store, BAD, person=aino)
    fork = play(store, GOOD, person=aino, parent=(whole, 1))
    carry(store, elsewhere, tmp_path / "fork.repliikki", [fork])
    [row] = elsewhere.sessions.rows()
    assert row.parent == (0, 1)
    assert row.person is not None
    assert elsewhere.sessions.best(row.person) == {}
    elsewhere.sessions.discard(row.id)
    elsewhere.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    carry(store, elsewhere, tmp_path / "both.repliikki", [whole, fork])
    parent = next(row.id for row in elsewhere.sessions.rows() if row.outcome == "bad")
    assert parent != whole
    assert [row.parent for row in elsewhere.sessions.rows() if row.outcome == "good"] == [(parent, 1)]


def test_a_session_of_an_edited_scenario_keeps_its_own(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    edited = Script.model_validate({"source": {**SCENARIO, "mood": {"trust": 9, "tension": 9}}})
    play(store, GOOD)
    play(elsewhere, ["see"], script=edited)
    carry(store, elsewhere, tmp_path / "a.repliikki")
    kept = {record.row.uuid: record.script for record in told(elsewhere)}
    assert kept[store.sessions.rows()[0].uuid] == SCRIPT
    assert sorted(script.source.mood.trust for script in kept.values()) == [9, 40]


def test_an_import_that_fails_midway_leaves_nothing(
    store: Store, elsewhere: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(store, GOOD, person=store.people.add("Aino").id)
    play(store, GOOD)
    export_bundle(store, tmp_path / "a.repliikki")
    bundle = read_bundle(tmp_path / "a.repliikki")
    kept = []

    def keep_turn(*args: object) -> None:
        kept.append(args)
        if len(kept) == 6:
            raise ZeroDivisionError

    monkeypatch.setattr(transfer, "keep_turn", keep_turn)
    with pytest.raises(ZeroDivisionError):
        import_bundle(elsewhere, bundle)
    assert elsewhere.sessions.rows() == []
    assert elsewhere.people.all() == []
    monkeypatch.undo()
    assert import_bundle(elsewhere, bundle) == (2, 0, 0)


def test_a_file_that_cannot_be_written_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    play(store, GOOD)
    with pytest.raises(TrainerError, match="could not be written"):
        export_bundle(store, tmp_path / "no folder" / "a.repliikki")
    (tmp_path / "folder.repliikki").mkdir()
    with pytest.raises(TrainerError, match="could not be written"):
        export_bundle(store, tmp_path / "folder.repliikki")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.repliikki", "here"]


def test_a_session_takes_no_more_than_50_kilobytes(store: Store, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    library = Library((root / "scenarios",), tmp_path / "cache", root / "assets" / "portraits")
    assert library.summaries
    for summary in library.summaries:
        script = library.script(summary.id)
        words = Said(0, "I see that this is hard, and I take it on. You hear from me by noon on Friday.", seconds=21.5)
        session = play(store, [words] * 12, script=script, language=script.languages[0])
        export_bundle(store, tmp_path / "a.repliikki", [session])
        assert (tmp_path / "a.repliikki").stat().st_size <= 50 << 10
