"""`doctor`: what the program needs and whether it is there."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trainer import __version__
from trainer.errors import TrainerError
from trainer.scenario.library import Library
from trainer.wording import LANGUAGES, Text, Wording

if TYPE_CHECKING:
    from trainer.speech.voice import Voice
    from trainer.store.database import Store


class Check(NamedTuple):
    """One thing that was looked at.

    Attributes:
        name: a stable key.
        ok: whether the program can do all it can do with it.
        found: what there is.
        advice: what to do where it is not ok, or could be better.
    """

    name: str
    ok: bool
    found: Text
    advice: Text | None = None


def checks(folder: Path, library: Library, open_store: Callable[[], Store]) -> Iterator[Check]:
    """Looks at everything, quick things first."""
    yield from _python()
    yield from _qt()
    yield from _display()
    yield from _voices()
    yield from _audio()
    yield from _data(folder, open_store)
    yield from _scenarios(library)


def as_text(found: list[Check], wording: Wording) -> str:
    """A line or two a check."""
    lines = []
    for check in found:
        lines.append(f"{'✓' if check.ok else '✗'} {check.name:<16} {wording.say(check.found)}")
        if check.advice:
            lines.append(f"{'':<19}{wording.say(check.advice)}")
    return "\n".join(lines)


def as_json(found: list[Check], wording: Wording) -> str:
    """A list of checks."""
    return json.dumps(
        [
            {
                "name": check.name,
                "ok": check.ok,
                "found": wording.say(check.found),
                "advice": wording.say(check.advice) if check.advice else None,
            }
            for check in found
        ],
        ensure_ascii=False,
        indent=2,
    )


def _python() -> Iterator[Check]:
    found = Text(
        "Repliikki {version}, Python {python} on {system}",
        version=__version__,
        python=platform.python_version(),
        system=platform.platform(),
    )
    yield Check("python", sys.version_info >= (3, 11), found)


def _qt() -> Iterator[Check]:
    try:
        import PySide6
        import PySide6.QtMultimedia
        import PySide6.QtWidgets
    except ImportError as error:
        advice = Text("A system library is missing. “python3 packaging/run.py” names it and how to install it.")
        yield Check("qt", False, Text("Qt cannot be loaded: {reason}", reason=str(error)), advice)
        return
    yield Check("qt", True, Text("PySide6 {version}", version=PySide6.__version__))


def _display() -> Iterator[Check]:
    if sys.platform != "linux":
        yield Check("display", True, Text("the system's own"))
        return
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    if display:
        yield Check("display", True, Text("{display}", display=display))
    else:
        advice = Text("Without a display the terminal can be used: repliikki play ID")
        yield Check("display", False, Text("none"), advice)


def _voices() -> Iterator[Check]:
    from trainer.speech.advice import better_voices, how_to_install, language_name
    from trainer.speech.health import engines

    asked = engines()
    for language in LANGUAGES:
        voices = [voice for engine in asked for voice in engine.by_language().get(language, ())]
        voices = voices or [voice for voice in _system_voices() if voice.speaks(language)]
        name = f"voice {language}"
        if voices:
            count = Text("{language}: {names}", language=language_name(language), names=_names(voices))
            yield Check(name, True, count, better_voices())
        else:
            missing = Text("There is no {language} voice.", language=language_name(language))
            yield Check(name, False, missing, how_to_install(language))


def _system_voices() -> tuple[Voice, ...]:
    from trainer.speech.health import system_voices

    try:
        return system_voices()
    except ImportError:
        return ()  # the check of Qt says why


def _names(voices: Sequence[Voice]) -> str:
    names = [voice.name for voice in voices]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _audio() -> Iterator[Check]:
    from trainer.speech.health import audio_outputs

    try:
        devices = audio_outputs()
    except ImportError as error:
        yield Check("audio", False, Text("Qt's sound cannot be loaded: {reason}", reason=str(error)))
        return
    if devices:
        yield Check("audio", True, Text("{names}", names=", ".join(devices)))
    else:
        advice = Text("Captions go on without sound. Connect headphones or a loudspeaker.")
        yield Check("audio", False, Text("no output device"), advice)


def _data(folder: Path, open_store: Callable[[], Store]) -> Iterator[Check]:
    try:
        store = open_store()
        problem = store.problem
        sessions = len(store.sessions.rows())
    except TrainerError as error:
        yield Check("data", False, error.text)
        return
    if problem:
        yield Check("data", False, problem)
        return
    found = Text("{folder}: {count} sessions, in good order", folder=str(folder), count=sessions)
    yield Check("data", True, found)


def _scenarios(library: Library) -> Iterator[Check]:
    broken = library.broken
    if broken:
        first = broken[0].findings[0]
        found = Text("{folder} cannot be played: {reason}", folder=broken[0].folder.name, reason=first.text)
        yield Check("scenarios", False, found, Text("See “repliikki check”."))
        return
    yield Check("scenarios", bool(library.summaries), Text("{count}", count=len(library.summaries)))
