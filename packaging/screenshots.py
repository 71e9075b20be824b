"""The pictures of the guide, taken of the real program with people who do not exist: `python screenshots.py [NAME…]`.

Off screen, with a clock that stands still and a seed, so that the same program gives the same pictures. They are drawn
again by hand after a page was changed, not by a test: fonts of another system would change them a little.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import environment

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from trainer.ui.main_window import MainWindow

    Taken = Iterator[tuple[str, QImage]]

FOLDER = environment.ROOT / "assets" / "guide" / "screens"
LANGUAGES = ("fi", "en")
NOW = datetime(2026, 6, 12, 11, 20, tzinfo=UTC)
SECONDS = 250  # since a workshop began
SEED = 11
WINDOW = (1280, 800)  # pixels of the window
WIDTH = 880  # pixels of the picture
COLOURS = 96  # at most 256, as an indexed PNG can have
SCENARIO = "complaint"
PERSON, COACH, OTHER_COACH = "Sanni Korhonen", "Maarit Kiviluoto", "Petri Salokorpi"
# What the people of the pictures write, which no scenario has.
WRITTEN = {
    "fi": {
        "reply": "Kolmas soitto samasta lampusta, totta kai sinua suututtaa, Marja. Perjantain soitto jäi meiltä "
        "tekemättä. Minä hoidan tämän ja soitan sinulle huomenna kello kolme.",
        "plan": "Ennen kevätmessuja",
        "note": "Kuuntele ensin, ehdota vasta sitten.",
        "round": "Kevät, reklamaatiot",
    },
    "en": {
        "reply": "Third call about the same lamp, of course you're angry, Marja. We forgot Friday's call. I'll take "
        "this on myself and ring you tomorrow at three.",
        "plan": "Before the spring fair",
        "note": "Listen first, and only then suggest.",
        "round": "Spring, complaints",
    },
}


class Stopped(datetime):
    """A clock that stands still, also for files."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Stopped:
        """The moment of all pictures."""
        here = NOW.astimezone(tz)
        return cls(*here.timetuple()[:6], tzinfo=here.tzinfo if tz else None)

    @classmethod
    def fromtimestamp(cls, timestamp: float, tz: tzinfo | None = None) -> Stopped:  # noqa: ARG003
        """The same: when a file was written differs from checkout to checkout."""
        return cls.now(tz)


def stop_the_clock() -> None:
    """Lets every module of the program see the same moment, and the same chance."""
    os.environ["TZ"] = "Europe/Helsinki"
    time.tzset()
    secrets.randbits = lambda k: SEED  # noqa: ARG005
    for found in pkgutil.walk_packages(importlib.import_module("trainer").__path__, "trainer."):
        if not found.name.endswith(("__main__", ".child")):
            module: Any = importlib.import_module(found.name)
            if getattr(module, "datetime", None) is datetime:
                module.datetime = Stopped
    desk: Any = importlib.import_module("trainer.ui.workshop.desk")
    desk.Desk.seconds = property(lambda _: SECONDS)


def open_window(folder: Path) -> MainWindow:
    """The program's window over a cohort that does not exist."""
    from trainer.app import App
    from trainer.simulation.cohort import Cohort, fill
    from trainer.ui.main_window import MainWindow

    app = App(folder)
    for _ in fill(app.store, app.library, Cohort(people=14, sessions=220, seed=SEED, until=date(2026, 6, 11))):
        pass
    sessions = app.store.sessions
    most = max(app.store.people.all(), key=lambda each: len(sessions.rows(person=each.id, state="finished")))
    app.store.people.rename(most.id, PERSON)
    settings = {"theme": "light", "voice": False, "reduce_motion": True, "person": most.id, "coach": COACH}
    for key, value in settings.items():
        app.store.settings.set(key, value)
    window = MainWindow(app.data, app.wording, app.library, app.store, app.open_store)
    window.resize(*WINDOW)
    window.show()
    window.activateWindow()
    return window


# ---- what is in the pictures


def practising(window: MainWindow) -> Taken:
    """Before a conversation."""
    window.practise.show_first_run()
    yield "start", seen(window)
    window.practise.show()
    yield "practise", seen(window)
    window.practise.open_briefing(SCENARIO)
    yield "briefing", seen(window)


def talking(window: MainWindow) -> Taken:
    """A conversation, with choices and in one's own words."""
    window.practise.open_briefing(SCENARIO)
    press(window, "Return", "2", "Return", "3")
    yield "conversation", seen(window)
    leave(window)
    window.practise.open_briefing(SCENARIO)
    press(window, "Return", "T")
    write_in(window, WRITTEN[window.words.language]["reply"])
    press(window, "Ctrl+Return")
    yield "written", seen(window)
    leave(window)


def looking_back(window: MainWindow) -> Taken:
    """The debrief and the progress."""
    rows = window.store.sessions.rows(person=window.person, state="finished")
    whole = [row for row in rows if row.parent is None]
    telling = min(whole, key=lambda row: (row.scenario != SCENARIO, abs((row.score or 0) - 60)))
    window.practise.show_debrief(telling.id)
    yield "debrief", seen(window)
    window.go_to("progress")
    yield "progress", seen(window)


