"""What people have practised, as reports tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from trainer.practice.attempts import Attempt
from trainer.store.database import Store
from trainer.wording import Wording


class Practised(NamedTuple):
    """A person's finished sessions, forks left out; the name is theirs or a pseudonym, and may be empty.

    Attributes:
        attempts: in time order, at least one.
    """

    name: str
    attempts: Sequence[Attempt]

    def called(self, words: Wording) -> str:
        """The name, or that there is none."""
        return self.name or words.t("No name")


def practised(store: Store, sessions: Iterable[int]) -> list[Practised]:
    """The people whose finished sessions these are, by name, with those of them; under pseudonyms where hidden."""
    wanted = set(sessions)
    names = {row.person: row.person_name for row in store.privacy.for_export(store.sessions.rows()) if row.id in wanted}
    found = [
        Practised(name, [attempt for attempt in store.sessions.attempts(person) if attempt.session in wanted])
        for person, name in sorted(names.items(), key=lambda item: (item[1].casefold(), item[0] or 0))
    ]
    return [person for person in found if person.attempts]


def titles(store: Store, people: Iterable[Practised], language: str) -> Mapping[str, str]:
    """The scenarios' titles as they were when they were played last, in the language where they are in that."""
    attempts = sorted((attempt for person in people for attempt in person.attempts), key=lambda attempt: attempt.ended)
    latest = {attempt.scenario: attempt.session for attempt in attempts}
    return {
        scenario: store.sessions.record(session).script.in_language(language).title
        for scenario, session in latest.items()
    }


def period(attempts: Sequence[Attempt], words: Wording) -> str:
    """From when to when, how many sessions, and how long if measured; at least one attempt, in time order."""
    first, last = (words.day(attempt.ended.astimezone()) for attempt in (attempts[0], attempts[-1]))
    seconds = [attempt.seconds for attempt in attempts if attempt.seconds is not None]
    days = first if first == last else f"{first} – {last}"
    count = words.n("{count} session", "{count} sessions", len(attempts))
    long = [words.t("{minutes} min", minutes=words.decimal(sum(seconds) / 60, 0))] if seconds else []
    return " · ".join([days, count, *long])
