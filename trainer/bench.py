"""`bench`: how fast the program is, each figure against a limit measured in the same run.

Absolute times move with the machine; the ratio to the limit is what can be compared.
"""

from __future__ import annotations

import json
import os
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from trainer.resources import shipped
from trainer.roleplay.play import Mood, Play, Position, Turn
from trainer.scenario.files import read_folder
from trainer.scenario.library import Library
from trainer.scenario.model import Scenario, Script
from trainer.scenario.yaml_text import read
from trainer.store.database import Store
from trainer.wording import Text, Wording


@dataclass(frozen=True)
class Figure:
    """One measurement.

    Attributes:
        name: what was measured.
        value: the median.
        unit: of value and limit.
        limit: what it is held against, measured in the same run; None where there is no limit but a goal.
        against: what the limit is.
        goal: of the ratio to the limit, or of the value where there is no limit; at most, or at least where `least`.
        least: whether more is better.
    """

    name: Text
    value: float
    unit: str
    limit: float | None
    against: Text | None
    goal: float
    least: bool = False

    @property
    def ratio(self) -> float | None:
        return None if not self.limit else self.value / self.limit

    @property
    def reached(self) -> bool:
        held = self.value if self.ratio is None else self.ratio
        return held >= self.goal if self.least else held <= self.goal


def measure() -> list[Figure]:
    """Measures everything; takes about half a minute."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_start(Path(folder)), *_scenarios(Path(folder)), *_engine(), *_store(Path(folder)), _answer()]


def as_text(figures: list[Figure], words: Wording) -> str:
    """A table."""
    lines = [f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"]
    for figure in figures:
        value = f"{figure.value:,.2f} {figure.unit}"
        against = ""
        if figure.ratio is not None and figure.against is not None:
            against = f"{figure.ratio:.2f} × {words.say(figure.against)} ({figure.limit:,.2f})"
        sign = ("≥" if figure.least else "≤") + f" {figure.goal:g}" + (" ×" if figure.ratio is not None else "")
        mark = "✓" if figure.reached else "✗"
        lines.append(f"{mark} {words.say(figure.name):<48} {value:>16}  {sign:>9}  {against}")
    return "\n".join(lines)


def as_json(figures: list[Figure]) -> str:
    """A list of figures."""
    return json.dumps(
        [
            {**asdict(figure), "name": str(figure.name), "against": str(figure.against) if figure.against else None,
             "ratio": figure.ratio, "reached": figure.reached}
            for figure in figures
        ],
        ensure_ascii=False, indent=2,
    )  # fmt: skip


# ---- start-up: whole processes, in turn

_BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

_OUR_WINDOW = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from trainer.app import App
from trainer.ui.theme import load_fonts
application = QApplication([])
application.setStyle("Fusion")
load_fonts()
from trainer.ui.main_window import MainWindow
app = App(Path(sys.argv[1]))
window = MainWindow(app.data, app.wording, app.library, app.store, app.open_store)
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
painted = Painted()
window.installEventFilter(painted)
window.show()
application.exec()
"""


def _start(folder: Path) -> list[Figure]:
    data = folder / "data"
    store = Store.open(data)
    store.people.add("Sanni")
    store.close()
    ours = [sys.executable, "-c", _OUR_WINDOW, str(data)]
    bare = [sys.executable, "-c", _BARE_WINDOW]
    _process(ours)  # fills the caches
    pairs = [(_process(ours), _process(bare)) for _ in range(7)]
    wall, limit = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    memory, memory_limit = (statistics.median(pair[side][1] for pair in pairs) for side in (0, 1))
    window = Text("a bare Qt window")
    return [
        Figure(Text("Start to the first window"), wall * 1000, "ms", limit * 1000, window, 1.5),
        Figure(Text("Memory at the first window"), memory, "MiB", memory_limit, window, 1.5),
    ]


