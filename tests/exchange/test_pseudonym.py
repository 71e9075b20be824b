from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.exchange.sessions import GOOD, play
from trainer.exchange.bundle import export_bundle, import_bundle, preview, read_bundle
from trainer.exchange.table import export_csv
from trainer.exchange.xapi import export_xapi
from trainer.store.database import Store
from trainer.wording import Wording

FINNISH = Wording("fi", None)


@pytest.fixture
def pseudonym(store: Store) -> str:
    """That of Aino, whose name is hidden; Sanni's is not."""
    aino, sanni = store.people.add("Aino").id, store.people.add("Sanni").id
    play(store, GOOD, person=aino)
    play(store, GOOD, person=sanni)
    return store.privacy.hide_name(aino, FINNISH)


def test_a_bundle_carries_it_and_a_coachs_marks_still_find_their_way_back(
    store: Store, elsewhere: Store, pseudonym: str, tmp_path: Path
) -> None:
    there, back = tmp_path / "there.repliikki", tmp_path / "back.repliikki"
    export_bundle(store, there)
    bundle = read_bundle(there)
    assert {person.name for person in bundle.people.values()} == {pseudonym, "Sanni"}
    assert {person.name for person in preview(elsewhere, bundle).people} == {pseudonym, "Sanni"}
    import_bundle(elsewhere, bundle)
    marked = next(row for row in elsewhere.sessions.rows() if row.person_name == pseudonym)
    elsewhere.reviews.set_level(marked.id, 1, "feeling", 1, coach="Sari", reason="Warm.")
    elsewhere.reviews.finish(marked.id, "Sari")
    export_bundle(elsewhere, back)
    assert import_bundle(store, read_bundle(back)).continued == 1
    assert {person.name for person in store.people.all()} == {"Aino", "Sanni"}
    [aino] = store.sessions.rows(person=store.people.called("Aino").id)
    assert store.sessions.record(aino.id).turns[0].turn.marks[-1].reason == "Warm."


def test_a_table_carries_it(store: Store, pseudonym: str, tmp_path: Path) -> None:
    export_csv(store, tmp_path / "a.csv", Wording("en", None))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert {row["Person"] for row in csv.DictReader(opened)} == {pseudonym, "Sanni"}


def test_learning_records_name_nobody_and_begin_their_account_with_its_code(
    store: Store, pseudonym: str, tmp_path: Path
) -> None:
    export_xapi(store, tmp_path / "a.jsonl")
    content = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert "Aino" not in content
    accounts = {json.loads(line)["actor"]["account"]["name"] for line in content.splitlines()}
    assert sum(account.upper().startswith(pseudonym.split()[-1]) for account in accounts) == 1


def test_exported_again_under_the_name_after_it_is_shown(store: Store, pseudonym: str, tmp_path: Path) -> None:
    store.privacy.show_name(store.people.called("Aino").id)
    export_bundle(store, tmp_path / "a.repliikki")
    assert {person.name for person in read_bundle(tmp_path / "a.repliikki").people.values()} == {"Aino", "Sanni"}
    assert pseudonym
