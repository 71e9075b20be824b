"""The report of a workshop on one page: the way a room took, how its votes moved, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from trainer.roleplay.play import Play
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.score import told_of_broken
from trainer.scenario.model import Scenario
from trainer.store.database import Store
from trainer.store.workshops import KeptWorkshop, Votes
from trainer.ui.charts.bars import paint_bar
from trainer.ui.elements.paint import box
from trainer.ui.preferences import LANGUAGE_NAMES
from trainer.ui.reports.document import Report, escape_text, heading, paragraph
from trainer.ui.theme import Look
from trainer.wording import Wording
from trainer.workshop.debrief import Debrief, debrief
from trainer.workshop.keeping import taken_up
from trainer.workshop.rounds import Path as Replies
from trainer.workshop.rounds import Round, Workshop
from trainer.workshop.votes import leaders, moved

# Pixels of the design: both votes of a round, and a skill.
_VOTES, _SKILL = (66, 28), (110, 22)
# Of the width, in percent: what was said, the bars, both votes.
_WIDTHS = (66, 11, 23)


@dataclass(frozen=True)
class _Held:
    """A workshop that was held, and its scenario in the language of the report."""

    kept: KeptWorkshop
    scenario: Scenario
    workshop: Workshop
    debrief: Debrief


def write_workshop(store: Store, number: int, file: Path, words: Wording) -> None:
    """Writes a PDF of a workshop that was kept, in the reader's language where its scenario is in that.

    It has counts only: nobody who voted can be told from it.

    Raises:
        TrainerError: there is no such workshop, or the file cannot be written.
    """
    held = _held(store.workshops.record(number), words)
    report = Report(f"{held.scenario.title} · {words.day(held.kept.started.astimezone())}", words)
    report.begin(held.scenario.title, _about(held, words))
    report.add(*_ending(held, words), *_way(report, held, words), *_criteria(report, held, words))
    report.add(*_roads(held, words), *_questions(held, words))
    report.write(file)


def _held(kept: KeptWorkshop, words: Wording) -> _Held:
    language = words.language if words.language in kept.script.languages else kept.languages[0]
    scenario = kept.script.in_language(language)
    play = Play(scenario)
    workshop = taken_up(play, kept)
    return _Held(kept, scenario, workshop, debrief(play, workshop, [scenario]))


def _about(held: _Held, words: Wording) -> str:
    kept = held.kept
    votes = sum(entered.first.cast + entered.second.cast for entered in kept.rounds)
    parts = [
        words.t("Workshop"),
        words.moment(kept.started.astimezone()),
        " + ".join(LANGUAGE_NAMES.get(language, language) for language in kept.languages),
        words.n("{count} round", "{count} rounds", len(kept.path)),
        words.n("{count} vote", "{count} votes", votes),
    ]
    return " · ".join(parts)


def _ending(held: _Held, words: Wording) -> Iterator[str]:
    yield heading(words.t("What came of it"))
    if held.debrief.ending is None:
        yield paragraph(words.t("The conversation was not finished."))
    else:
        [title], [text] = held.debrief.ending
        yield paragraph(f"{title}. {text}")


def _way(report: Report, held: _Held, words: Wording) -> Iterator[str]:
    way = held.kept.path
    if not way:
        return
    yield heading(words.t("The room's path, with its votes: first → second"))
    rows = "".join(_round(report, held, n, words) for n in range(len(way)))
    yield f"<table width='100%' cellspacing='0'>{rows}</table>"


def _round(report: Report, held: _Held, at: int, words: Wording) -> str:
    way = held.kept.path
    entered, reply = held.workshop.at(way[:at]), way[at]
    place = entered.replies.index(reply)
    first, second = entered.first, entered.second
    remarks = " ".join(_remarks(entered, reply, held.scenario, words))
    told = (
        f"<span class='quiet'>{at + 1}. {escape_text(_line(entered, held.scenario))}</span><br>"
        f"<span class='strong'>{escape_text(_reply(entered, reply, held.scenario))}</span> "
        f"<span class='quiet'>{escape_text(remarks)}</span>"
    )
    bar = report.chart(*_VOTES, _paint_votes, (_share(first, place), _share(second, place))) if first.cast else ""
    votes = f"<span class='quiet'>{escape_text(_moved(first, second, place, words))}</span>"
    cells = (told, bar, votes)
    shown = (f"<td width='{width}%'>{cell}</td>" for width, cell in zip(_WIDTHS, cells, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _remarks(entered: Round, reply: str, scenario: Scenario, words: Wording) -> Iterator[str]:
    """What the numbers of the reply that was taken do not tell."""
    if entered.votes.cast and entered.winner != reply:
        yield words.t("The facilitator's choice.")
    before = leaders(entered.first)
    if entered.second.cast and len(before) == 1 and entered.replies[before[0]] != reply:
        most, count = _reply(entered, entered.replies[before[0]], scenario), entered.first.total[before[0]]
        yield words.t("At first “{reply}” led with {count}.", reply=most, count=count)


def _moved(first: Votes, second: Votes, place: int, words: Wording) -> str:
    votes = [words.t("{votes} of {all}", votes=v.total[place], all=v.cast) for v in (first, second) if v.cast]
    if len(votes) < 2:
        return "".join(votes) or "–"
    change = f"{moved(first, second)[place]:+d}".replace("-", "−")
    return f"{' → '.join(votes)} ({change})"


def _share(votes: Votes, place: int) -> float | None:
    return votes.total[place] / votes.cast if votes.cast else None


def _paint_votes(painter: QPainter, rect: QRectF, shares: tuple[float | None, float | None], look: Look) -> None:
    """The share of the first vote above that of the second."""
    for n, share in enumerate(shares):
        if share is None:
            continue
        track = QRectF(rect.left(), rect.top() + 2 + n * 13, rect.width() - 8, 10)
        box(painter, track, 3, look.colour("sunken"), look.colour("line2"), 1)
        if share:
            done = QRectF(track.left(), track.top(), max(3, track.width() * share), track.height())
            box(painter, done, 3, look.colour("accent" if n else "line2"))


def _criteria(report: Report, held: _Held, words: Wording) -> Iterator[str]:
    score = held.debrief.score
    if score.percent is None:
        return
    yield heading(words.t("How the skills showed on this path: {score} out of 100", score=score.percent))
    cells = [
        f"<td class='beside'>{escape_text(words.say(BY_KEY[key].name))}</td>"
        f"<td>{report.chart(*_SKILL, paint_bar, part.percent)}</td>"
        f"<td class='beside strong'>{part.percent}</td>"
        for key, part in score.criteria.items()
    ]
    rows = "".join(f"<tr>{''.join(pair)}</tr>" for pair in zip_longest(cells[::2], cells[1::2], fillvalue=""))
    yield f"<table width='100%' cellspacing='0'>{rows}</table>"
    if broken := told_of_broken(score):
        yield paragraph(words.say(broken), "quiet")


def _roads(held: _Held, words: Wording) -> Iterator[str]:
    if held.debrief.roads:
        yield heading(words.t("Roads not taken"))
    for road in held.debrief.roads:
        at = _parting(road, held.kept.path)
        left = held.workshop.at(road[:at])
        yield paragraph(
            words.t(
                "Round {round}: “{reply}”, and on to “{where}”",
                round=at + 1,
                reply=_reply(left, road[at], held.scenario),
                where=_line(held.workshop.at(road), held.scenario),
            ),
            "quiet",
        )


def _questions(held: _Held, words: Wording) -> Iterator[str]:
    if held.kept.questions:
        yield heading(words.t("Open questions"))
    for question in held.kept.questions:
        yield paragraph(question, "quiet")


def _parting(road: Replies, way: Replies) -> int:
    """After how many replies a road leaves the way; a road that is the way at first goes beyond its end."""
    return next((n for n, (one, other) in enumerate(zip(road, way, strict=False)) if one != other), len(way))


def _line(entered: Round, scenario: Scenario) -> str:
    """What was said to the room, or the title of the ending."""
    key, line = entered.position.scene, entered.position.line
    if key in scenario.endings:
        return scenario.endings[key].title
    said = scenario.scenes[key].says[line]
    return said.short or said.text


def _reply(entered: Round, reply: str, scenario: Scenario) -> str:
    written = scenario.scenes[entered.position.scene].replies[reply]
    return written.short or written.text
