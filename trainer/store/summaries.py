"""What a list of sessions shows, sorts and filters by, written beside each session whenever it changes.

To work it out anew for 100,000 sessions would take seconds.
"""

from __future__ import annotations

from datetime import datetime

from trainer.store.connection import Connection, Transaction
from trainer.store.moments import after, from_text

# A mark of the program that is not sure counts as long as no coach has set the level.
_COUNTS = """
    UPDATE session SET
        (turns, typed, seconds) =
            (SELECT count(*), count(text), sum(seconds) FROM turn WHERE turn.session = session.id),
        unsure = (
            SELECT count(*) FROM mark WHERE mark.session = session.id AND NOT sure AND NOT EXISTS (
                SELECT 1 FROM mark AS coach WHERE coach.session = session.id AND coach.turn = mark.turn
                    AND coach.criterion = mark.criterion AND coach.source = 'coach'
            )
        ),
        corrections = (SELECT count(*) FROM mark WHERE mark.session = session.id AND source = 'coach'),
        disputed = (SELECT count(*) FROM dispute WHERE dispute.session = session.id),
        reviewed = (SELECT max(finished) FROM review WHERE review.session = session.id)
    WHERE id = ?
"""
# How much a session waits for a coach: for a dispute that no review has been finished after, for marks that are not
# sure, for what was broken, or merely to be looked at (1). The queue goes by it.
_WAITING = """
    UPDATE session SET waiting = CASE
        WHEN state != 'finished' THEN 0
        WHEN EXISTS (SELECT 1 FROM dispute WHERE dispute.session = session.id AND at > coalesce(reviewed, '')) THEN 4
        WHEN reviewed IS NOT NULL THEN 0
        WHEN unsure THEN 3
        WHEN broken THEN 2
        ELSE 1
    END
    WHERE id = ?
"""
SCORED = "state = 'finished' AND score IS NOT NULL AND parent IS NULL"
# The lower one of the two in the middle.
_MEDIAN = f"""
    UPDATE person SET median =
        (SELECT score FROM session WHERE person = ?1 AND {SCORED} ORDER BY score LIMIT 1 OFFSET ?2)
    WHERE id = ?1
"""


def refresh(connection: Connection, transaction: Transaction, session: int) -> None:
    """Brings what is kept beside a session, and its person's median score, up to date."""
    transaction.do(_COUNTS, (session,))
    transaction.do(_WAITING, (session,))
    for person, scores in connection.read(
        f"SELECT person, count(*) FROM session WHERE person = (SELECT person FROM session WHERE id = ?) AND {SCORED}"
        " GROUP BY person",
        session,
    ):
        transaction.do(_MEDIAN, (person, (scores - 1) // 2))


def next_moment(connection: Connection, session: int, now: datetime) -> datetime:
    """When something that is said of a session now was said: after all that is known to have been said of it."""
    [known] = connection.read(
        "SELECT (SELECT max(changed) FROM review WHERE session = ?1), (SELECT max(answered) FROM review"
        " WHERE session = ?1), (SELECT max(at) FROM dispute WHERE session = ?1)",
        session,
    )
    return after(now, [from_text(moment) for moment in known if moment])
