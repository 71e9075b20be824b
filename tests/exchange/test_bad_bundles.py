from __future__ import annotations

import hashlib
import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.sessions import GOOD, Said, play
from tests.store.conftest import Clock
from trainer.exchange import container
from trainer.exchange.bundle import export_bundle, read_bundle
from trainer.exchange.container import PARTS, BundleError, pack, unpack
from trainer.store.database import Store

Lines = dict[str, list[Any]]
THE_SCENARIO = "the scenario"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of two people's sessions, chosen and typed."""
    folder = tmp_path_factory.mktemp("good")
    store = Store.open(folder, Clock())
    play(store, GOOD, person=store.people.add("Aino").id)
    play(store, [Said("see", "I see.", seconds=3.5), "back"], person=store.people.add("Ulla").id)
    export_bundle(store, folder / "good.repliikki")
    store.close()
    return folder / "good.repliikki"


def lines_of(file: Path) -> Lines:
    lines = {name: [json.loads(line) for line in content.splitlines()] for name, content in unpack(file).items()}
    for session in lines["sessions.jsonl"]:
        session["script"] = THE_SCENARIO
    return lines


def packed(file: Path, lines: Lines) -> Path:
    """A container of these lines, with digests that fit."""
    parts = {name: "".join(f"{json.dumps(value)}\n" for value in lines[name]).encode() for name in PARTS}
    # Whatever else was edited, the sessions are of the scenario that is there, in its new spelling.
    digest = hashlib.sha256(parts["scripts.jsonl"].split(b"\n")[0]).hexdigest()
    parts["sessions.jsonl"] = parts["sessions.jsonl"].replace(THE_SCENARIO.encode(), digest.encode())
    file.write_bytes(pack(file, parts))
    return file


