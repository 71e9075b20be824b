from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.scenes import SCRIPT, played
from trainer.errors import TrainerError
from trainer.store.database import Store
from trainer.store.settings import personal


def test_people_are_kept_in_the_order_of_their_names(store: Store) -> None:
    store.people.add("Ulla")
    store.people.add("aino")
    nameless = store.people.add("")
    assert [person.name for person in store.people.all()] == ["", "aino", "Ulla"]
    assert store.people.get(nameless.id) == nameless


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Aino  ", "Aino"),
        ("Ai\nno\x00\x1b", "Aino"),
        ("Aino\u202egnp.exe", "Ainognp.exe"),
        ("\ud800Aino", "Aino"),
        ("👩‍💻 Åsa", "👩‍💻 Åsa"),
        ("x" * 10_000, "x" * 80),
        ("   ", ""),
    ],
)
def test_a_name_is_cleaned(store: Store, given: str, kept: str) -> None:
    person = store.people.add(given)
    assert person.name == store.people.get(person.id).name == kept
    assert store.people.by_name(given) == person


def test_a_person_can_be_renamed(store: Store) -> None:
    person = store.people.add("Ulla")
    store.people.rename(person.id, " Ulla-Maija ")
    assert store.people.get(person.id).name == "Ulla-Maija"
    assert store.people.by_name("Ulla") is None


def test_a_person_who_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(TrainerError, match="no person with the number 7"):
        store.people.get(7)


def test_a_deleted_person_leaves_no_trace_in_the_files(store: Store) -> None:
    stays, goes = store.people.add("Stays"), store.people.add("Goes-Secretname")
    for person, text in ((stays, "I say what stays."), (goes, "I say Secretword.")):
        session = store.sessions.start(person=person.id, script=SCRIPT, language="en", seed=1)
        for turn in played([("see", text), ("back", text * 50)]):
            store.sessions.add_turn(session, turn)
        store.settings.set(personal(person.id, "note"), f"{person.name} Secretsetting")
    store.people.delete(goes.id)
    assert store.people.all() == [stays]
    assert [row.person for row in store.sessions.rows()] == [stays.id]
    assert store.settings.get(personal(stays.id, "note"), "") == "Stays Secretsetting"
    assert store.settings.get(personal(goes.id, "note"), "") == ""
    content = b"".join(file.read_bytes() for file in _files(store.path.parent))
    assert b"I say what stays." in content
    assert b"Secretname" not in content
    assert b"Secretword" not in content
    # An id is never used again, so nothing of the old person is taken for the new one's.
    assert store.people.add("New").id > goes.id


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]
