import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from trainer.speech.child import command, drivers, voices_in, working_folder
from trainer.speech.line import Line, line_pieces, rendering
from trainer.speech.manner import FEELINGS, PERSONS
from trainer.speech.sound import level, read, sentence_times
from trainer.speech.voice import Voice, choose

TEXTS = {
    "fi": "Tämä on jo kolmas kerta, kun soitan. Lamppu poltti taas sulakkeen!",
    "en": "This is the third time I call. The lamp blew a fuse again!",
}


class Child:
    def __init__(self, driver: str) -> None:
        self.process = subprocess.Popen(
            command(driver),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=working_folder(),
        )
        self.hello = self.answer()
        self.voices = voices_in(self.hello)

    def answer(self) -> dict[str, object]:
        assert self.process.stdout
        answer = json.loads(self.process.stdout.readline())
        assert isinstance(answer, dict)
        return answer

    def render(self, line: Line, path: Path, voice: Voice | None = None) -> str:
        chosen = voice or choose(self.voices, line.language, line.voice.rpartition("-")[2])
        assert chosen
        order = {"path": str(path), "wanted": asdict(rendering(line, line_pieces(line), chosen))}
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        answer = self.answer()
        assert answer["path"] == str(path)
        return str(answer["why"])

    def end(self) -> int:
        assert self.process.stdin
        self.process.stdin.close()
        code = self.process.wait(5)
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.fixture
def child(espeak: str) -> Iterator[Child]:
    child = Child(espeak)
    yield child
    assert child.end() == 0


def test_it_tells_its_voices(child: Child) -> None:
    assert child.hello["engine"] == "espeak"
    assert child.hello["health"] == ""
    assert {"fi", "en"} <= {voice.languages[0].split("-")[0] for voice in child.voices if voice.languages}


def test_every_person_and_feeling_is_loud_alike_and_never_clips(child: Child, tmp_path: Path) -> None:
    levels: dict[str, list[float]] = {}
    for language, text in TEXTS.items():
        for person in PERSONS:
            for feels in ("tired", "calm", "rage") if person != "female" else FEELINGS:
                path = tmp_path / "line.wav"
                assert child.render(Line(text, language, person, feels), path) == ""
                sound, (first, second) = read(path), sentence_times(path)
                assert max(map(abs, sound.samples)) < 0.96 * 32767
                assert 250 <= second[0] - first[1] <= 400
                assert sound.rate == 22050
                levels.setdefault(feels, []).append(level(sound))
    for alike in levels.values():
        assert max(alike) - min(alike) < 1
    assert levels["tired"][0] < levels["calm"][0] < levels["rage"][0]


def test_anger_is_fast_and_tiredness_slow(child: Child, tmp_path: Path) -> None:
    lengths = []
    for feels in ("rage", "angry", "calm", "tired"):
        path = tmp_path / f"{feels}.wav"
        child.render(Line(TEXTS["fi"], "fi", "male", feels), path)
        lengths.append(read(path).milliseconds())
    assert lengths == sorted(lengths)


def test_many_short_sentences_all_come_out(child: Child, tmp_path: Path) -> None:
    path = tmp_path / "line.wav"
    for number in range(15):
        line = Line("Niin. Ei. Joo. Kai. No?", "fi", PERSONS[number % 4], FEELINGS[number % 8])
        assert child.render(line, path) == ""
        assert len(sentence_times(path)) == 5


def test_a_folder_that_is_gone_is_told_and_the_child_goes_on(child: Child, tmp_path: Path) -> None:
    assert child.render(Line("Niin.", "fi"), tmp_path / "gone" / "line.wav")
    assert child.render(Line("Niin.", "fi"), tmp_path / "line.wav") == ""


def test_the_dummy_driver_has_voices_and_says_that_it_cannot_render(tmp_path: Path) -> None:
    child = Child("dummy")
    assert {voice.languages for voice in child.voices} == {("en-us", "en-gb")}
    assert {voice.gender for voice in child.voices} == {"male", "female"}
    assert "save_to_file" in child.render(Line("Yes.", "en"), tmp_path / "line.wav")
    assert child.end() == 0


def test_a_missing_driver_is_told(tmp_path: Path) -> None:
    child = Child("no_such_driver")
    assert child.voices == ()
    assert "no_such_driver" in str(child.hello["health"])
    voice = Voice("x", "x", "no_such_driver", ("en",))
    assert "no_such_driver" in child.render(Line("Yes.", "en"), tmp_path / "line.wav", voice)
    assert child.end() == 0


def test_this_systems_drivers() -> None:
    assert drivers()[-1] == "espeak"


# The middle process starts a child with a hung engine, tells its id, and is killed.
MIDDLE = """
import subprocess, sys
code = "import trainer.speech.child as child, trainer.speech.pyttsx3_engine as engine, threading\\n" \\
    "engine.Pyttsx3Engine.voices = lambda self: threading.Event().wait()\\nchild.run('dummy')"
child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
print(child.pid, flush=True)
child.wait()
"""


def test_a_child_whose_window_is_killed_ends_even_while_its_engine_hangs() -> None:
    middle = subprocess.Popen([sys.executable, "-c", MIDDLE], stdout=subprocess.PIPE, cwd=working_folder())
    with middle:
        assert middle.stdout
        child = os.pidfd_open(int(middle.stdout.readline()))
        middle.kill()
    with os.fdopen(child):
        import select

        assert select.select([child], [], [], 5)[0], "the child lives on"
    assert middle.returncode == -signal.SIGKILL