def zipped(file: Path, entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file


def test_a_file_that_is_not_there_or_no_bundle_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no file"):
        read_bundle(tmp_path / "nothing.repliikki")
    with pytest.raises(BundleError, match="no file"):
        read_bundle(tmp_path)
    for content in (b"", b"P", b"Dear Sir", b"SQLite format 3\x00" * 9, bytes(5000)):
        file = tmp_path / "text.repliikki"
        file.write_bytes(content)
        with pytest.raises(BundleError, match="isn't a Repliikki session bundle"):
            read_bundle(file)
    with pytest.raises(BundleError, match="isn't a Repliikki session bundle"):
        read_bundle(zipped(tmp_path / "other.zip", {"letter.txt": b"Dear Sir"}))
    with pytest.raises(BundleError, match="isn't a Repliikki session bundle"):
        read_bundle(zipped(tmp_path / "other.zip", {"manifest.json": b'{"format": "another", "version": 1}'}))


def test_half_a_bundle_is_refused_wherever_it_breaks_off(good: Path, tmp_path: Path) -> None:
    content, file = good.read_bytes(), tmp_path / "half.repliikki"
    for length in {*range(4, len(content), 37), len(content) - 1}:
        file.write_bytes(content[:length])
        with pytest.raises(BundleError, match="only part of a session bundle"):
            read_bundle(file)


def test_a_changed_byte_is_noticed_or_changes_nothing(good: Path, tmp_path: Path) -> None:
    content, file, whole = good.read_bytes(), tmp_path / "changed.repliikki", read_bundle(good)
    noticed = 0
    chance = random.Random(5)
    for place in range(0, len(content), 7):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
        try:
            assert read_bundle(file) == whole
        except BundleError:
            noticed += 1
    assert noticed > len(content) / 7 * 0.8


def test_an_edited_part_is_noticed(good: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(good) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    edited = entries["sessions.jsonl"].replace(b"I see.", b"I saw.")
    assert edited != entries["sessions.jsonl"]
    with pytest.raises(BundleError, match="changed or damaged"):
        read_bundle(zipped(tmp_path / "a.repliikki", {**entries, "sessions.jsonl": edited}))
    assert read_bundle(zipped(tmp_path / "b.repliikki", entries)) == read_bundle(good)


def test_a_newer_bundle_is_refused_with_what_to_do(tmp_path: Path) -> None:
    manifest = json.dumps({"format": container.FORMAT, "version": 2, "recordings": True}).encode()
    with pytest.raises(BundleError, match=r"newer version of Repliikki .* Install the newer version"):
        read_bundle(zipped(tmp_path / "a.repliikki", {"manifest.json": manifest, "voices.bin": b""}))


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "C:\\evil.txt", "sessions.jsonl/../../x", "more.jsonl"])
def test_a_file_that_does_not_belong_is_refused(good: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(good) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    (tmp_path / "deep").mkdir()
    file = zipped(tmp_path / "deep" / "a.repliikki", {**entries, name: b"evil"})
    with pytest.raises(BundleError, match="holds other files"):
        read_bundle(file)
    assert [path.name for path in tmp_path.rglob("*")] == ["deep", "a.repliikki"]


def test_a_bundle_that_unpacks_to_gigabytes_is_refused(good: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(good) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    bomb = zipped(tmp_path / "bomb.repliikki", {**entries, "sessions.jsonl": bytes(container.MOST_UNPACKED)})
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(BundleError, match="larger than a session bundle may be"):
        read_bundle(bomb)
    claim = bytearray(good.read_bytes())
    directory = claim.index(b"PK\x01\x02", claim.index(b"PK\x01\x02") + 1)
    for size, reason in ((0xFFFFFFF0, "larger than a session bundle may be"), (3, "changed or damaged")):
        claim[directory + 24 : directory + 28] = struct.pack("<L", size)
        bomb.write_bytes(claim)
        with pytest.raises(BundleError, match=reason):
            read_bundle(bomb)
    with bomb.open("wb") as huge:
        huge.truncate(10_000_000_000)
    with pytest.raises(BundleError, match="larger than a session bundle may be"):
        read_bundle(bomb)


def test_a_directory_of_thousands_of_entries_is_not_even_read(tmp_path: Path) -> None:
    many = zipped(tmp_path / "many.repliikki", {f"{n}": b"" for n in range(2000)})
    with pytest.raises(BundleError, match="only part of a session bundle, or damaged"):
        read_bundle(many)


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_ways_of_packing_are_refused(good: Path, tmp_path: Path, compression: int) -> None:
    with zipfile.ZipFile(good) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    with pytest.raises(BundleError, match="changed or damaged"):
        read_bundle(zipped(tmp_path / "a.repliikki", entries, compression))


def test_too_many_sessions_for_a_bundle_are_told_on_export(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(store, GOOD)
    monkeypatch.setattr(container, "MOST_UNPACKED", 4000)
    with pytest.raises(BundleError, match="Export fewer sessions"):
        export_bundle(store, tmp_path / "a.repliikki")
    assert not (tmp_path / "a.repliikki").exists()


def _session(change: Callable[[dict[str, Any]], object]) -> Callable[[Lines], object]:
    return lambda lines: change(lines["sessions.jsonl"][1])


def _turn(**changes: Any) -> Callable[[Lines], object]:
    return _session(lambda session: session["turns"][0].update(changes))


def _mark(**changes: Any) -> Callable[[Lines], object]:
    return _session(lambda session: session["turns"][0]["marks"][0].update(changes))


def _scenario(change: Callable[[dict[str, Any]], object]) -> Callable[[Lines], object]:
    return lambda lines: change(lines["scripts.jsonl"][0]["source"])


WRONG: dict[str, tuple[Callable[[Lines], object], str]] = {
    "a reply that is not offered": (_turn(reply="shout"), "there is no reply “shout”"),
    "a reply that leads elsewhere": (_turn(to="won"), "does not lead where"),
    "a mood that does not follow": (_turn(trust=99), "does not lead where"),
    "a turn left out": (_session(lambda s: s["turns"].pop(0)), "there is no reply “back”|does not lead"),
    "numbers out of order": (_turn(number=7), "does not lead where"),
    "a level of its own": (
        lambda lines: lines["sessions.jsonl"][0]["turns"][0]["marks"][0].update(level=0), "does not lead where",
    ),
    "a level that there is not": (_mark(level=3), "level"),
    "broken without being respect": (_mark(level=-1), "Only “respect” can be broken"),
    "a criterion that there is not": (_mark(criterion="beauty"), "no criterion “beauty”"),
    "evidence outside the reply": (_mark(evidence=[[0, 99]]), "evidence"),
    "a confidence of 7": (_mark(confidence=7), "confidence"),
    "no language": (_session(lambda s: s.update(language="Finnish")), "language"),
    "finished without an ending": (
        _session(lambda s: s.update(state="finished", ended="2026-03-04T10:00:00Z")), "has not reached an ending",
    ),
    "open with an end": (_session(lambda s: s.update(ended="2026-03-04T10:00:00Z")), "has ended and is open"),
    "before the calendar": (_session(lambda s: s.update(started="0001-01-01T00:00:00+14:00")), "started"),
    "no time zone": (_session(lambda s: s.update(started="2026-03-04T10:00:00")), "started"),
    "a number as a text": (_session(lambda s: s.update(seed="5")), "seed"),
    "a seed beyond 64 bits": (_session(lambda s: s.update(seed=2**63)), "seed"),
    "a key that is not known": (_session(lambda s: s.update(score=100)), "score"),
    "a script that is missing": (_session(lambda s: s.update(script="0" * 64)), "scenario or its person"),
    "a person that is missing": (lambda lines: lines["people.jsonl"].clear(), "scenario or its person"),
    "the same session twice": (
        lambda lines: lines["sessions.jsonl"].append(lines["sessions.jsonl"][0]), "is here twice",
    ),
    "half a character": (_turn(text="\ud83d"), "sessions.jsonl, line 2"),
    "no object": (lambda lines: lines["sessions.jsonl"].append(5), "sessions.jsonl, line 3"),
    "a scenario that leads nowhere": (
        _scenario(lambda s: s["scenes"]["talk"]["replies"]["wait"].update(then=[{"to": "moon"}])), "“moon”",
    ),
    "a scenario without its start": (_scenario(lambda s: s.update(start="moon")), "“moon”"),
    "a scenario with a criterion of tomorrow": (
        _scenario(lambda s: s["criteria"].update(beauty={"weight": 1})), "no criterion “beauty”",
    ),
    "a scenario of a newer format": (_scenario(lambda s: s.update(format=2)), "scripts.jsonl, line 1"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_have_happened_is_refused_with_the_place(
    good: Path, tmp_path: Path, change: Callable[[Lines], object], reason: str
) -> None:
    lines = lines_of(good)
    change(lines)
    with pytest.raises(BundleError, match=reason) as caught:
        read_bundle(packed(tmp_path / "a.repliikki", lines))
    assert "jsonl, line " in str(caught.value)
