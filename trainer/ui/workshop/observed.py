"""A role play that was observed, as lists tell of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS, Mark
from trainer.store.observed import ObservedSession
from trainer.ui.context import Context
from trainer.ui.elements.card import Chip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.meters import LEVEL_SIGNS
from trainer.ui.elements.text import Label


def observed_told(ctx: Context, session: ObservedSession, name: str = "") -> QVBoxLayout:
    """What it was, its score and marks, and what the observer wrote; name is who played the trainee, where told."""
    words = ctx.words
    laid = column(ctx, 4)
    head = row(ctx, 8)
    head.addWidget(Label(ctx, title_of(ctx, session), "dense", bold=True, wrap=True), 1)
    if session.score.percent is not None:
        score = Label(ctx, str(session.score.percent), "h3", numbers=True)
        score.setAccessibleName(words.t("{score} out of 100", score=session.score.percent))
        head.addWidget(score)
    laid.addLayout(head)
    about = [words.moment(session.at.astimezone()), name]
    if session.observer:
        about.append(words.t("observer {name}", name=session.observer))
    laid.addWidget(Label(ctx, " · ".join(filter(None, about)), "hint", "ink2", wrap=True))
    chips = Flow(spacing=ctx.look.px(6))
    for mark in session.marks:
        chips.addWidget(_chip(ctx, mark))
    laid.addLayout(chips)
    if session.comment:
        laid.addWidget(Label(ctx, words.t("“{words}”", words=session.comment), "dense", wrap=True))
    return laid


def title_of(ctx: Context, session: ObservedSession) -> str:
    """The title of its scenario in the reader's language, where it is in that."""
    return session.script.in_language(ctx.words.language).title


def _chip(ctx: Context, mark: Mark) -> Chip:
    icon, ink, fill = LEVEL_SIGNS[mark.level]
    level = ctx.words.say(LEVEL_WORDS[mark.level]).lower()
    return Chip(ctx, f"{ctx.words.say(BY_KEY[mark.criterion].name)}: {level}", icon=icon, ink=ink, fill=fill)
