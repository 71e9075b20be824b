"""The computer's clock is set back, or was wrong for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.exchange.sessions import GOOD, play
from tests.faults.scenes import COACH
from tests.faults.table import Fault, Outcome
from tests.store.released import told
from trainer.exchange.bundle import export_bundle, read_bundle
from trainer.practice.progress import calendar, trends
from trainer.practice.schedule import due_on, schedule
from trainer.store.database import Store


class _WrongClock:
    """Goes on by a second each time it is read; a test sets it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def _set_back(folder: Path, tries: int, chance: Random) -> Outcome:
    outcome = Outcome()
    for number in range(tries):
        clock = _WrongClock()
        store = Store.open(folder / str(number), clock)
        person = store.people.add("Aino").id
        session = play(store, GOOD, person=person)
        for step in range(12):
            clock.moment += timedelta(days=chance.choice((-400, -1, -0.1, 0.5, 1, 2, 400)))
            play(store, GOOD[: chance.randrange(1, 5)], person=person)
            store.reviews.set_level(session, 1, "feeling", step % 3, coach=COACH, reason=f"Reason {step}")
            outcome.lost += store.reviews.standing(session)[1, "feeling"] != step % 3
            outcome.lost += store.reviews.corrections(session)[-1].reason != f"Reason {step}"
            made = store.backups.daily() or store.backups.make("manual")
            # What was copied last is what is offered first, and is never thrown away for being “older”.
            outcome.lost += store.backups.list()[0].path != made.path
            attempts = store.sessions.attempts(person)
            due_on(schedule(attempts), clock())
            trends(attempts)
            calendar(attempts)
        shown = told(store)
        export_bundle(store, folder / "all.repliikki")
        outcome.lost += len(read_bundle(folder / "all.repliikki").sessions) != len(store.sessions.rows())
        store.close()
        store = Store.open(folder / str(number), clock)
        outcome.lost += told(store) != shown
        outcome.tell(store.problem)
        store.close()
        outcome.tries += 1
    return outcome


CLOCK = Fault("clock set back, or forward", _set_back, 50, 3)
