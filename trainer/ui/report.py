"""The report of sessions as PDF: searchable text, one session after the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from trainer.errors import TrainerError
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS
from trainer.store.sessions import SessionRecord
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.meters import TENSION, TRUST, level_of, tenths
from trainer.ui.theme import FAMILY, LIGHT, load_fonts
from trainer.wording import Text, Wording


def write_report(debriefs: Sequence[Debrief], file: Path, words: Wording) -> None:
    """Writes a PDF on A4, each session on a page of its own.

    Raises:
        TrainerError: the file cannot be written.
    """
    # Made whole in memory first, so that a full disk leaves no half report behind.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Repliikki")
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(18, 16, 18, 16),
                    QPageLayout.Unit.Millimeter)
    )  # fmt: skip
    document = QTextDocument()
    document.setDefaultFont(QFont(FAMILY, 10))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml("".join(_session(debrief, words, first=n == 0) for n, debrief in enumerate(debriefs)))
    document.print_(writer)
    del writer
    unfinished = file.with_name(f".{file.name}.part")
    try:
        unfinished.write_bytes(bytes(buffer.data().data()))
        unfinished.replace(file)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TrainerError(
            Text("The report could not be written to {file}: {reason}.", file=str(file), reason=reason)
        ) from error


def report_without_window(records: Sequence[SessionRecord], file: Path, words: Wording) -> None:
    """Writes the report of stored sessions from the command line, where there may be no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(["repliikki"])
    load_fonts()
    write_report([Debrief(record, record.row.language) for record in records], file, words)
    application.quit()


_STYLE = f"""
h1 {{ font-size: 20pt; color: {LIGHT.ink}; }} h2 {{ font-size: 13pt; color: {LIGHT.accent}; }}
p, td, th {{ color: {LIGHT.ink}; }} .quiet {{ color: {LIGHT.ink2}; }} .own {{ color: {LIGHT.accent}; }}
.other {{ color: {LIGHT.clay}; }} th {{ text-align: left; }} td, th {{ padding: 3px 8px 3px 0; }}
"""


def _session(debrief: Debrief, words: Wording, *, first: bool) -> str:
    row, scenario, score = debrief.record.row, debrief.scenario, debrief.score
    ending = scenario.endings.get(debrief.positions[-1].scene)
    start = "" if first else " style='page-break-before: always'"
    who = escape(row.person_name) if row.person_name else words.t("No name")
    came = f"{escape(ending.title)}. {escape(ending.text)}" if ending else words.t("The conversation was not finished.")
    percent = "–" if score.percent is None else score.percent
    total = words.t("Score {score} of 100", score=percent)
    outcome, skills = words.t("What came of it"), words.t("How the skills showed")
    whole = words.t("The whole conversation")
    return (
        f"<h1{start}>{escape(scenario.title)}</h1>"
        f"<p class='quiet'>{who} · {words.moment(row.started.astimezone())} · {escape(scenario.person.name)}</p>"
        f"<h2>{outcome}</h2><p>{came}</p>"
        f"<h2>{skills}</h2><p><b>{total}</b></p>{_criteria(debrief, words)}"
        f"<h2>{whole}</h2>{_transcript(debrief, words)}"
    )


def _criteria(debrief: Debrief, words: Wording) -> str:
    rows = []
    for key, scored in debrief.score.criteria.items():
        level = words.say(LEVEL_WORDS[level_of(scored.percent)[0]])
        rows.append(
            f"<tr><td>{words.say(BY_KEY[key].name)}</td><td>{level}</td><td>{words.percent(scored.percent)}</td></tr>"
        )
    return f"<table cellspacing='0'>{''.join(rows)}</table>"


def _transcript(debrief: Debrief, words: Wording) -> str:
    parts, you = [], words.t("You")
    for turn in debrief.turns:
        person, said = escape(debrief.scenario.person.first_name), escape(debrief.line(turn).text)
        parts.append(f"<p><b class='other'>{person}:</b> {said}</p>")
        parts.append(f"<p><b class='own'>{you}:</b> {escape(debrief.words(turn))}</p>")
        marks = ", ".join(
            f"{words.say(BY_KEY[mark.criterion].name)}: {words.say(LEVEL_WORDS[mark.level]).lower()}"
            for mark in turn.marks
        )
        mood = f"{words.say(TRUST)} {tenths(turn.mood.trust)}, {words.say(TENSION)} {tenths(turn.mood.tension)}"
        parts.append(f"<p class='quiet'>{marks} · {mood}</p>")
    return "".join(parts)
