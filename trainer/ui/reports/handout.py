"""Role cards for live role play in pairs and small groups: the customer's, the trainee's, and the observer's sheet.

What a scenario says of its facts is left out: facts are what the trainee learns and does, which only playing decides.
What the customer knows stands in the customer's own lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from trainer.resources import shipped
from trainer.roleplay.play import Play
from trainer.rubric.catalogue import BY_KEY, Criterion
from trainer.rubric.marks import BROKEN, LEVEL_WORDS, MISSED, PARTLY, SHOWN
from trainer.scenario.model import Mood, Reply, Scenario, Scene, Script
from trainer.ui.elements.portrait import EXPRESSIONS
from trainer.ui.reports.document import Report, escape_text, heading, paragraph
from trainer.ui.theme import Look
from trainer.wording import LANGUAGES, Text, Wording

# From the hardest to the warmest, as a conversation that goes well leads through them.
_FEELINGS = ("rage", "angry", "suspicious", "tired", "concerned", "serious", "calm", "smile")
_TRUST = (
    Text("You hardly trust the other person."),
    Text("You trust the other person a little."),
    Text("You trust the other person."),
)
_TENSION = (Text("You are at ease."), Text("You are tense."), Text("You are very tense."))
_EXAMPLES = 3
_LEVELS = (SHOWN, PARTLY, MISSED)
_BOX, _FIELDS, _RULE = 14, 34, 30  # pixels of the design
_NOTE_LINES = 9


def write_handout(script: Script, language: str, file: Path, words: Wording) -> None:
    """Writes a PDF, A4, with the three of them one after another, each beginning on a page of its own.

    Args:
        script: the scenario.
        language: of the cards.
        file: where to.
        words: the reader's; says what is on all cards where the program does not speak their language.

    Raises:
        TrainerError: the file cannot be written.
    """
    scenario = script.in_language(language)
    if language in LANGUAGES and language != words.language:
        words = Wording(language, shipped("assets") / "translations")
    report = Report(words.t("Role cards: {title}", title=scenario.title), words)
    report.begin(scenario.person.name, _about(words.t("The customer's card"), scenario))
    report.add(*_customer(scenario, words))
    report.begin(scenario.you.role.capitalize(), _about(words.t("The trainee's card"), scenario))
    report.add(*_trainee(scenario, words))
    report.begin(words.t("What did you see and hear?"), _about(words.t("The observer's sheet"), scenario))
    report.add(*_observer(report, scenario, words))
    report.write(file)


def _about(card: str, scenario: Scenario) -> str:
    return f"{card} · {scenario.title}"


# ---- the customer


def _customer(scenario: Scenario, words: Wording) -> Iterator[str]:
    person, you = scenario.person, scenario.you
    start = Play(scenario).start()
    first = scenario.scenes[start.scene].says[start.line]
    yield heading(words.t("Who you are"))
    yield paragraph(words.t("You are {name}, {role}.", name=person.name, role=person.role))
    yield paragraph(words.t("You talk with: {role}, {firm}.", role=you.role, firm=you.firm))
    yield paragraph(words.t("They are told in advance: “{words}”", words=scenario.summary))
    yield heading(words.t("How you feel at first, and how you begin"))
    feels = words.say(EXPRESSIONS[first.feels])
    yield paragraph(f"{feels}. {_mood(scenario.mood, words)}")
    yield paragraph(words.t("“{words}”", words=first.text), "strong")
    yield heading(words.t("What makes you trust the other person"))
    yield from _examples(_moving(scenario, 1), words)
    yield heading(words.t("What costs your trust"))
    yield from _examples(_moving(scenario, -1), words)
    yield heading(words.t("What you may say, by how you feel"))
    guide = words.t(
        "A guide, not a script: use your own words, and let your mood change as the other person deserves. What "
        "you tell when you are calm or pleased is only for those who have won your trust."
    )
    yield paragraph(guide, "quiet")
    yield from _lines(scenario, words)


def _mood(mood: Mood, words: Wording) -> str:
    trust, tension = (texts[min(value // 34, 2)] for texts, value in ((_TRUST, mood.trust), (_TENSION, mood.tension)))
    return f"{words.say(trust)} {words.say(tension)}"


def _moving(scenario: Scenario, sign: int) -> list[Reply]:
    """The replies that raise trust most (sign 1) or cost most (-1), at most one of each scene."""

    def moves(reply: Reply) -> int:
        return sign * reply.mood.trust

    most = [max(scene.replies.values(), key=moves) for scene in scenario.scenes.values()]
    return sorted((reply for reply in most if moves(reply) > 0), key=moves, reverse=True)[:_EXAMPLES]


def _examples(replies: Iterable[Reply], words: Wording) -> Iterator[str]:
    for reply in replies:
        said = escape_text(words.t("“{words}”", words=reply.text))
        yield f"<p>{said} <span class='quiet'>{escape_text(reply.note or '')}</span></p>"


def _lines(scenario: Scenario, words: Wording) -> Iterator[str]:
    for feeling in _FEELINGS:
        # Of what is said in a scene in the same mood, the one that presumes least.
        said = [line[-1] for scene in scenario.scenes.values() if (line := _in_mood(scene, feeling))]
        if said:
            yield heading(words.say(EXPRESSIONS[feeling]), 3)
        for text in said:
            yield paragraph(words.t("“{words}”", words=text))


def _in_mood(scene: Scene, feeling: str) -> list[str]:
    return [line.text for line in scene.says if line.feels == feeling]


# ---- the trainee


def _trainee(scenario: Scenario, words: Wording) -> Iterator[str]:
    person, you = scenario.person, scenario.you
    yield heading(words.t("Your role")) + paragraph(f"{you.role.capitalize()}, {you.firm}")
    yield heading(words.t("Who you talk with")) + paragraph(f"{person.name}, {person.role}")
    yield paragraph(scenario.summary)
    yield heading(words.t("Situation, and what you know")) + paragraph(scenario.situation)
    yield heading(words.t("Your goal")) + paragraph(scenario.goal, "strong")
    yield heading(words.t("How it begins"))
    yield paragraph(words.t("{name} speaks first. Answer in your own words.", name=person.first_name))
    yield heading(words.t("What is looked at"))
    for key in scenario.criteria:
        yield paragraph(words.say(BY_KEY[key].name), "next")
        yield paragraph(words.say(BY_KEY[key].short), "quiet")


# ---- the observer


def _observer(report: Report, scenario: Scenario, words: Wording) -> Iterator[str]:
    names = (words.t("Trainee"), words.t("Observer"), words.t("Day"))
    yield f"<p>{report.chart(report.width, _FIELDS, _paint_fields, names)}</p>"
    about = words.t(
        "Tick one box in each row, for the whole conversation; leave out what you did not see. Write down words "
        "that you heard: they say more than a tick."
    )
    yield paragraph(about, "quiet")
    heads = [words.t("Skill"), *(f"{level} · {words.say(LEVEL_WORDS[level])}" for level in _LEVELS)]
    head = "".join(f"<th width='25%'>{escape_text(text)}</th>" for text in heads)
    rows = "".join(_levels(report, BY_KEY[key], words) for key in scenario.criteria)
    yield f"<table width='100%' cellspacing='0'><thead><tr>{head}</tr></thead>{rows}</table>"
    yield heading(words.t("Words you heard, and what they did"))
    yield f"<p>{report.chart(report.width, _NOTE_LINES * _RULE, _paint_rules, _NOTE_LINES)}</p>"


def _levels(report: Report, criterion: Criterion, words: Wording) -> str:
    """A row of the sheet; of respect the lowest level is that it was broken."""
    cells = [paragraph(words.say(criterion.name), "strong")]
    for level in _LEVELS:
        there = level if level in criterion.anchors else BROKEN
        anchor = words.say(criterion.anchors[there])
        if there == BROKEN:
            anchor = words.t("{level}: {anchor}", level=f"−1 · {words.say(LEVEL_WORDS[BROKEN])}", anchor=anchor)
        box = report.chart(_BOX + 6, _BOX, _paint_box, None)
        cells.append(f"<p class='quiet'>{box}{escape_text(anchor)}</p>")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _paint_box(painter: QPainter, rect: QRectF, data: None, look: Look) -> None:  # noqa: ARG001
    painter.setPen(QPen(look.colour("ink"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect.left() + 1, rect.top() + 1, _BOX - 2, _BOX - 2))


def _paint_fields(painter: QPainter, rect: QRectF, names: Sequence[str], look: Look) -> None:
    """Lines to write on beside each other, each with its name before it."""
    painter.setFont(look.font("hint", bold=True))
    width = rect.width() / len(names)
    for n, name in enumerate(names):
        left, bottom = rect.left() + n * width, rect.bottom() - 4
        painter.setPen(look.colour("ink2"))
        painter.drawText(QPointF(left, bottom - 2), name)
        begins = left + painter.fontMetrics().horizontalAdvance(name) + 8
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(QPointF(begins, bottom), QPointF(left + width - 16, bottom))


def _paint_rules(painter: QPainter, rect: QRectF, lines: int, look: Look) -> None:
    painter.setPen(QPen(look.colour("line2"), 1))
    for n in range(1, lines + 1):
        y = rect.top() + n * rect.height() / lines - 1
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