def _process(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MiB of a process that draws off screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.*=false"}
    start = perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return perf_counter() - start, usage.ru_maxrss / 1024


# ---- scenarios


def _scenarios(folder: Path) -> list[Figure]:
    portraits = shipped("assets") / "portraits"
    cold = _time(lambda: Library([shipped("scenarios")], folder / f"cold{random.random()}", portraits), 3)
    cache = folder / "cache"
    Library([shipped("scenarios")], cache, portraits)
    warm = _time(lambda: Library([shipped("scenarios")], cache, portraits), 9)
    big = folder / "library" / "generated"
    big.mkdir(parents=True)
    file = big / "scenario.yaml"
    file.write_text(yaml.safe_dump(generated(1000), allow_unicode=True, width=1000), encoding="utf-8")
    content = file.read_text(encoding="utf-8")

    def parse() -> None:
        loader = yaml.CLoader(content)
        loader.get_single_node()
        loader.dispose()

    parser = _time(parse, 3)
    first = _time(lambda: Scenario.model_validate(read(file).value), 3)
    source = read_folder(big)
    assert source.scenario is not None
    snapshot = source.script().snapshot()
    decode = _time(lambda: json.loads(snapshot), 5)
    again = _time(lambda: Script.model_validate_json(snapshot), 5)
    return [
        Figure(Text("List all scenarios the first time"), cold * 1000, "ms", None, None, 600),
        Figure(Text("List all scenarios from the cache"), warm * 1000, "ms", None, None, 50),
        Figure(Text("Open 1,000 scenes the first time"), first * 1000, "ms", parser * 1000,
               Text("the C YAML parser alone"), 1.3),
        Figure(Text("Open 1,000 scenes again"), again * 1000, "ms", decode * 1000, Text("decoding the JSON alone"), 4),
    ]  # fmt: skip


def generated(scenes: int) -> dict[str, Any]:
    """A scenario of so many scenes with three replies each, as its file would hold it."""
    chance = random.Random(scenes)
    text = "Soitan huomenna kello kymmeneltä ja kerron, mitä on selvinnyt. " * 3
    criteria = ["feeling", "question", "listening", "next_step"]

    def reply(n: int) -> dict[str, Any]:
        target = "end" if n > scenes - 20 else f"s{chance.randint(n + 1, min(n + 12, scenes - 1))}"
        marks = {key: chance.randint(0, 2) for key in chance.sample(criteria, 2)}
        return {"text": text, "marks": marks, "mood": {"trust": 3, "tension": -2}, "then": target}

    return {
        "format": 1, "id": "generated", "language": "fi", "title": "Suuri", "summary": "Suuri", "lessons": ["001.leak"],
        "difficulty": 1, "minutes": 5, "you": {"role": "myyjä", "firm": "Kotivalo"},
        "person": {"name": "Marja Lehtonen", "role": "asiakas", "portrait": "marja", "voice": "female"},
        "situation": "Suuri", "goal": "Suuri", "criteria": {key: {"weight": 1} for key in criteria},
        "mood": {"trust": 40, "tension": 60}, "start": "s0",
        "scenes": {
            f"s{n}": {"says": [{"text": text, "feels": "calm"}], "replies": {key: reply(n) for key in "abc"}}
            for n in range(scenes)
        },
        "endings": {"end": {"outcome": "good", "title": "Loppu", "text": "Loppu"}},
    }  # fmt: skip


# ---- engine

_STEPS = 100_000


def _engine() -> list[Figure]:
    scenario = Scenario.model_validate(generated(1000))
    play = Play(scenario)
    table = {
        key: tuple((reply.then[0].to, reply.mood.trust, reply.mood.tension) for reply in scene.replies.values())
        for key, scene in scenario.scenes.items()
    }
    chances = [random.Random(7).randrange(3) for _ in range(_STEPS)]

    def walk() -> None:
        position, log = play.start(), []
        for chance in chances:
            if play.is_over(position):
                position = play.start()
            turn, position = play.answer(position, "abc"[chance])
            log.append(turn)

    def bare_walk() -> None:
        # The least that a full log needs: a record of the turn and one of the position, looked up, not worked out.
        position, log, marks = play.start(), [], ()
        for number, chance in enumerate(chances):
            scene = "s0" if position.scene == "end" else position.scene
            to, trust, tension = table[scene][chance]
            mood = Mood(trust, tension)
            log.append(Turn(number, scene, 0, "abc"[chance], None, marks, mood, (), to))
            position = Position(to, 0, mood, position.known, position.visits, position.shown, number)

    ours, bare = _time(walk, 3), _time(bare_walk, 3)
    return [
        Figure(Text("Turns a second, fully logged"), _STEPS / ours, "/s", _STEPS / bare,
               Text("the same records written without rules"), 0.4, least=True),
    ]  # fmt: skip


# ---- store


def _store(folder: Path) -> list[Figure]:
    scenario = Scenario.model_validate(generated(40))
    play, script = Play(scenario), Script(source=scenario)
    store = Store.open(folder / "store")
    session = store.sessions.start(person=None, script=script, language="fi", seed=1)
    raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE turn (number INTEGER PRIMARY KEY, content TEXT)")
    position, ours, limit = play.start(), [], []
    for number in range(200):
        if play.is_over(position):
            session = store.sessions.start(person=None, script=script, language="fi", seed=1)
            position = play.start()
        turn, position = play.answer(position, "a")
        start = perf_counter()
        store.sessions.add_turn(session, turn)
        ours.append(perf_counter() - start)
        content = json.dumps(turn)
        start = perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO turn VALUES (?, ?)", (number, content))
        raw.execute("COMMIT")
        limit.append(perf_counter() - start)
    raw.close()
    store.close()
    return [
        Figure(Text("A turn saved durably"), statistics.median(ours) * 1000, "ms", statistics.median(limit) * 1000,
               Text("raw SQLite, one transaction"), 1.5),
    ]  # fmt: skip


# ---- answer given → turn durable and the next line painted

_ANSWERS = """
import os, statistics, sys, tempfile
from pathlib import Path
from time import perf_counter
from PySide6.QtWidgets import QApplication
from trainer.app import App
from trainer.ui.theme import load_fonts
application = QApplication([])
application.setStyle("Fusion")
load_fonts()
from trainer.ui.main_window import MainWindow
app = App(Path(tempfile.mkdtemp()))
app.store.people.add("Sanni")
for key, value in (("voice", False), ("reduce_motion", True)):
    app.store.settings.set(key, value)
window = MainWindow(app.data, app.wording, app.library, app.store, app.open_store)
window.show()
times = []
for _ in range(4):
    window.practise.open_briefing(app.library.summaries[0].id)
    window.page.start.click()
    application.processEvents()
    conversation = window.practise.conversation
    while not conversation.is_over:
        start = perf_counter()
        conversation.answer(conversation.choices[0])
        window.repaint()
        application.processEvents()
        times.append(perf_counter() - start)
print(statistics.median(times))
sys.stdout.flush()
os._exit(0)
"""


def _answer() -> Figure:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.*=false"}
    run = subprocess.run(
        [sys.executable, "-c", _ANSWERS], env=environment, capture_output=True, text=True, check=True,
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    return Figure(Text("Answer to next line painted, turn on disk"), float(run.stdout) * 1000, "ms", None, None, 50)


def _time(work: Callable[[], object], rounds: int) -> float:
    """The median of so many rounds, in seconds."""
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return statistics.median(taken)