def coaching(window: MainWindow) -> Taken:
    """The coach's area."""
    from trainer.coaching.plans import Plan
    from trainer.store.lists import Filters
    from trainer.ui.coach.review_page import Place, ReviewPage

    store, written = window.store, WRITTEN[window.words.language]
    window.go_to("coach")
    yield "coach", seen(window)
    disputed = store.lists.ids(Filters(disputed=True, language=window.words.language))
    session = (disputed or store.lists.ids(Filters(disputed=True)))[0]
    window.coach.show_review(session)
    assert isinstance(window.page, ReviewPage)
    window.page.looked_at.emit(Place(*next(iter(store.sessions.disputes(session)))))
    yield "review", seen(window)
    sessions = store.lists.ids(Filters(state="finished", scenario=SCENARIO))[:4]
    marking = store.calibrations.add(written["round"], sessions, [COACH, OTHER_COACH])
    day = NOW.date() + timedelta(weeks=2)
    plan = Plan("guide", written["plan"], (SCENARIO, "gatekeeper", "regular"), due=day, note=written["note"])
    number = store.plans.keep(plan)
    for person in store.people.all()[:3]:
        store.plans.give(number, person.id)
    for place in ("agreement", "replies", "calibration", "plans"):
        window.coach.pages.show(place)
        yield place, seen(window)
    store.calibrations.delete(marking)


def a_room(window: MainWindow) -> Taken:
    """A workshop: before, its plan, the console, and what the room sees."""
    from PySide6.QtWidgets import QApplication

    from trainer.ui.workshop.audience import AudienceWindow
    from trainer.ui.workshop.plan_page import PlanPage
    from trainer.ui.workshop.start_page import StartPage

    window.go_to("workshop")
    assert isinstance(window.page, StartPage)
    yield "workshop", seen(window)
    window.page.plan_asked.emit()
    for scenario in (SCENARIO, "gatekeeper"):
        assert isinstance(window.page, PlanPage)
        window.page.added.emit(scenario)
    yield "preparing", seen(window)
    window.workshop.begin(SCENARIO, (window.words.language,))
    # The vote is closed first: as long as it is open, the seconds that are left run.
    press(window, "Space", "Space", *"1111112223344444", "Space")
    yield "console", seen(window)
    press(window, "Space")
    [room] = [each for each in QApplication.topLevelWidgets() if isinstance(each, AudienceWindow) and each.isVisible()]
    yield "room", seen(room)
    window.workshop.close()
    del window.workshop  # with the plan that was begun


def writing(window: MainWindow) -> Taken:
    """A scenario as its author sees it, and the settings."""
    window.scenarios.show_scenario(SCENARIO)
    yield "scenario", seen(window)
    data, window.data = window.data, Path("~/.local/share/repliikki")
    window.go_to("settings")
    yield "settings", seen(window)
    window.data = data


PICTURES: tuple[Callable[[MainWindow], Taken], ...] = (practising, talking, looking_back, coaching, a_room, writing)


# ---- what a person does


def settled() -> None:
    """Lets the program do all that it wants to."""
    from PySide6.QtWidgets import QApplication

    for _ in range(5):
        QApplication.processEvents()


def seen(window: QWidget) -> QImage:
    """A window as it is."""
    settled()
    return window.grab().toImage()


def press(window: MainWindow, *keys: str) -> None:
    """Presses keys where the keyboard is."""
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.activateWindow()
    for key in keys:
        settled()
        target = QApplication.focusWidget() or window.page
        QTest.keySequence(target, QKeySequence(key))
    settled()


def write_in(window: MainWindow, text: str) -> None:
    """Writes in the field that has the keyboard."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    settled()
    # As an input method would: QTest has no keys for ä and ö.
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(QApplication.focusWidget() or window, event)


def leave(window: MainWindow) -> None:
    """Ends the conversation under way and keeps nothing of it."""
    assert window.practise.conversation is not None
    session = window.practise.conversation.session
    window.prefer(replace(window.preferences, writing=False), rebuild=False)
    window.practise.show()
    window.practise.end_conversation()
    window.store.sessions.discard(session)


# ---- taking them


def write(image: QImage, file: Path) -> None:
    """Writes a picture smaller, with an edge, and in few colours, which drawn pictures need no more of."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QImageWriter, QPainter

    from trainer.ui.theme import LIGHT

    small = image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    small.convertTo(QImage.Format.Format_RGB32)
    painter = QPainter(small)
    painter.setPen(LIGHT.line2)
    painter.drawRect(0, 0, small.width() - 1, small.height() - 1)
    painter.end()
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
        try:
            for language in LANGUAGES:
                window.prefer(replace(window.preferences, language=language))
                for taken in PICTURES:
                    for name, image in taken(window):
                        if not wanted or name in wanted:
                            write(image, folder / f"{language}-{name}.png")
        finally:
            window.close()


def run(arguments: list[str]) -> None:
    """Takes pictures without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    stop_the_clock()
    from PySide6.QtWidgets import QApplication

    from trainer.ui.theme import load_fonts

    application = QApplication(["repliikki"])
    application.setStyle("Fusion")
    load_fonts()
    take(FOLDER, arguments)


if __name__ == "__main__":
    sys.path.insert(0, str(environment.ROOT))
    run(sys.argv[1:])
