"""What a coach's figures are worked out from: pairs of marks, people's latest sessions, replies that were taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.coaching.agreement import Count
from trainer.coaching.cohort import SESSIONS, Observation
from trainer.store.connection import Connection
from trainer.store.scripts import script_of

if TYPE_CHECKING:
    from trainer.coaching.items import Taken

MOST_SESSIONS = 1000
"""The latest sessions of a scenario that an analysis of its replies is made of."""

# Marks that are not sure claim nothing.
_CLAIMED = "mark.source = 'auto' AND mark.sure"
_MARKED = f"""
    SELECT mark.criterion, language, substr(finished, 1, 7), mark.level, count(*)
    FROM review CROSS JOIN session ON session.id = review.session CROSS JOIN mark ON mark.session = review.session
    WHERE finished IS NOT NULL AND typed > 0 AND {_CLAIMED} GROUP BY 1, 2, 3, 4
"""
_CORRECTED = f"""
    SELECT mark.criterion, language, substr(finished, 1, 7), mark.level,
        (SELECT own.level FROM mark AS own WHERE own.session = mark.session AND own.turn = mark.turn
            AND own.criterion = mark.criterion AND own.source = 'coach' AND own.coach = review.coach
            ORDER BY own.place DESC LIMIT 1)
    FROM (SELECT DISTINCT session, turn, criterion FROM mark WHERE source = 'coach') AS set_by_coach
    JOIN review ON review.session = set_by_coach.session JOIN session ON session.id = set_by_coach.session
    JOIN mark ON mark.session = set_by_coach.session AND mark.turn = set_by_coach.turn
        AND mark.criterion = set_by_coach.criterion
    WHERE finished IS NOT NULL AND {_CLAIMED}
"""
_BLIND = """
    SELECT one.criterion, language, substr(one.at, 1, 7), one.level, other.level, count(*)
    FROM calibration_mark AS one
    JOIN calibration_mark AS other ON other.round = one.round AND other.session = one.session
        AND other.turn = one.turn AND other.criterion = one.criterion AND other.coach > one.coach
    JOIN session ON session.id = one.session
    GROUP BY 1, 2, 3, 4, 5
"""


class Coaching:
    """What a coach's figures of a database are worked out from."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def program_and_coach(self) -> list[Count]:
        """The program's level of typed replies against that of each coach who finished reviewing the session.

        A coach who leaves a mark as it is agrees with it, unless another coach set the level: then nothing is said of
        the program's. They saw its mark, so they agree more often than they would blind.
        """
        counts: Counter[tuple[str, str, str, int, int]] = Counter()
        for criterion, language, month, level, times in self._connection.read(_MARKED):
            counts[criterion, language, month, level, level] = times
        for criterion, language, month, level, own in self._connection.read(_CORRECTED):
            counts[criterion, language, month, level, level] -= 1
            if own is not None:
                counts[criterion, language, month, level, own] += 1
        return [Count(*place, times) for place, times in counts.items() if times]

    def coach_and_coach(self) -> list[Count]:
        """The levels of each two coaches in calibration rounds, blind; the first by name is the first of the two."""
        return [Count(*row) for row in self._connection.read(_BLIND)]

    def cohort(self, people: Sequence[int]) -> list[Observation]:
        """What each criterion came to in each of these people's latest five whole sessions; by the coaches' marks."""
        places = ", ".join("?" * len(people))
        rows = self._connection.read(
            "SELECT person.id, criterion, 50.0 * part.earned_halves / part.attainable FROM person"
            " JOIN session ON session.id IN (SELECT id FROM session AS own WHERE own.person = person.id"
            "  AND own.state = 'finished' AND own.parent IS NULL ORDER BY own.started DESC, own.id DESC LIMIT ?)"
            " JOIN session_criterion AS part ON part.session = session.id"
            f" WHERE person.id IN ({places})",
            SESSIONS,
            *people,
        )
        return [Observation(*row) for row in rows]

    def replies(self, scenario: str) -> list[Taken]:
        """The replies taken in the latest whole sessions of a scenario, a thousand at most.

        Only of the scenario as it is in the latest one: an edited scene is another item.
        """
        from trainer.coaching.items import taken
        from trainer.roleplay.play import Play
        from trainer.store.turns import turns_of

        rows = self._connection.read(
            "SELECT id, score, script FROM session WHERE scenario = ? AND state = 'finished' AND parent IS NULL"
            " AND score IS NOT NULL ORDER BY started DESC, id DESC LIMIT ?",
            scenario,
            MOST_SESSIONS,
        )
        if not rows:
            return []
        latest = rows[0][2]
        play = Play(script_of(self._connection, latest).source)
        return [
            reply
            for session, score, script in rows
            if script == latest
            for reply in taken(session, score, play, [stored.turn for stored in turns_of(self._connection, session)])
        ]
