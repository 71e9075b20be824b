from __future__ import annotations

import math
import struct
import wave
from array import array
from pathlib import Path

import pytest

from trainer.speech.sound import Sound, at_level, joined, level, read, sentence_times, trimmed, write

RATE = 22050


def tone(seconds: float, loud: int) -> array[int]:
    return array("h", [round(loud * math.sin(i / 8)) for i in range(round(RATE * seconds))])


def quiet(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(RATE * seconds)))


def test_silent_edges_are_cut_and_pauses_within_are_kept() -> None:
    inner = tone(0.3, 9000) + quiet(0.2) + tone(0.3, 9000)
    cut = trimmed(Sound(RATE, quiet(0.5) + inner + quiet(0.7)))
    assert abs(cut.milliseconds() - 820) <= 5
    assert trimmed(Sound(RATE, array("h"))).milliseconds() == 0


def test_loudness_becomes_what_is_wanted_whatever_the_pauses() -> None:
    for sound in (Sound(RATE, tone(1, 500)), Sound(RATE, tone(0.2, 20000) + quiet(2))):
        assert level(at_level(sound, -24)) == pytest.approx(-24, abs=0.1)


def test_no_level_makes_it_clip() -> None:
    samples = at_level(Sound(RATE, tone(1, 500)), +6).samples
    assert 0.9 * 32767 < max(samples) < 32767


def test_silence_stays_silence() -> None:
    assert at_level(Sound(RATE, quiet(1)), -24).samples == quiet(1)


def test_sentences_are_joined_with_the_pause_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "line.wav"
    write(path, *joined([Sound(RATE, tone(1, 900)), Sound(RATE, tone(0.5, 900))], 300))
    assert sentence_times(path) == ((0, 1000), (1300, 1800))
    assert read(path).milliseconds() == 1920
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
    assert list(tmp_path.iterdir()) == [path]


def test_what_macos_writes_is_read(tmp_path: Path) -> None:
    samples = tone(0.1, 900)
    swapped = samples[:]
    swapped.byteswap()
    rate = struct.pack(">HQ", 16383 + 14, RATE << (63 - 14))
    for kind, body in ((b"", swapped), (b"sowt", samples)):
        common = struct.pack(">hLh", 1, len(samples), 16) + rate + kind + (b"\x00\x00" if kind else b"")
        chunks = b"COMM" + struct.pack(">L", len(common)) + common
        sound = struct.pack(">LL", 0, 0) + body.tobytes()
        chunks += b"SSND" + struct.pack(">L", len(sound)) + sound
        path = tmp_path / "line.aiff"
        path.write_bytes(b"FORM" + struct.pack(">L", 4 + len(chunks)) + b"AIFC" + chunks)
        assert read(path) == Sound(RATE, samples)
        path.write_bytes(path.read_bytes()[:-10])
        with pytest.raises(ValueError, match="complete"):
            read(path)


@pytest.mark.parametrize("damage", [0, 20, 43, 44, 600])
def test_a_file_still_being_written_is_not_read(tmp_path: Path, damage: int) -> None:
    path = tmp_path / "line.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(tone(0.1, 900).tobytes())
    path.write_bytes(path.read_bytes()[:damage])
    with pytest.raises(ValueError, match=r".*"):
        read(path)
    with pytest.raises(ValueError, match="cue"):
        sentence_times(path)
