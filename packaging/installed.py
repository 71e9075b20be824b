"""An installed program, tried from outside as a person would: in the terminal, by ear and on a screen."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
import wave
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

SCENARIOS = {file.parent.name for file in (environment.ROOT / "scenarios").glob("*/scenario.yaml")}
SENTENCES = {"fi": "Hyvää päivää, Marja Lehtonen täällä.", "en": "Good morning, this is Marja Lehtonen."}
WINDOW_WITHIN = 30  # s; a slow machine, and the first start of a program


class FailedError(Exception):
    """Something a person would have noticed; the text says what."""


def expect(condition: object, told: str) -> None:
    """Go on only if it is so.

    Raises:
        FailedError: It is not.
    """
    if not condition:
        raise FailedError(told)


@dataclass(frozen=True)
class Installed:
    """Where an installed program is and how it is started.

    Attributes:
        command: What starts it.
        child: What starts its voice.
        folder: A folder of its user, as seen from here.
        inside: The same folder, as the program sees it.
        variables: The environment of every process.
    """

    command: list[str]
    child: list[str]
    folder: Path
    inside: str
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, data: str = "data") -> str:
        """What it prints for a command.

        Raises:
            FailedError: It ended with an error.
        """
        command = [*self.command, "--data", f"{self.inside}/{data}", *arguments]
        ended = subprocess.run(command, env=self.variables, capture_output=True, text=True, cwd="/", timeout=300)
        expect(ended.returncode == 0, f"{' '.join(arguments)} ended with {ended.returncode}:\n{ended.stderr}")
        return ended.stdout

    def told(self, *arguments: str, data: str = "data") -> Any:
        """The same, as JSON."""
        return json.loads(self.run(*arguments, "--json", data=data))


def try_terminal(it: Installed) -> None:
    """Everything that is shipped is there: scenarios, rules, the marker, a template, fonts for a report."""
    expect({scenario["id"] for scenario in it.told("list")} == SCENARIOS, "list does not name every scenario")
    it.run("check")
    it.run("check", "--explain", "RL041")
    played = it.told("play", "complaint", "--replies", "best", "--seed", "1")
    expect(played["outcome"] == "good" and played["score"] >= 90, "the best replies do not end well")
    expect('"level"' in it.run("mark", "--language", "fi", "Olen pahoillani. Soitan torstaina."), "mark marks nothing")
    it.run("new", "own", "--language", "fi")
    expect(it.told("play", "own", "--replies", "best")["turns"], "a scenario of one's own does not play")
    it.run("export", "--format", "pdf", f"{it.inside}/report.pdf")
    expect((it.folder / "report.pdf").read_bytes().startswith(b"%PDF"), "the report is no PDF")
    it.run("export", "--format", "bundle", f"{it.inside}/all.repliikki")
    it.run("import", f"{it.inside}/all.repliikki", data="other")
    expect(len(it.told("sessions", data="other")) == 2, "a bundle does not bring the sessions along")
    looked_at = {check["name"]: check["ok"] for check in it.told("doctor")}
    expect(looked_at["qt"] and looked_at["data"] and looked_at["scenarios"], f"doctor finds faults: {looked_at}")


def try_voice(it: Installed) -> None:
    """A sentence of each language is spoken into a file."""
    child = subprocess.Popen(
        it.child, env=it.variables, cwd="/", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        hello = json.loads(child.stdout.readline())
        for language, sentence in SENTENCES.items():
            voice = next((each for each in hello["voices"] if language in each["languages"]), None)
            voice = voice or next(each for each in hello["voices"] if each["languages"][0].startswith(language))
            wanted = {
                "engine": hello["engine"], "voice": voice["id"], "variant": "", "pitch": 50, "pace": 160,
                "level": -20.0, "pause": 200, "sentences": [sentence],
            }  # fmt: skip
            name = f"{language}.wav"
            child.stdin.write(json.dumps({"path": f"{it.inside}/{name}", "wanted": wanted}) + "\n")
            child.stdin.flush()
            answer = json.loads(child.stdout.readline())
            expect(not answer["why"], f"the voice says: {answer['why']}")
            with wave.open(str(it.folder / name)) as sound:
                seconds = sound.getnframes() / sound.getframerate()
            expect(1 < seconds < 10, f"{name} is {seconds:.1f} s long")
        child.stdin.close()


@contextmanager
def window(it: Installed, **variables: str) -> Iterator[float]:
    """The program with its window open, as long as this lasts; seconds until it answered.

    Args:
        it: The program.
        variables: Environment variables that name the screen.
    """
    with tempfile.TemporaryDirectory(dir=it.folder) as own:
        folder = Path(own)
        folder.chmod(0o777)
        # The window answers on a socket here as soon as it is open.
        temporary = {"TMPDIR": f"{it.inside}/{folder.name}"}
        began = time.monotonic()
        program = subprocess.Popen(
            [*it.command, "--data", f"{it.inside}/data"], env={**it.variables, **temporary, **variables}, cwd="/"
        )
        try:
            while not any(file.is_socket() for file in folder.glob("repliikki-*")):
                expect(time.monotonic() - began < WINDOW_WITHIN, "the window did not open")
                expect(runs_on(program), f"it ended with {program.returncode} instead of opening its window")
            yield time.monotonic() - began
            expect(program.poll() is None, f"it ended with {program.returncode} while its window was open")
        finally:
            program.terminate()
            program.wait(10)
    for log in (it.folder / "data" / "log").glob("*"):
        expect("Traceback" not in log.read_text(encoding="utf-8"), f"{log.name} tells of an error")


def runs_on(program: subprocess.Popen[bytes]) -> bool:
    """Whether the program is still running after a moment."""
    try:
        program.wait(0.05)
    except subprocess.TimeoutExpired:
        return True
    return False


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, as a value for DISPLAY."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-ac", "-nolisten", "tcp", "-screen", "0", "1280x800x24"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


def try_screen(it: Installed, picture: Path) -> float:
    """The window is seen on a screen; seconds until it was. A picture is kept where ImageMagick can take one."""
    with screen() as display, window(it, DISPLAY=display, QT_QPA_PLATFORM="xcb") as answered:
        began = time.monotonic()
        seen = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Repliikki"]
        subprocess.run(seen, env={**it.variables, "DISPLAY": display}, check=True, timeout=30, capture_output=True)
        seconds = answered + time.monotonic() - began
        if shutil.which("import"):
            subprocess.run(["import", "-display", display, "-window", "root", picture], check=True)
    return seconds
