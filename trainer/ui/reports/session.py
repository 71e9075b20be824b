"""The report of conversations: what came of each, how the skills showed, and what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from trainer.practice.moments import Moment
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS, Mark
from trainer.rubric.score import effective, told_of_broken
from trainer.store.database import Store
from trainer.store.reviews import Correction, Review
from trainer.store.sessions import StoredTurn
from trainer.ui.charts import bars
from trainer.ui.charts.table import Table
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.meters import TENSION, TRUST, UNSURE, level_of, tenths
from trainer.ui.reports.document import Report, escape_text, heading, paragraph, section
from trainer.wording import Wording

_BAR = (150, 24)


def write_sessions(debriefs: Sequence[Debrief], store: Store, file: Path, words: Wording) -> None:
    """Writes a PDF, each session on pages of its own; a name that is hidden is given as the pseudonym.

    Raises:
        TrainerError: there are none, or the file cannot be written.
    """
    rows = store.privacy.for_export(debrief.record.row for debrief in debriefs)
    names = [row.person_name or words.t("No name") for row in rows]
    title = words.t("Conversations")
    if len(debriefs) == 1:
        title = " · ".join([debriefs[0].scenario.title, names[0], words.day(rows[0].started.astimezone())])
    report = Report(title, words)
    for debrief, name in zip(debriefs, names, strict=True):
        report.begin(debrief.scenario.title, _about(debrief, name, words))
        report.add(*_outcome(debrief, words))
        report.add(*_score(debrief, store, words), *_skills(report, debrief, words))
        report.add(*_reviews(store.reviews.of(debrief.record.row.id), words))
        report.add(*_moments(debrief, words), *_conversation(debrief, store, words))
    report.write(file)


def _about(debrief: Debrief, name: str, words: Wording) -> str:
    row, person = debrief.record.row, debrief.scenario.person
    seconds = [stored.seconds for stored in debrief.record.turns if stored.seconds is not None]
    about = [
        name,
        words.moment(row.started.astimezone()),
        words.t("with {person}, {role}", person=person.name, role=person.role),
        words.t("Test") if row.mode == "test" else words.t("Practice"),
        *([words.t("{minutes} min", minutes=words.decimal(sum(seconds) / 60, 0))] if seconds else []),
    ]
    return " · ".join(about)


def _outcome(debrief: Debrief, words: Wording) -> Iterator[str]:
    ending = debrief.scenario.endings.get(debrief.positions[-1].scene)
    came = f"{ending.title}. {ending.text}" if ending else words.t("The conversation was not finished.")
    yield heading(words.t("What came of it")) + paragraph(came)


def _score(debrief: Debrief, store: Store, words: Wording) -> Iterator[str]:
    score = debrief.score
    yield heading(words.t("How you acted"))
    percent = "–" if score.percent is None else str(score.percent)
    yield f"<p><span class='score'>{percent}</span> <span class='quiet'>/ 100</span></p>"
    earned, attainable = words.shortly(float(score.earned)), score.attainable
    points = words.t("{earned} of {attainable} points, weighted by skill.", earned=earned, attainable=attainable)
    yield paragraph(points, "quiet")
    if broken := told_of_broken(score):
        yield paragraph(words.say(broken), "missed")
    if rating := store.ratings.of(debrief.record.row.id):
        own = (
            [] if rating.percent is None else [words.t("Your own rating: {percent} out of 100", percent=rating.percent)]
        )
        said = [words.t("“{words}”", words=rating.text)] if rating.text else []
        yield paragraph(" ".join(own + said))


def _skills(report: Report, debrief: Debrief, words: Wording) -> Iterator[str]:
    rows, charts = [], []
    for key, scored in debrief.score.criteria.items():
        level = words.say(LEVEL_WORDS[level_of(scored.percent)[0]])
        points = words.t(
            "{earned} of {attainable}", earned=words.shortly(float(scored.earned)), attainable=scored.attainable
        )
        rows.append((words.say(BY_KEY[key].name), words.percent(scored.percent), level, points))
        charts.append(report.chart(*_BAR, bars.paint_bar, scored.percent))
    columns = (words.t("Skill"), words.t("Percent"), words.t("Level"), words.t("Points"))
    yield section(Table(words.t("How the skills showed"), columns, tuple(rows)), charts)


def _reviews(reviews: Sequence[Review], words: Wording) -> Iterator[str]:
    """What coaches have handed to the trainee."""
    finished = [review for review in reviews if review.finished is not None]
    if finished:
        yield heading(words.t("What the coach says"))
    for review in finished:
        yield heading(review.coach, 3) + paragraph(review.comment)
        for made in review.corrections:
            yield paragraph(_correction(made, words)) + paragraph(" ".join([made.reason, made.comment]), "quiet")
        if review.answer:
            yield paragraph(words.t("You answered: “{words}”", words=review.answer))


def _correction(made: Correction, words: Wording) -> str:
    return words.t(
        "Turn {turn}, {skill}: {level}, was {before}",
        turn=made.turn,
        skill=BY_KEY[made.criterion].name,
        level=words.say(LEVEL_WORDS[made.level]).lower(),
        before=words.say(LEVEL_WORDS[made.before]).lower(),
    )


def _moments(debrief: Debrief, words: Wording) -> Iterator[str]:
    if not debrief.moments:
        return
    yield heading(words.t("The moments that decided"))
    for moment in debrief.moments:
        yield from _moment(debrief, moment, words)


def _moment(debrief: Debrief, moment: Moment, words: Wording) -> Iterator[str]:
    turn = debrief.turns[moment.turn - 1]
    title = words.t("Turn {turn}", turn=moment.turn)
    if moment.criterion:
        level = words.say(LEVEL_WORDS[moment.level]).lower()
        title = f"{title} · {words.say(BY_KEY[moment.criterion].name)}: {level}"
    yield heading(title, 3) + paragraph(words.t("You said: “{words}”", words=debrief.words(turn)))
    if turn.text is None and (note := debrief.note(turn, turn.reply)):
        yield paragraph(note, "quiet")
    if moment.model != turn.reply:
        yield paragraph(words.t("Model: “{words}”", words=debrief.reply_text(turn, moment.model)))
        if note := debrief.note(turn, moment.model):
            yield paragraph(note, "quiet")


def _conversation(debrief: Debrief, store: Store, words: Wording) -> Iterator[str]:
    yield heading(words.t("The whole conversation"))
    disputes = store.sessions.disputes(debrief.record.row.id)
    person, you = escape_text(debrief.scenario.person.first_name), words.t("You")
    for stored in debrief.record.turns:
        turn = stored.turn
        yield f"<p class='next'><b class='other'>{person}:</b> {escape_text(debrief.line(turn).text)}</p>"
        yield f"<p><b class='own'>{you}:</b> {escape_text(debrief.words(turn))}</p>"
        said = [reason for (number, _), reason in disputes.items() if number == turn.number]
        for line in (_marks(stored, words), *_disputed(said, words)):
            yield paragraph(line, "quiet")


def _marks(stored: StoredTurn, words: Wording) -> str:
    turn = stored.turn
    marks = ", ".join(
        f"{words.say(BY_KEY[mark.criterion].name)}: {_level(mark, words)}" for mark in effective(turn.marks)
    )
    mood = f"{words.say(TRUST)} {tenths(turn.mood.trust)}, {words.say(TENSION)} {tenths(turn.mood.tension)}"
    return " · ".join([*([marks] if marks else []), mood, *([words.t("Hint read")] if stored.hint else [])])


def _level(mark: Mark, words: Wording) -> str:
    return words.say(LEVEL_WORDS[mark.level] if mark.sure else UNSURE).lower()


def _disputed(reasons: Sequence[str], words: Wording) -> Iterator[str]:
    if reasons:
        yield words.t("You disagree: {reason}", reason="; ".join(reasons))
