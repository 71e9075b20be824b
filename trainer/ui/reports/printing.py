"""Reports printed from the command line, where there may be no display."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from trainer.scenario.library import Summary
from trainer.scenario.model import Script
from trainer.store.database import Store
from trainer.ui.debrief.state import Debrief
from trainer.ui.reports.cohort import agreed_with_program, write_cohort
from trainer.ui.reports.handout import write_handout
from trainer.ui.reports.person import write_people
from trainer.ui.reports.practised import practised
from trainer.ui.reports.session import write_sessions
from trainer.ui.reports.workshop import write_workshop
from trainer.ui.theme import load_fonts
from trainer.wording import Wording


def print_sessions(store: Store, numbers: Sequence[int], file: Path, words: Wording) -> int:
    """Writes the finished ones of these sessions, each in its language; how many they are."""
    records = [store.sessions.record(number) for number in numbers]
    finished = [Debrief(record, record.row.language) for record in records if record.row.state == "finished"]
    with _without_window():
        write_sessions(finished, store, file, words)
    return len(finished)


def print_people(
    store: Store, numbers: Sequence[int], file: Path, words: Wording, summaries: Sequence[Summary]
) -> int:  # fmt: skip
    """Writes how the people of these sessions have come on over time; of how many sessions."""
    people = practised(store, numbers)
    with _without_window():
        write_people(people, store, file, words, summaries)
    return sum(len(person.attempts) for person in people)


def print_cohort(store: Store, numbers: Sequence[int], file: Path, words: Wording) -> int:
    """Writes how the people of these sessions do as a group; of how many sessions."""
    people = practised(store, numbers)
    with _without_window():
        write_cohort(people, agreed_with_program(store), file, words)
    return sum(len(person.attempts) for person in people)


def print_workshop(store: Store, number: int, file: Path, words: Wording) -> None:
    """Writes a workshop that was kept; TrainerError where there is none of that number."""
    with _without_window():
        write_workshop(store, number, file, words)


def print_handout(script: Script, language: str, file: Path, words: Wording) -> None:
    """Writes a scenario's role cards in a language."""
    with _without_window():
        write_handout(script, language, file, words)


@contextmanager
def _without_window() -> Iterator[None]:
    """What Qt needs to print."""
    if QGuiApplication.instance() is not None:
        yield
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(["repliikki"])
    load_fonts()
    yield
    application.quit()
