import os
from pathlib import Path

from trainer.speech.cache import SoundCache


def put(cache: SoundCache, key: str, size: int, age: int) -> None:
    cache.make_folder()
    cache.path(key).write_bytes(b"x" * size)
    os.utime(cache.path(key), (1000 - age, 1000 - age))
    cache.added(key)


def names(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir()}


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path / "voice", limit=1000)
    for age, key in enumerate(("c", "b", "a")):
        put(cache, key, 300, age)
    assert cache.find("a") == tmp_path / "voice" / "a.wav"  # used now
    put(cache, "d", 300, 0)
    assert names(tmp_path / "voice") == {"a", "c", "d"}


def test_it_never_throws_away_what_was_just_added(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, limit=10)
    put(cache, "a", 300, 999)
    assert names(tmp_path) == {"a"}
    put(cache, "b", 300, 999)
    assert names(tmp_path) == {"b"}


def test_what_is_there_already_counts(tmp_path: Path) -> None:
    put(SoundCache(tmp_path, limit=500), "a", 300, 9)
    put(SoundCache(tmp_path, limit=500), "b", 300, 0)
    assert names(tmp_path) == {"b"}


def test_a_missing_sound_is_not_found_and_nothing_is_made(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path / "voice")
    assert cache.find("a") is None
    assert not (tmp_path / "voice").exists()
