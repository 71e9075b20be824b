"""Sessions as a table (CSV) that Excel opens, in Finnish and in English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from trainer.errors import TrainerError
from trainer.exchange.writing import write_whole
from trainer.rubric.catalogue import CRITERIA
from trainer.scenario.model import Scenario
from trainer.store.database import Store
from trainer.store.sessions import Figures, SessionRow
from trainer.wording import Text, Wording

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_STATES = {"finished": Text("finished"), "abandoned": Text("abandoned")}
_MODES = {"practice": Text("practice"), "test": Text("test")}
_OUTCOMES = {"good": Text("good"), "mixed": Text("mixed"), "bad": Text("bad")}
_NO_FIGURES = Figures(0, 0, None, {})


def export_csv(store: Store, file: Path, wording: Wording, sessions: Sequence[int] | None = None) -> int:
    """Writes a row for each of these sessions, or all, the earliest first; returns how many.

    Open sessions are left out. UTF-8 with a byte order mark; semicolons and decimal commas in Finnish, commas and
    decimal points in English, as the Excel of that language expects. Times are those of this computer's zone; a
    criterion's column says how much was earned of what could be, in percent, and is empty where it was not in play.

    Raises:
        TrainerError: a session is not there, or the file cannot be written.
    """
    rows = _chosen(store, sessions)
    write_whole(file, [_table(store, rows, wording).encode("utf-8-sig")])
    return len(rows)


def _chosen(store: Store, sessions: Sequence[int] | None) -> list[SessionRow]:
    rows = {row.id: row for row in reversed(store.sessions.rows())}
    for session in sessions or ():
        if session not in rows:
            raise TrainerError(Text("There is no session with the number {id}.", id=session))
    wanted = rows.keys() if sessions is None else set(sessions)
    return [row for row in rows.values() if row.id in wanted and row.state != "open"]


def _table(store: Store, rows: Sequence[SessionRow], wording: Wording) -> str:
    buffer = io.StringIO()
    delimiter = ";" if wording.language == "fi" else ","
    # Quoted throughout, so that no text falls apart at the delimiter of another language either.
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_heading(wording))
    figures, titles = store.sessions.figures(), _titles(store, rows, wording.language)
    for row in rows:
        cells = _cells(row, titles[row.scenario], figures.get(row.id, _NO_FIGURES), wording)
        writer.writerow([_harmless(cell) for cell in cells])
    return buffer.getvalue()


def _heading(wording: Wording) -> list[str]:
    t = wording.t
    return [
        t("Session"), t("Person"), t("Scenario"), t("Title"), t("Language"), t("Mode"), t("State"), t("Another try"),
        t("Started"), t("Ended"), t("Replies"), t("Typed"), t("Hints"), t("Minutes"), t("Ending"), t("Outcome"),
        t("Score"), *(wording.say(criterion.name) for criterion in CRITERIA),
    ]  # fmt: skip


def _cells(row: SessionRow, scenario: Scenario, figures: Figures, wording: Wording) -> list[str]:
    ending = scenario.endings.get(row.ending or "")
    outcome = wording.say(_OUTCOMES[row.outcome]) if row.outcome else ""
    return [
        row.uuid, row.person_name, row.scenario, scenario.title, row.language, wording.say(_MODES[row.mode]),
        wording.say(_STATES[row.state]), wording.t("yes") if row.parent else wording.t("no"),
        _moment(row.started), _moment(row.ended), str(row.turns), str(figures.typed), str(figures.hints),
        "" if figures.seconds is None else wording.decimal(figures.seconds / 60),
        ending.title if ending else row.ending or "", outcome, "" if row.score is None else str(row.score),
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


def _moment(moment: datetime | None) -> str:
    """A moment as Excel reads it in any language."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}" if moment else ""


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
