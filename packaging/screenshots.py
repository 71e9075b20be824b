"""The pictures of the guide, taken of the real program with people who do not exist: `python screenshots.py [NAME…]`.

Off screen, with a clock that stands still and a seed, so that the same program gives the same pictures.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import environment

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from trainer.ui.main_window import MainWindow

FOLDER = Path("/tmp/guide/shots")
LANGUAGES = ("fi", "en")
NOW = datetime(2026, 6, 12, 11, 20, tzinfo=UTC)
SEED = 11
WINDOW = (1280, 800)  # pixels of the window
WIDTH = 960  # pixels of the picture
COLOURS = 256  # as many as an indexed PNG can have
PERSON, COACH = "Sanni Korhonen", "Maarit Kiviluoto"


class Stopped(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Stopped:
        here = NOW.astimezone(tz)
        return cls(*here.timetuple()[:6], tzinfo=here.tzinfo if tz else None)


def stop_the_clock() -> None:
    """Lets every module of the program see the same moment."""
    os.environ["TZ"] = "Europe/Helsinki"
    time.tzset()
    trainer = importlib.import_module("trainer")
    for found in pkgutil.walk_packages(trainer.__path__, "trainer."):
        if not found.name.endswith(("__main__", ".child")):
            module = importlib.import_module(found.name)
            if getattr(module, "datetime", None) is datetime:
                module.datetime = Stopped  # type: ignore[attr-defined]


def open_window(folder: Path) -> MainWindow:
    """The program's window over a cohort that does not exist."""
    from trainer.app import App
    from trainer.simulation.cohort import Cohort, fill
    from trainer.ui.main_window import MainWindow

    app = App(folder)
    people = {"language": "fi", "theme": "light", "voice": False, "reduce_motion": True, "rate_myself": False}
    for key, value in (people | {"coach": COACH}).items():
        app.store.settings.set(key, value)
    for _ in fill(app.store, app.library, Cohort(people=14, sessions=220, seed=SEED, until=date(2026, 6, 11))):
        pass
    most = max(app.store.people.all(), key=lambda each: len(app.store.sessions.rows(person=each.id, state="finished")))
    app.store.people.rename(most.id, PERSON)
    app.store.settings.set("person", most.id)
    window = MainWindow(app.data, app.wording, app.library, app.store, app.open_store)
    window.resize(*WINDOW)
    window.show()
    window.activateWindow()
    return window


# ---- what is in the pictures

Taken = Iterator[tuple[str, "QImage"]]


def settled() -> None:
    """Lets the window draw all it wants to."""
    from PySide6.QtWidgets import QApplication

    for _ in range(5):
        QApplication.processEvents()


def seen(window: MainWindow) -> QImage:
    """The window as it is."""
    settled()
    return window.grab().toImage()


def practising(window: MainWindow) -> Taken:
    """From the first start to a reply."""
    window.practise.show_first_run()
    yield "start", seen(window)
    window.practise.show()
    yield "practise", seen(window)
    window.practise.open_briefing("complaint")
    yield "briefing", seen(window)


def talking(window: MainWindow) -> Taken:
    """A conversation, with choices and in one's own words."""
    from PySide6.QtCore import Qt

    window.practise.open_briefing("complaint")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_2, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_3)
    yield "conversation", seen(window)
    window.go_back()
    window.practise.show()


def looking_back(window: MainWindow) -> Taken:
    """The debrief and the progress."""
    rows = window.store.sessions.rows(person=window.person, state="finished")
    telling = min((row for row in rows if row.scenario == "complaint"), key=lambda row: abs((row.score or 0) - 60))
    window.practise.show_debrief(telling.id)
    yield "debrief", seen(window)
    window.go_to("progress")
    yield "progress", seen(window)


def coaching(window: MainWindow) -> Taken:
    """The coach's area."""
    from trainer.store.lists import Filters

    window.go_to("coach")
    yield "coach", seen(window)
    window.coach.show_review(window.store.lists.ids(Filters(disputed=True, replies="typed"))[0])
    yield "review", seen(window)
    for place in ("agreement", "replies", "calibration", "plans"):
        window.coach.pages.show(place)
        yield place, seen(window)


def a_room(window: MainWindow) -> Taken:
    """A workshop: before, the console, and what the room sees."""
    from trainer.workshop.rounds import Move

    window.go_to("workshop")
    yield "workshop", seen(window)
    window.workshop.begin("complaint", (window.words.language,))
    desk, screens = window.workshop._desk, window.workshop._screens
    assert desk is not None
    assert screens is not None
    print([m for m in Move])
    yield "console", seen(window)
    assert screens.window is not None
    settled()
    yield "room", screens.window.grab().toImage()
    window.workshop.close()


def writing(window: MainWindow) -> Taken:
    """A scenario as its author sees it, and the settings."""
    window.scenarios.show_scenario("complaint")
    yield "scenario", seen(window)
    window.go_to("settings")
    yield "settings", seen(window)


PICTURES: tuple[Callable[[MainWindow], Taken], ...] = (practising, talking, looking_back, coaching, a_room, writing)


def press(window: MainWindow, *keys: object) -> None:
    """Presses keys where the keyboard is."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    for key in keys:
        settled()
        QTest.keyClick(QApplication.focusWidget() or window, key)  # type: ignore[call-overload]
    settled()


# ---- taking them


def write(image: QImage, file: Path) -> None:
    """Writes a picture smaller and in few colours, which drawn pictures need no more of."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QImageWriter

    small = image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    small.convertTo(QImage.Format.Format_RGB32)
    commonest = Counter(memoryview(small.constBits()).cast("I")).most_common(COLOURS)
    palette = [colour for colour, _ in commonest]
    few = small.convertToFormat(QImage.Format.Format_Indexed8, palette, Qt.ImageConversionFlag.ThresholdDither)
    writer = QImageWriter(str(file), b"png")
    writer.setCompression(100)
    if not writer.write(few):
        raise OSError(writer.errorString())


def take(folder: Path, wanted: Collection[str] = ()) -> None:
    """Writes the pictures of these names, or all, in each language as `<language>-<name>.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        window = open_window(Path(data))
        for language in LANGUAGES:
            window.prefer(replace(window.preferences, language=language))
            for taken in PICTURES:
                for name, image in taken(window):
                    if not wanted or name in wanted:
                        write(image, folder / f"{language}-{name}.png")
        window.close()


def run(arguments: list[str]) -> None:
    """Takes pictures without a screen."""
    import secrets

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    stop_the_clock()
    secrets.randbits = lambda _: SEED
    from PySide6.QtWidgets import QApplication

    from trainer.ui.theme import load_fonts

    application = QApplication(["repliikki"])
    application.setStyle("Fusion")
    load_fonts()
    take(FOLDER, arguments)


if __name__ == "__main__":
    sys.path.insert(0, str(environment.ROOT))
    run(sys.argv[1:])
