import os
import wave
from array import array
from pathlib import Path

import pytest

from trainer.speech import pyttsx3_engine
from trainer.speech.engine import EngineError, Rendering
from trainer.speech.pyttsx3_engine import Pyttsx3Engine
from trainer.speech.sound import read, sentence_times


class Driver:
    """Writes what it is told to, one file a sentence: so many samples, or None for no file at all."""

    def __init__(self, *lengths: int | None) -> None:
        self.lengths = list(lengths)
        self.file = ""

    def setProperty(self, name: str, value: object) -> None:
        assert name in ("voice", "rate", "volume")
        assert value

    def save_to_file(self, _: str, file: str) -> None:
        self.file = file

    def runAndWait(self) -> None:
        length = self.lengths.pop(0)
        if length is None:
            return
        with wave.open(self.file, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(array("h", [900, -900] * (length // 2)).tobytes())


def rendered(path: Path, *lengths: int | None) -> Driver:
    engine, driver = Pyttsx3Engine("dummy"), Driver(*lengths)
    engine._engine = driver
    engine.render(Rendering("dummy", "x", "", 50, 170, -24, 300, ("One.", "Two.")), path)
    return driver


def test_a_sentence_that_comes_out_empty_is_said_again(tmp_path: Path) -> None:
    driver = rendered(tmp_path / "line.wav", 800, 0, 0, 1600)
    assert driver.lengths == []
    assert sentence_times(tmp_path / "line.wav") == ((0, 100), (400, 600))


def test_a_sentence_that_cannot_be_said_is_left_out(tmp_path: Path) -> None:
    rendered(tmp_path / "line.wav", 0, 0, 0, 1600)
    assert read(tmp_path / "line.wav").milliseconds() > 200


def test_a_driver_that_writes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyttsx3_engine, "_FILE_SECONDS", 0.05)
    with pytest.raises(EngineError, match="no sound"):
        rendered(tmp_path / "line.wav", 800, None)


@pytest.mark.usefixtures("espeak")
def test_mbrola_voices_are_offered_where_program_and_data_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "us1").mkdir()
    monkeypatch.setattr(pyttsx3_engine, "_MBROLA_DATA", tmp_path)

    def offered() -> list[str]:
        return [voice.id for voice in Pyttsx3Engine("espeak").voices() if voice.mbrola]

    assert offered() == []
    program = tmp_path / "mbrola"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert offered() == ["mb-us1"]
