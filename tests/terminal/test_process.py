"""What shows only in a process of its own: what is imported, exit codes, letters, keys, pipes."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys

import pytest

from tests.terminal.conftest import ROOT, CommandLine, surroundings

WITHOUT_QT = """
import sys
class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name + " is not installed here")
sys.meta_path.insert(0, Refusal())
from trainer.__main__ import start
sys.argv[0] = "repliikki"
start()
"""
IMPORTED = """
import sys
from trainer.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(sorted({name.partition(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "pyttsx3"}), file=sys.stderr)
"""
# Ctrl-C reaches only programs that the terminal belongs to, and that were not started deaf to it.
OF_THE_TERMINAL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
PATIENCE = 20  # seconds
no_windows = pytest.mark.skipif(os.name == "nt", reason="of terminals on Linux and macOS")


def python(code: str, *arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], input=typed, env=surroundings(), cwd=ROOT,
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def test_where_qt_is_missing_one_can_practise_all_the_same(repliikki: CommandLine) -> None:
    data = ("--data", repliikki.data)
    assert "The complaint" in python(WITHOUT_QT, *data, "list").stdout
    assert python(WITHOUT_QT, *data, "check", "scenarios/complaint").returncode == 0
    played = python(WITHOUT_QT, *data, "play", "complaint", "--language", "en", typed="1\n" * 40)
    assert played.returncode == 0, played.stderr
    assert " out of 100" in played.stdout
    assert python(WITHOUT_QT, *data, "replay", 1).returncode == 0
    assert "1" in python(WITHOUT_QT, *data, "sessions").stdout
    doctor = python(WITHOUT_QT, *data, "doctor", "--json")
    checks = {check["name"]: check for check in json.loads(doctor.stdout)}
    assert not checks["qt"]["ok"]
    assert checks["qt"]["found"].startswith("Qt cannot be loaded: ")


@pytest.mark.parametrize(
    "command", ["list", "check", "play complaint --replies best", "play complaint", "sessions", "replay 1"]
)
def test_what_needs_neither_window_nor_voice_does_not_load_them(repliikki: CommandLine, command: str) -> None:
    repliikki("play", "complaint", "--replies", "worst")
    result = python(IMPORTED, "--data", repliikki.data, *command.split())
    assert result.stderr.strip() == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("language", "told"),
    [("C", "There is no display to open a window on."), ("fi_FI.UTF-8", "Näyttöä ei ole")],
)
def test_without_a_display_the_window_is_refused_in_one_sentence(
    repliikki: CommandLine, language: str, told: str
) -> None:
    result = repliikki.process(LC_ALL=language, DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert result.returncode == 1
    assert result.stderr.startswith(told)
    assert "repliikki play ID" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_display_that_does_not_answer_is_told_and_not_an_abort(repliikki: CommandLine) -> None:
    result = repliikki.process(DISPLAY=":7777", WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert result.returncode == 1
    assert result.stderr.endswith("In the terminal you can practise with: repliikki play ID\n")


def test_errors_end_with_1_and_wrong_use_with_2(repliikki: CommandLine) -> None:
    assert repliikki.process("play", "nothing").returncode == 1
    wrong = repliikki.process("paly", "complaint")
    assert wrong.returncode == 2
    assert "Error: No such command" in wrong.stderr
    assert repliikki.process("--version").stdout.startswith("repliikki, version ")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_in_an_old_code_page_other_programs_still_get_utf_8(repliikki: CommandLine, encoding: str) -> None:
    listed = repliikki.process("list", "--json", PYTHONIOENCODING=encoding)
    assert listed.returncode == 0, listed.stderr
    titles = {entry["id"]: entry["title"]["fi"] for entry in json.loads(listed.stdout)}
    assert titles["gatekeeper"] == "Portinvartija"
    played = repliikki.process("play", "complaint", "--person", "Åsa 😀", typed="1\n2\n", PYTHONIOENCODING=encoding)
    assert played.returncode == 0, played.stderr
    assert "█" in played.stdout


@no_windows
def test_input_that_is_not_text_is_wrong_input(repliikki: CommandLine) -> None:
    result = subprocess.run(
        repliikki.command("play", "complaint"), input=b"\xff\xfe\n\x00\n1\n", env=surroundings(),
        cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert b"Left open; it is saved." in result.stdout
    assert repliikki.json("sessions")[0]["turns"] == 1


@no_windows
def test_arguments_that_are_not_text_are_told(repliikki: CommandLine) -> None:
    for arguments in ((b"play", b"\xff"), (b"play", b"complaint", b"--replies", b"\xff"), (b"check", b"\xff")):
        result = subprocess.run(
            [*map(os.fsencode, repliikki.command()), *arguments], env=surroundings(),
            cwd=ROOT, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert result.returncode == 1
        assert b"Traceback" not in result.stderr
    played = subprocess.run(
        [*map(os.fsencode, repliikki.command("play", "complaint", "--replies", "worst", "--json")),
         b"--person", b"J\xf6rg"],
        env=surroundings(), cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert json.loads(played.stdout)["person"] == "Jrg"


@no_windows
def test_a_reader_that_has_seen_enough_does_not_hurt(repliikki: CommandLine) -> None:
    read, write = os.pipe()
    os.close(read)
    result = subprocess.run(
        repliikki.command("list"), env=surroundings(), cwd=ROOT, stdout=write, stderr=subprocess.PIPE, timeout=60,
        check=False,
    )  # fmt: skip
    os.close(write)
    assert b"Traceback" not in result.stderr


class Terminal:
    """A real terminal with the player in it."""

    def __init__(self, command: list[str], **variables: str) -> None:
        self._master, slave = os.openpty()
        self._shown = b""
        self._process = subprocess.Popen(
            [sys.executable, "-c", OF_THE_TERMINAL, *command], env=surroundings(**variables), cwd=ROOT,
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def until(self, text: str) -> None:
        """Waits until this is shown."""
        while text.encode() not in self._shown:
            self._shown += self._read()

    def type(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def press(self, key: bytes, until: str) -> None:
        """Presses a key, again where nothing comes of it, until this is shown."""
        # An interrupt in the instant between prompt and reading is noticed only with the next key.
        while until.encode() not in self._shown:
            self.type(key)
            while select.select([self._master], [], [], 1)[0] and until.encode() not in self._shown:
                self._shown += self._read()

    def end(self) -> tuple[str, int]:
        """All that was shown, and the exit code."""
        try:
            while more := self._read():
                self._shown += more
        except OSError:  # Linux tells the end so
            pass
        os.close(self._master)
        return self._shown.decode(errors="replace"), self._process.wait(timeout=PATIENCE)

    def _read(self) -> bytes:
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        if not ready:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"nothing more came after {self._shown!r}")
        return os.read(self._master, 65536)


@no_windows
@pytest.mark.parametrize("key", [b"\x04", b"\x03"], ids=["Ctrl-D", "Ctrl-C"])
def test_in_a_terminal_a_key_leaves_the_session_open(repliikki: CommandLine, key: bytes) -> None:
    terminal = Terminal(repliikki.command("play", "complaint", "--language", "en"))
    terminal.until("You, turn 1 > ")
    terminal.type(b"1\r")
    terminal.until("You, turn 2 > ")
    terminal.press(key, until="Left open; it is saved.")
    shown, code = terminal.end()
    assert code == 0
    assert "Traceback" not in shown
    [row] = repliikki.json("sessions")
    assert (row["state"], row["turns"]) == ("open", 1)


@no_windows
def test_a_terminal_without_the_letters_shows_question_marks(repliikki: CommandLine) -> None:
    terminal = Terminal(repliikki.command("play", "complaint", "--language", "fi"), PYTHONIOENCODING="cp1252")
    terminal.until(" > ")
    terminal.type(b"q\r")
    shown, code = terminal.end()
    assert code == 0
    assert "Trust ????" in shown


@no_windows
def test_killed_between_two_answers_it_has_kept_the_first(repliikki: CommandLine) -> None:
    process = subprocess.Popen(
        repliikki.command("play", "complaint", "--language", "en"), env=surroundings(), cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"1\n")
        process.stdin.flush()
        shown = b""
        while b"You, turn 2" not in shown:
            shown += os.read(process.stdout.fileno(), 65536)
        process.kill()
    [row] = repliikki.json("sessions")
    assert (row["state"], row["turns"]) == ("open", 1)
