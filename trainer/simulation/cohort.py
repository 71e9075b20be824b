"""A cohort of people who do not exist, and its sessions in the order in which they were begun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import NamedTuple

from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.scenario.library import Library
from trainer.simulation.coach import COACHES
from trainer.simulation.days import practice_days, sittings
from trainer.simulation.names import names
from trainer.simulation.session import Surroundings, practise, random_uuid
from trainer.simulation.stage import Stage
from trainer.simulation.trainee import Habits, Skills, Trainee
from trainer.store.database import Store
from trainer.store.portable import PortablePerson, PortableSession
from trainer.wording import LANGUAGES, Text, Wording

MOST_EACH = 5000
"""How many sessions a person may have on average; more would not fit into their days."""
_A_WEEK = 2.5
_FEWEST_WEEKS, _MOST_WEEKS = 4, 156
# Weights of the languages in the order of LANGUAGES.
_SPOKEN = (7, 3)
_AT_ONCE = 500
_YEARS = range(1980, 2900)


class Cohort(NamedTuple):
    """Whom to make up.

    Attributes:
        sessions: at least one a person, at most `MOST_EACH` on average.
        seed: the same gives the same people and sessions, on the same scenarios and in the same time zone.
        until: the last day on which anybody practises.
        typing: whether some type; that takes several times as long.
    """

    people: int
    sessions: int
    seed: int
    until: date
    typing: bool = True


def fill(store: Store, library: Library, cohort: Cohort) -> Iterator[int]:
    """Makes a cohort up and writes it, in large transactions; gives how many sessions each of them brought.

    Raises:
        TrainerError: the cohort is no possible one, or it is in the store already.
    """
    _check(cohort)
    trainees = _trainees(cohort, {person.name for person in store.people.all()})
    people = {trainee.uuid: _person(trainee, moments[0]) for trainee, moments in trainees}
    if store.transfer.people().keys() & people.keys():
        raise TrainerError(Text("The people of this seed are here already. Choose another one with --seed."))
    stage = Stage(library)
    snapshots = {stage.digest(summary.id): stage.snapshot(summary.id) for summary in library.summaries}
    played = _played(trainees, stage, cohort)
    while some := list(islice(played, _AT_ONCE)):
        used = dict.fromkeys(session.script for session in some)
        store.transfer.bring_in(some, (), people, {digest: snapshots[digest] for digest in used})
        yield len(some)


def _check(cohort: Cohort) -> None:
    if not cohort.people <= cohort.sessions <= MOST_EACH * cohort.people:
        raise TrainerError(
            Text("One person can have 1 to {most} sessions.", most=MOST_EACH)
            if cohort.people == 1
            else Text(
                "{people} people can have {people} to {most} sessions.",
                people=cohort.people,
                most=MOST_EACH * cohort.people,
            )
        )
    if cohort.until.year not in _YEARS:
        raise TrainerError(
            Text("The last day must be between {first} and {last}.", first=_YEARS[0], last=_YEARS[-1])
        )  # fmt: skip


def _played(
    trainees: list[tuple[Trainee, list[datetime]]], stage: Stage, cohort: Cohort
) -> Iterator[PortableSession]:  # fmt: skip
    translations = shipped("assets") / "translations"
    wordings = {language: Wording(language, translations) for language in LANGUAGES}
    until = datetime.combine(cohort.until, time.max).astimezone()
    around = Surroundings(stage, wordings, until, cohort.typing)
    planned = sorted((moment, n) for n, (_, moments) in enumerate(trainees) for moment in moments)
    for moment, n in planned:
        yield practise(trainees[n][0], moment, around)


def _trainees(cohort: Cohort, taken: set[str]) -> list[tuple[Trainee, list[datetime]]]:
    """Everybody, with when each of their sessions is planned."""
    chance = Random(cohort.seed)
    called = names(chance, cohort.people, taken)
    # Some practise much, most a little; everybody at least once.
    eagerness = [chance.gammavariate(2, 1) for _ in called]
    further = Counter(chance.choices(range(cohort.people), eagerness, k=cohort.sessions - cohort.people))
    weeks = round(cohort.sessions / cohort.people / _A_WEEK)
    first = cohort.until - timedelta(weeks=min(max(weeks, _FEWEST_WEEKS), _MOST_WEEKS))
    return [_trainee(cohort, n, name, 1 + further[n], first) for n, name in enumerate(called)]


def _trainee(cohort: Cohort, n: int, name: str, count: int, first: date) -> tuple[Trainee, list[datetime]]:
    chance = Random(f"{cohort.seed}/{n}")
    [language] = chance.choices(LANGUAGES, _SPOKEN)
    trainee = Trainee(
        random_uuid(chance), name, language, chance.choice(COACHES), chance, Skills.random(chance),
        Habits.random(chance), count,
    )  # fmt: skip
    # Not everybody is there from the beginning.
    joined = first + timedelta(days=int((cohort.until - first).days * 0.5 * chance.random() ** 2))
    return trainee, sittings(chance, practice_days(chance, joined, cohort.until), count)


def _person(trainee: Trainee, first: datetime) -> PortablePerson:
    return PortablePerson(uuid=trainee.uuid, name=trainee.name, created=first - timedelta(minutes=4))
