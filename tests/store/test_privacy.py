from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.store.scenes import SCENARIO, SCRIPT, played
from trainer.scenario.model import Script
from trainer.store.connection import Transaction
from trainer.store.database import Store
from trainer.store.recordings import Recordings
from trainer.store.settings import personal
from trainer.wording import Wording

ENGLISH = Wording("en", None)
# Every word of a person that the store can hold, each to be found nowhere once the person is gone.
TRACES = (
    "Secretname",
    "Secretword",
    "Secretwhy",
    "Secretview",
    "Secretvalue",
    "Secretscenario",
    "Secretplan",
    "Secretcomment",
    "Secretvoice",
)


def fill(store: Store, mark: str) -> int:
    """A person with something in every place where there can be something of a person."""
    person = store.people.add(f"{mark}name").id
    own = Script.model_validate({"source": {**SCENARIO, "title": f"{mark}scenario"}})
    for script in (SCRIPT, own):
        session = store.sessions.start(person=person, script=script, language="en", seed=1)
        for turn in played([("see", f"{mark}word " * 50), ("back", None)]):
            store.sessions.add_turn(session, turn)
        store.sessions.dispute(session, 1, "feeling", f"{mark}why")
        store.sessions.abandon(session)
        store.ratings.add(session, 50, f"{mark}view")
        Recordings(store.path.parent).prepare(session, 1).write_bytes(f"{mark}voice".encode())
    store._connection.write(lambda t: observe(t, person, own.digest(), f"{mark}comment"))
    store._connection.write(lambda t: give_plan(t, person, f"{mark}plan"))
    store.settings.set(personal(person, "note"), f"{mark}value")
    store.privacy.hide_name(person, ENGLISH)
    store.locks.of(person).set("2468")
    store.locks.of(person).recover()
    store.locks.of(person).set("2468")
    return person


def observe(transaction: Transaction, person: int, script: str, comment: str) -> None:
    transaction.do(
        "INSERT INTO observed_session (uuid, person, scenario, script, language, observer, comment, at)"
        " VALUES (?, ?, 'late-delivery', ?, 'en', 'Sari', ?, '2026')",
        (comment, person, script, comment),
    )


def give_plan(transaction: Transaction, person: int, title: str) -> None:
    plan = transaction.new_id("plan")
    transaction.do(
        "INSERT INTO plan (id, uuid, title, scenarios, mode, note, created) VALUES (?, ?, ?, '[]', 'test', '', '2026')",
        (plan, title, title),
    )
    transaction.do("INSERT INTO plan_person (plan, person, given) VALUES (?, ?, '2026')", (plan, person))


def content(folder: Path) -> bytes:
    """Every byte of database, log, shared memory and recordings."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_deleted_person_leaves_no_trace(store: Store) -> None:
    stays, goes = fill(store, "Open"), fill(store, "Secret")
    folder = store.path.parent
    [(uuid, pseudonym)] = store._connection.read("SELECT uuid, pseudonym FROM person WHERE id = ?", goes)
    [(kept,)] = store._connection.read("SELECT hash FROM lock WHERE person = ?", goes)
    traces = (*TRACES, uuid, pseudonym, kept)
    for trace in traces:
        assert trace.encode() in content(folder)
    store.privacy.delete(goes)
    for trace in traces:
        assert trace.encode() not in content(folder)
        assert trace.replace("Secret", "Open").encode() in content(folder) or "Secret" not in trace
    assert [person.id for person in store.people.all()] == [stays]
    assert [recovery.person for recovery in store.locks.recoveries()] == [stays]


def test_another_program_that_is_reading_only_delays_it(store: Store) -> None:
    goes = fill(store, "Secret")
    folder = store.path.parent
    with closing(sqlite3.connect(store.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM person").fetchall()
        store.privacy.delete(goes)
        reader.execute("ROLLBACK")
        store.close()
        for trace in TRACES:
            assert trace.encode() not in content(folder)


def test_everything_about_a_person_is_there_but_the_hash_of_the_pin(store: Store) -> None:
    person = fill(store, "Own")
    fill(store, "Other")
    found = json.dumps(store.privacy.everything(person))
    for trace in TRACES[:-1]:
        assert trace.replace("Secret", "Own") in found
    assert "Other" not in found
    assert "argon2" not in found
    assert set(store.privacy.everything(person)["lock"][0]) == {"id", "person", "failures", "failed"}


def test_every_table_says_whose_its_rows_are(store: Store) -> None:
    """A table that no foreign key leads from to a person is neither exported nor deleted with one."""
    # A workshop's votes are counts and name nobody.
    nobodys = {"sqlite_sequence", "_sqlite_migrations", "workshop", "workshop_round", "workshop_question"}
    tables = {name for (name,) in store._connection.read("SELECT name FROM sqlite_master WHERE type = 'table'")}
    person = store.people.add("Aino").id
    assert tables - store.privacy.everything(person).keys() == nobodys
    of_scripts = set()
    for table in tables:
        for key in store._connection.read(f"PRAGMA foreign_key_list({table})"):
            if key[2] == "script":
                of_scripts.add(table)
            else:
                assert key[6] == "CASCADE", f"rows of {table} outlive the person"
    assert of_scripts == {"session", "workshop", "observed_session"}, "People.delete keeps the scripts that these need"


def test_a_pseudonym_is_the_same_whenever_it_is_made_and_different_for_each(store: Store) -> None:
    aino, sanni = store.people.add("Aino"), store.people.add("Sanni")
    first = store.privacy.hide_name(aino.id, ENGLISH)
    assert first != store.privacy.hide_name(sanni.id, ENGLISH)
    assert first.startswith("Trainee ")
    store.privacy.show_name(aino.id)
    assert store.privacy.pseudonyms().keys() == {sanni.id}
    store.people.rename(aino.id, "Aino-Maria")
    assert store.privacy.hide_name(aino.id, ENGLISH) == first


def test_on_this_computer_the_name_is_shown(store: Store) -> None:
    aino = store.people.add("Aino")
    store.sessions.start(person=aino.id, script=SCRIPT, language="en", seed=1)
    store.privacy.hide_name(aino.id, ENGLISH)
    assert store.people.get(aino.id).name == "Aino"
    [row] = store.sessions.rows()
    assert row.person_name == "Aino"
    [leaves] = store.privacy.for_export([row])
    assert leaves == row._replace(person_name=store.privacy.pseudonyms()[aino.id])
