"""Sessions as a table (CSV) that Excel opens, in Finnish and in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from trainer.errors import TrainerError
from trainer.exchange.cells import csv_bytes
from trainer.exchange.writing import write_whole
from trainer.rubric.catalogue import CRITERIA
from trainer.scenario.model import Scenario
from trainer.store.database import Store
from trainer.store.ratings import SelfRating
from trainer.store.sessions import Figures, SessionRow
from trainer.wording import Text, Wording

_STATES = {"finished": Text("finished"), "abandoned": Text("abandoned")}
_MODES = {"practice": Text("practice"), "test": Text("test")}
_OUTCOMES = {"good": Text("good"), "mixed": Text("mixed"), "bad": Text("bad")}
_NO_FIGURES = Figures(0, 0, None, {})


def export_csv(store: Store, file: Path, wording: Wording, sessions: Sequence[int] | None = None) -> int:
    """Writes a row for each of these sessions, or all, the earliest first; returns how many.

    Open sessions are left out. Decimal commas in Finnish, points in English; see `csv_bytes` for the rest. Times are
    those of this computer's zone; a criterion's column says how much was earned of what could be, in percent, and is
    empty where it was not in play.

    Raises:
        TrainerError: a session is not there, or the file cannot be written.
    """
    rows = _chosen(store, sessions)
    write_whole(file, [csv_bytes(_table(store, rows, wording), wording)])
    return len(rows)


def _chosen(store: Store, sessions: Sequence[int] | None) -> list[SessionRow]:
    rows = {row.id: row for row in reversed(store.sessions.rows())}
    for session in sessions or ():
        if session not in rows:
            raise TrainerError(Text("There is no session with the number {id}.", id=session))
    wanted = rows.keys() if sessions is None else set(sessions)
    return store.privacy.for_export(row for row in rows.values() if row.id in wanted and row.state != "open")


def _table(store: Store, rows: Sequence[SessionRow], wording: Wording) -> Iterator[list[str]]:
    yield _heading(wording)
    figures, titles = store.sessions.figures(), _titles(store, rows, wording.language)
    ratings = store.ratings.all()
    for row in rows:
        yield _cells(row, titles[row.scenario], figures.get(row.id, _NO_FIGURES), ratings.get(row.id), wording)


def _heading(wording: Wording) -> list[str]:
    t = wording.t
    return [
        t("Session"), t("Person"), t("Scenario"), t("Title"), t("Language"), t("Mode"), t("State"), t("Another try"),
        t("Started"), t("Ended"), t("Replies"), t("Typed"), t("Hints"), t("Minutes"), t("Ending"), t("Outcome"),
        t("Score"), t("Self-rating"), t("Self-rating in words"),
        *(wording.say(criterion.name) for criterion in CRITERIA),
    ]  # fmt: skip


def _cells(
    row: SessionRow, scenario: Scenario, figures: Figures, rating: SelfRating | None, wording: Wording
) -> list[str]:
    ending = scenario.endings.get(row.ending or "")
    outcome = wording.say(_OUTCOMES[row.outcome]) if row.outcome else ""
    return [
        row.uuid, row.person_name, row.scenario, scenario.title, row.language, wording.say(_MODES[row.mode]),
        wording.say(_STATES[row.state]), wording.t("yes") if row.parent else wording.t("no"),
        _moment(row.started), _moment(row.ended), str(row.turns), str(figures.typed), str(figures.hints),
        "" if figures.seconds is None else wording.decimal(figures.seconds / 60),
        ending.title if ending else row.ending or "", outcome, _number(row.score),
        _number(rating.percent if rating else None), rating.text if rating else "",
        *_percents(figures, wording),
    ]  # fmt: skip


def _percents(figures: Figures, wording: Wording) -> Iterator[str]:
    for criterion in CRITERIA:
        part = figures.criteria.get(criterion.key)
        yield "" if part is None else wording.decimal(float(part.earned / part.attainable * 100))


def _titles(store: Store, rows: Sequence[SessionRow], language: str) -> dict[str, Scenario]:
    """Each scenario as it was when it was played last, in the language where it is in that."""
    last = {row.scenario: row.id for row in rows}
    return {scenario: store.sessions.record(session).script.in_language(language) for scenario, session in last.items()}


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _moment(moment: datetime | None) -> str:
    """A moment as Excel reads it in any language."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}" if moment else ""
