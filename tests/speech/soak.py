"""Many lines in a row, with interruptions: `python -m tests.speech.soak [lines]` (1,000 if not said)."""

import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer

from tests.speech.sessions import children, memory
from trainer.speech.line import Line
from trainer.speech.manner import FEELINGS, PERSONS
from trainer.speech.speaker import Speaker

TEXTS = {
    "fi": (
        "Niin.",
        "Ei käy.",
        "Tämä on jo kolmas kerta, kun soitan.",
        "Soitan klo 14–16. Sopiiko se?",
        "Se maksoi 20 €.",
    ),
    "en": ("Yes.", "No way.", "This is the third time I call.", "I will call at 2 pm. Is that fine?", "It cost €20."),
}
PATIENCE = 10_000


@dataclass
class Outcome:
    """Lines begun, ended and stuck; milliseconds; bytes by which memory grew after the first quarter."""

    begun: int
    ended: int
    stuck: int
    starts: list[int]
    stops: list[int]
    growth: int
    left: int


def soak(lines: int, folder: Path) -> Outcome:
    """Say so many lines, alternating languages, persons and interruptions; needs a QCoreApplication."""
    chance, before = random.Random(3), children()
    speaker = Speaker(folder)
    speaker.rate = 1.5
    seen = {"started": 0, "finished": 0}
    speaker.started.connect(lambda: seen.update(started=seen["started"] + 1))
    speaker.finished.connect(lambda: seen.update(finished=seen["finished"] + 1))
    outcome, at_first = Outcome(0, 0, 0, [], [], 0, 0), 0
    clock = QElapsedTimer()
    for number in range(lines):
        if number == lines // 4:
            at_first = memory()
        language = ("fi", "en")[number % 2]
        line = Line(chance.choice(TEXTS[language]), language, chance.choice(PERSONS), chance.choice(FEELINGS))
        begun, ended = seen["started"], seen["finished"]
        clock.start()
        speaker.say(line.text, language=line.language, voice=line.voice, feels=line.feels)
        action = number % 6
        if action == 0:  # cut short before it begins
            speaker.stop()
            continue
        outcome.stuck += not wait(lambda begun=begun: seen["started"] > begun)  # type: ignore[misc]
        outcome.starts.append(clock.elapsed())
        if action == 1:
            speaker.pause()
            speaker.resume()
        elif action == 2:
            speaker.replay()
        elif action == 3:
            speaker.prepare([line._replace(feels=feels) for feels in FEELINGS[:3]])
        if action == 4 and number % 24 == 4:
            outcome.stuck += not wait(lambda ended=ended: seen["finished"] > ended)  # type: ignore[misc]
        clock.start()
        speaker.stop()
        outcome.stops.append(clock.elapsed())
        outcome.stuck += speaker.speaking
    outcome.begun, outcome.ended = seen["started"], seen["finished"]
    outcome.growth = memory() - at_first
    speaker.close()
    outcome.left = len(children() - before)
    return outcome


def wait(condition: Callable[[], bool]) -> bool:
    """Let the event loop run until the condition holds; False if it does not in ten seconds."""
    loop, often, over = QEventLoop(), QTimer(interval=2), QTimer(singleShot=True, interval=PATIENCE)
    often.timeout.connect(lambda: loop.quit() if condition() else None)
    over.timeout.connect(loop.quit)
    often.start()
    over.start()
    if not condition():
        loop.exec()
    return condition()


def main() -> None:
    application = QCoreApplication([])
    with tempfile.TemporaryDirectory() as folder:
        outcome = soak(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, Path(folder))
    starts, stops = sorted(outcome.starts), sorted(outcome.stops)
    sys.stdout.write(
        f"begun {outcome.begun}, ended {outcome.ended}, stuck {outcome.stuck}, processes left {outcome.left}\n"
        f"start ms: median {starts[len(starts) // 2]}, worst {starts[-1]}; stop ms: worst {stops[-1]}\n"
        f"memory grew by {outcome.growth / 1e6:.1f} MB\n"
    )
    del application


if __name__ == "__main__":
    main()
