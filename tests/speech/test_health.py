import subprocess
import sys

import pytest

from tests.speech.sessions import bad_child
from trainer.speech.advice import better_voices, how_to_install, no_voice
from trainer.speech.child import command, working_folder
from trainer.speech.health import ask, audio_outputs, engines


@pytest.mark.usefixtures("espeak")
def test_doctor_learns_the_voices_by_language() -> None:
    health = engines()[-1]
    assert health.engine == "espeak"
    assert health.problem == ""
    assert [voice.name for voice in health.by_language()["fi"]] == ["Finnish"]


def test_a_child_that_says_nothing_is_ended() -> None:
    assert ask("bad", bad_child("dumb"), patience=0.3).problem


def test_a_driver_or_program_that_is_missing_is_told() -> None:
    assert "no_such_driver" in ask("x", command("no_such_driver")).problem
    assert ask("x", ["no-such-program"]).problem


@pytest.mark.usefixtures("qapp")
def test_audio_devices_are_listed() -> None:
    assert all(audio_outputs())


@pytest.mark.usefixtures("qapp")
def test_audio_devices_are_listed_without_a_window() -> None:
    code = "from trainer.speech.health import audio_outputs; print(len(audio_outputs()))"
    run = subprocess.run([sys.executable, "-c", code], cwd=working_folder(), capture_output=True, text=True, check=True)
    assert int(run.stdout) == len(audio_outputs())
    assert "QCoreApplication" not in run.stderr


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_system_has_its_advice(platform: str) -> None:
    assert "Finnish" in str(no_voice("fi-FI", platform))
    assert str(how_to_install("en", platform)) in str(no_voice("en", platform))
    assert str(better_voices(platform))


def test_nothing_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, trainer.speech.speaker, trainer.speech.health\n"
        "print([name for name in ('PySide6.QtMultimedia', 'PySide6.QtWidgets', 'pyttsx3') if name in sys.modules])\n"
        "import subprocess; print(subprocess.run([sys.executable, '-c',"
        "'import sys, trainer.speech.health, trainer.speech.child; print(\"PySide6\" in sys.modules)'],"
        "capture_output=True, text=True).stdout)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=working_folder(), capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["[]", "False"]
