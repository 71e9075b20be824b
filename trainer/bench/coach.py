"""How long a coach waits for what is known of very many sessions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from trainer.bench.cohort import SESSIONS
from trainer.bench.figures import Figure
from trainer.bench.timing import median
from trainer.coaching.agreement import grouped
from trainer.coaching.cohort import cohort
from trainer.store.database import Store
from trainer.store.lists import COLUMNS, Filters, Sample
from trainer.wording import Text

_GOAL = 50
_ROUNDS = 5


def queries(folder: Path) -> list[Figure]:
    """What a coach asks of the data folder that `cohort.make` filled."""
    store = Store.open(folder)
    people = [person.id for person in store.people.all()]
    scenario = store.lists.rows(store.lists.ids(limit=1))[0].scenario
    narrowed = (
        Filters(unreviewed=True), Filters(scenario=scenario, lowest=50), Filters(unsure=True),
        Filters(people=(people[0],)), Filters(sample=Sample(10, 1)), Filters(outliers=True),
    )  # fmt: skip
    of = f"{SESSIONS:,}"
    asked: tuple[tuple[Text, float], ...] = (
        (
            Text("List {count} sessions, by the slowest column", count=of),
            max(median(partial(store.lists.ids, by=column), _ROUNDS) for column in COLUMNS),
        ),
        (
            Text("Filter {count} sessions, by the slowest filter", count=of),
            max(median(partial(store.lists.ids, filters), _ROUNDS) for filters in narrowed),
        ),
        (Text("The next session to review of {count}", count=of), median(store.lists.next_waiting, _ROUNDS)),
        (
            Text("The group's skills from {count} sessions", count=of),
            median(lambda: cohort(store.coaching.cohort(people)), _ROUNDS),
        ),
        (
            Text("A person's progress from {count} sessions", count=of),
            median(partial(store.sessions.attempts, people[0]), _ROUNDS),
        ),
        (
            Text("Agreement with the program from {count} sessions", count=of),
            median(lambda: grouped(store.coaching.program_and_coach(), lambda count: count.criterion), _ROUNDS),
        ),
        (
            Text("Replies of a scenario from {count} sessions", count=of),
            median(partial(store.coaching.replies, scenario), 2),
        ),
    )
    store.close()
    return [Figure(name, value, "ms", None, None, _GOAL) for name, value in asked]
