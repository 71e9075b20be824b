"""One scene or ending as it is written: what is said when, and what each reply does and earns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS
from trainer.scenario.model import Condition, Ending, Line, Range, Reply, Scenario, Scene
from trainer.ui.context import Context
from trainer.ui.elements.card import Card, Chip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.meters import LEVEL_SIGNS
from trainer.ui.elements.outcome import OUTCOME_FACES, OUTCOME_SIGNS
from trainer.ui.elements.portrait import EXPRESSIONS, Portrait
from trainer.ui.elements.text import Label


class Inspector(QWidget):
    """The scene or ending that is selected."""

    def __init__(self, ctx: Context, scenario: Scenario, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._scenario = ctx, scenario
        laid = column(ctx, 12)
        self.setLayout(laid)
        if key in scenario.scenes:
            self._add_scene(laid, key, scenario.scenes[key])
        else:
            self._add_ending(laid, scenario.endings[key])
        laid.addStretch(1)

    def _add_scene(self, laid: QVBoxLayout, key: str, scene: Scene) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        number = list(self._scenario.scenes).index(key) + 1
        laid.addWidget(Label(ctx, t("Scene {number} · {key}", number=number, key=key), "h3", wrap=True))
        for line in scene.says:
            laid.addLayout(self._line(line))
        for title, text in ((t("Hint"), scene.hint), (t("For discussion"), scene.discuss)):
            if text:
                laid.addWidget(Label(ctx, title, "hint", "ink3", bold=True))
                laid.addWidget(Label(ctx, text, "dense", "ink2", wrap=True))
        laid.addWidget(Label(ctx, t("Replies"), "h3"))
        for reply_key, reply in scene.replies.items():
            laid.addWidget(self._reply(reply_key, reply))

    def _line(self, line: Line) -> QVBoxLayout:
        ctx, words = self._ctx, self._ctx.words
        said = row(ctx, 12)
        face = Portrait(ctx, self._scenario.person.portrait, line.feels, radius=8)
        face.setFixedSize(ctx.look.px(56), ctx.look.px(56))
        said.addWidget(face, alignment=Qt.AlignmentFlag.AlignTop)
        text = column(ctx, 2)
        text.addWidget(Label(ctx, line.text, "body", wrap=True))
        about = [words.say(EXPRESSIONS[line.feels])]
        if line.when:
            about.append(condition(ctx, self._scenario, line.when))
        text.addWidget(Label(ctx, " · ".join(about), "hint", "ink3", wrap=True))
        said.addLayout(text, 1)
        whole = column(ctx, 0)
        whole.addLayout(said)
        return whole

    def _reply(self, key: str, reply: Reply) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, padding=12, spacing=6, radius=10)
        card.body.addWidget(Label(ctx, key, "hint", "ink3", bold=True))
        card.body.addWidget(Label(ctx, reply.text, "dense", wrap=True))
        chips = Flow(spacing=ctx.look.px(6))
        for name, shift, ink, fill in (
            (words.t("Trust"), reply.mood.trust, "accent", "accent_soft"),
            (words.t("Tension"), reply.mood.tension, "clay", "clay_soft"),
        ):
            if shift:
                chips.addWidget(Chip(ctx, f"{name} {shift:+d}".replace("-", "−"), ink=ink, fill=fill))
        for criterion, level in reply.marks.items():
            icon, ink, fill = LEVEL_SIGNS[level]
            name = words.say(BY_KEY[criterion].name)
            told = words.t("{skill}: {level}", skill=name, level=words.say(LEVEL_WORDS[level]))
            chips.addWidget(Chip(ctx, told, icon=icon, ink=ink, fill=fill))
        if chips.count():
            card.body.addLayout(chips)
        if reply.when:
            card.body.addWidget(Label(ctx, condition(ctx, self._scenario, reply.when), "hint", "ink2", wrap=True))
        if reply.note:
            card.body.addWidget(Label(ctx, reply.note, "hint", "ink2", wrap=True))
        for branch in reply.then:
            to = self._name(branch.to)
            if branch.when:
                to = f"{to} · {condition(ctx, self._scenario, branch.when)}"
            card.body.addWidget(Label(ctx, f"→ {to}", "hint", "accent", wrap=True))
        return card

    def _add_ending(self, laid: QVBoxLayout, ending: Ending) -> None:
        ctx, words = self._ctx, self._ctx.words
        word, icon, ink, fill = OUTCOME_SIGNS[ending.outcome]
        head = row(ctx, 12)
        face = Portrait(ctx, self._scenario.person.portrait, OUTCOME_FACES[ending.outcome], radius=8)
        face.setFixedSize(ctx.look.px(56), ctx.look.px(56))
        head.addWidget(face)
        head.addWidget(Chip(ctx, words.say(word), icon=icon, ink=ink, fill=fill))
        head.addStretch(1)
        laid.addWidget(Label(ctx, ending.title, "h3", wrap=True))
        laid.addLayout(head)
        laid.addWidget(Label(ctx, ending.text, "body", "ink2", wrap=True))

    def _name(self, key: str) -> str:
        words = self._ctx.words
        if key in self._scenario.endings:
            return words.t("ending “{title}”", title=self._scenario.endings[key].title)
        return words.t("scene {number}, {key}", number=list(self._scenario.scenes).index(key) + 1, key=key)


def condition(ctx: Context, scenario: Scenario, when: Condition) -> str:
    """What must hold, in words."""
    words = ctx.words
    parts = [
        _bounds(name, bounds)
        for name, bounds in ((words.t("trust"), when.trust), (words.t("tension"), when.tension))
        if bounds
    ]
    parts += [words.t("knows: {fact}", fact=scenario.facts.get(fact, fact)) for fact in when.knows]
    parts += [
        words.t("has been in {scene}", scene=scene)
        if bounds.max != 0
        else words.t("has not been in {scene}", scene=scene)
        for scene, bounds in when.visited.items()
    ]
    parts += [
        words.t("{skill} shown before", skill=words.say(BY_KEY[key].name))
        if level > 1
        else words.t("{skill} shown in part before", skill=words.say(BY_KEY[key].name))
        for key, level in when.shown.items()
    ]
    return words.t("if {conditions}", conditions=", ".join(parts))


def _bounds(name: str, bounds: Range) -> str:
    if bounds.min is not None and bounds.max is not None:
        return f"{name} {bounds.min}–{bounds.max}"
    return f"{name} ≥ {bounds.min}" if bounds.min is not None else f"{name} ≤ {bounds.max}"
