"""The report of people over time: where their skills are heading, what they have practised, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from statistics import fmean

from trainer.practice import progress
from trainer.practice.attempts import Attempt
from trainer.practice.schedule import due_on, schedule
from trainer.practice.suggestion import repeats
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.library import Summary
from trainer.store.database import Store
from trainer.ui.charts import calendar, sparkline
from trainer.ui.charts.table import Table
from trainer.ui.reports.document import LOOK, Report, heading, paragraph, section
from trainer.ui.reports.practised import Practised, period, titles
from trainer.wording import Wording, half_up

# Pixels of the design: a sparkline, and how many weeks of the calendar the page is wide enough for.
_LINE = (140, 28)
_WEEKS = 22


def write_person_report(
    store: Store, person: int | None, file: Path, words: Wording, summaries: Sequence[Summary]
) -> None:  # fmt: skip
    """Writes a PDF of all that a person has practised; None is nobody.

    Raises:
        TrainerError: nothing is finished yet, or the file cannot be written.
    """
    attempts = store.sessions.attempts(person)
    name = "" if person is None else store.privacy.pseudonyms().get(person) or store.people.get(person).name
    write_people([Practised(name, attempts)] if attempts else [], store, file, words, summaries)


def write_people(
    people: Sequence[Practised], store: Store, file: Path, words: Wording, summaries: Sequence[Summary]
) -> None:  # fmt: skip
    """Writes a PDF, each person on pages of their own.

    Args:
        people: whom it tells of.
        store: where the scenarios are as they were played.
        file: where to.
        words: the reader's language.
        summaries: what can be practised now.

    Raises:
        TrainerError: there is nobody, or the file cannot be written.
    """
    now = datetime.now().astimezone()
    subject = people[0].called(words) if len(people) == 1 else words.t("Progress")
    report = Report(f"{subject} · {words.day(now)}", words)
    known = titles(store, people, words.language)
    for person in people:
        attempts = person.attempts
        report.begin(person.called(words), period(attempts, words))
        report.add(*_trends(report, attempts, words))
        report.add(*_calendar(report, attempts, now, words))
        report.add(*_scenarios(attempts, known, words))
        report.add(*_judgements(attempts, known, words))
        report.add(*_due(attempts, summaries, now, words))
    report.write(file)


def _trends(report: Report, attempts: Sequence[Attempt], words: Wording) -> Iterator[str]:
    trends = progress.trends(attempts)
    if not trends:
        return
    table = sparkline.overview(trends, words)
    charts = [report.chart(*_LINE, sparkline.paint, trend) for trend in trends]
    yield section(table, charts)
    about = words.t(
        "0–100. The line is the average of up to five sessions, the band where the skill lies in four cases out "
        "of five, the dashed line the goal of {goal}.",
        goal=sparkline.GOAL,
    )
    yield paragraph(about, "quiet")


def _calendar(report: Report, attempts: Sequence[Attempt], now: datetime, words: Wording) -> Iterator[str]:
    data = calendar.calendar(progress.calendar(attempts, now.tzinfo), now.date(), words, _WEEKS)
    size = calendar.size(data, LOOK)
    chart = report.chart(size.width(), size.height(), calendar.paint, data)
    yield heading(words.t("Practice calendar")) + f"<p>{chart}</p>"
    yield paragraph(calendar.summary(data, words), "quiet")


def _scenarios(attempts: Sequence[Attempt], titles: Mapping[str, str], words: Wording) -> Iterator[str]:
    rows = tuple(
        (
            titles[scenario], str(tries.runs), _score(tries.first.score), _score(tries.best.score),
            _score(tries.last.score), words.day(tries.last.ended.astimezone()),
        )
        for scenario, tries in progress.by_scenario(attempts).items()
    )  # fmt: skip
    columns = (
        words.t("Scenario"), words.t("Runs"), words.t("First"), words.t("Best"), words.t("Last"),
        words.t("Played last"),
    )  # fmt: skip
    yield section(Table(words.t("Scenarios"), columns, rows))


def _judgements(attempts: Sequence[Attempt], titles: Mapping[str, str], words: Wording) -> Iterator[str]:
    judged = progress.judgements(attempts)
    if not judged:
        return
    rows = tuple(
        (
            words.day(one.ended.astimezone()), titles[one.scenario], str(one.own), _score(one.program),
            _score(one.coach), _signed(one.gap),
        )
        for one in judged
    )  # fmt: skip
    columns = (
        words.t("Day"), words.t("Scenario"), words.t("Own rating"), words.t("Program"), words.t("Coach"),
        words.t("Difference"),
    )  # fmt: skip
    yield section(Table(words.t("Own ratings beside the score"), columns, rows))
    gaps = [one.gap for one in judged if one.gap is not None]
    if gaps:
        mean = _signed(half_up(fmean(gaps)))
        yield paragraph(words.t("On average the own rating differs by {gap} points.", gap=mean), "quiet")


def _due(attempts: Sequence[Attempt], summaries: Sequence[Summary], now: datetime, words: Wording) -> Iterator[str]:
    skills = schedule(attempts)
    due = {skill.criterion for skill in due_on(skills, now)}
    where = {summary.id: summary.text(summary.title, words.language) for summary in summaries}
    rows = tuple(
        (
            words.say(BY_KEY[skill.criterion].name),
            words.t("now") if skill.criterion in due else words.day(skill.due.astimezone(now.tzinfo)),
            str(skill.last),
            words.day(skill.practised.astimezone(now.tzinfo)),
            where[scenario] if scenario else "–",
        )
        for skill, scenario in repeats(summaries, attempts, skills)
    )
    if rows:
        columns = (
            words.t("Skill"), words.t("Due"), words.t("Last"), words.t("Practised last"), words.t("Practise in"),
        )  # fmt: skip
        yield section(Table(words.t("When each skill is due again"), columns, rows))


def _score(score: int | None) -> str:
    return "–" if score is None else str(score)


def _signed(number: int | None) -> str:
    if number is None:
        return "–"
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"
