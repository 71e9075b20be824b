"""The report of a group: who does how on which skill, where all are weak, and who has practised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from trainer.coaching.agreement import Agreement, grouped
from trainer.coaching.cohort import SESSIONS, Cohort, Observation, cohort
from trainer.rubric.catalogue import BY_KEY
from trainer.store.database import Store
from trainer.ui.charts import bars, heat_map
from trainer.ui.charts.bars import Bar
from trainer.ui.charts.heat_map import HeatMap
from trainer.ui.charts.table import Table
from trainer.ui.reports.document import LOOK, Report, heading, paragraph, section
from trainer.ui.reports.practised import Practised, period, practised
from trainer.wording import Wording, half_up

# As many people as fit on the first page, and on each other, with the skills' names above them.
_FIRST, _PEOPLE = 14, 19


def write_cohort_report(store: Store, file: Path, words: Wording) -> None:
    """Writes a PDF of all who have finished something; raises as `write_cohort` does."""
    people = practised(store, (row.id for row in store.sessions.rows(state="finished")))
    write_cohort(people, agreed_with_program(store), file, words)


def agreed_with_program(store: Store) -> dict[str, Agreement]:
    """By criterion, how far coaches agree with the program."""
    return grouped(store.coaching.program_and_coach(), lambda count: count.criterion)


def write_cohort(people: Sequence[Practised], agreed: Mapping[str, Agreement], file: Path, words: Wording) -> None:
    """Writes a PDF of a group.

    Args:
        people: who is in it.
        agreed: by criterion, how far coaches agree with the program; empty where nothing was reviewed.
        file: where to.
        words: the reader's language.

    Raises:
        TrainerError: there is nobody, or the file cannot be written.
    """
    title = words.t("The group")
    report = Report(f"{title} · {words.day(datetime.now())}", words)
    if people:
        report.begin(title, _whole(people, words))
        report.add(*_skills(report, people, words), *_people(people, words))
        if agreed:
            report.add(*_agreement(agreed, words))
    report.write(file)


def _whole(people: Sequence[Practised], words: Wording) -> str:
    attempts = sorted((attempt for person in people for attempt in person.attempts), key=lambda attempt: attempt.ended)
    count = words.n("{count} person", "{count} people", len(people))
    return f"{count} · {period(attempts, words)}"


def _skills(report: Report, people: Sequence[Practised], words: Wording) -> Iterator[str]:
    group = cohort(
        Observation(n, criterion, percent)
        for n, person in enumerate(people)
        for attempt in person.attempts[-SESSIONS:]
        for criterion, percent in attempt.criteria.items()
    )
    if group.group:
        data = heat_map.heat_map(group, {n: person.called(words) for n, person in enumerate(people)}, words)
        yield from _weakest(group, words)
        yield from _heat(report, data, words)
        yield from _means(report, data, words)


def _weakest(group: Cohort, words: Wording) -> Iterator[str]:
    if group.weakest is None:
        return
    said = words.t(
        "The group is weakest in “{skill}”: {percent} out of 100 on average.",
        skill=BY_KEY[group.weakest].name,
        percent=half_up(group.group[group.weakest].percent),
    )
    yield paragraph(said, "strong") + paragraph(words.say(BY_KEY[group.weakest].short), "quiet")


def _heat(report: Report, data: HeatMap, words: Wording) -> Iterator[str]:
    about = words.n(
        "The average of each person's last session, 0–100, and of how many.",
        "The average of each person's last {count} sessions, 0–100, and of how many.",
        SESSIONS,
    )
    yield heading(words.t("People and skills")) + paragraph(about, "quiet")
    starts = [0, *range(_FIRST, len(data.rows), _PEOPLE), len(data.rows)]
    for first, after in pairwise(starts):
        part = data._replace(rows=data.rows[first:after])
        height = heat_map.height(part, report.width, LOOK)
        yield f"<p>{report.chart(report.width, height, heat_map.paint, part)}</p>"


def _means(report: Report, data: HeatMap, words: Wording) -> Iterator[str]:
    found = [
        Bar(name, half_up(cell.percent), cell.of)
        for name, cell in zip(data.columns, data.foot.cells, strict=True)
        if cell is not None
    ]
    found.sort(key=lambda bar: bar.percent)
    height = bars.height(found, report.width, LOOK)
    chart = report.chart(report.width, height, bars.paint, found)
    yield heading(words.t("The skills of the group, the weakest first")) + f"<p>{chart}</p>"


def _people(people: Sequence[Practised], words: Wording) -> Iterator[str]:
    rows = tuple(
        (
            person.called(words),
            str(len(person.attempts)),
            _mean([attempt.score for attempt in person.attempts[-SESSIONS:]]),
            words.day(person.attempts[-1].ended.astimezone()),
        )
        for person in people
    )
    columns = (words.t("Person"), words.t("Sessions"), words.t("Average of the last five"), words.t("Practised last"))
    yield section(Table(words.t("Who has practised"), columns, rows))


def _agreement(agreed: Mapping[str, Agreement], words: Wording) -> Iterator[str]:
    rows = tuple(
        (
            words.say(BY_KEY[criterion].name),
            str(found.pairs),
            "–" if found.percent is None else words.percent(found.percent),
            *_kappa(found, words),
        )
        for criterion, found in agreed.items()
    )
    columns = (
        words.t("Skill"), words.t("Marks"), words.t("Same level"), words.t("Cohen's κ, weighted"),
        words.t("95% interval"), "",
    )  # fmt: skip
    yield section(Table(words.t("How far coaches agree with the program"), columns, rows))


def _kappa(found: Agreement, words: Wording) -> tuple[str, str, str]:
    if found.weighted is None:
        return "–", "–", words.t("too few marks") if found.too_few else ""
    value, low, high = (
        words.decimal(number, 2) for number in (found.weighted.value, found.weighted.low, found.weighted.high)
    )
    return value, words.t("{low} to {high}", low=low, high=high), words.t("draft") if found.draft else ""


def _mean(scores: Sequence[int | None]) -> str:
    known = [score for score in scores if score is not None]
    return str(half_up(fmean(known))) if known else "–"
