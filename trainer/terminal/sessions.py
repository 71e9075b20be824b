"""`sessions` and `replay`: what was played, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from trainer.errors import TrainerError
from trainer.roleplay.play import Play, replay
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS
from trainer.rubric.score import Score, score, told_of_broken
from trainer.store.database import Store
from trainer.store.lists import Listed
from trainer.store.sessions import SessionRecord, SessionRow
from trainer.terminal.filters import people_called
from trainer.wording import Text, Wording

_WAITING = {4: Text("disputed"), 3: Text("not sure"), 2: Text("broken")}


def chosen(store: Store, numbers: Sequence[int], person: str | None, scenarios: Sequence[str] = ()) -> list[SessionRow]:
    """The sessions meant, newest first: of these numbers, person and scenarios, all where none is given.

    Raises:
        TrainerError: there is no session of a number, or nobody of the name.
    """
    rows = store.sessions.rows()
    known = {row.id for row in rows}
    for number in numbers:
        if number not in known:
            raise TrainerError(Text("There is no session {session}. See “repliikki sessions”.", session=number))
    people = None if person is None else people_called(store, person)
    return [
        row
        for row in rows
        if (not numbers or row.id in numbers)
        and (people is None or row.person in people)
        and (not scenarios or row.scenario in scenarios)
    ]


def as_text(rows: Sequence[Listed], wording: Wording) -> str:
    """A line a session."""
    return "\n".join(
        f"{row.id:>5}  {wording.moment(row.started.astimezone()):<28}  {row.scenario:<20} {row.language}  "
        f"{_score(row, wording):>9}  {row.person_name}{_waiting(row, wording)}"
        for row in rows
    )


def as_json(rows: Sequence[Listed]) -> str:
    """A list of sessions."""
    return json.dumps(
        [
            {
                "session": row.id,
                "scenario": row.scenario,
                "language": row.language,
                "person": row.person_name,
                "state": row.state,
                "mode": row.mode,
                "started": row.started.isoformat(),
                "ending": row.ending,
                "outcome": row.outcome,
                "score": row.score,
                "program_score": row.program_score,
                "turns": row.turns,
                "typed": row.typed,
                "seconds": row.seconds,
                "broken": row.broken,
                "not_sure": row.unsure,
                "disputed": row.disputed,
                "corrections": row.corrections,
                "reviewed": row.reviewed.isoformat() if row.reviewed else None,
                "parent": row.parent,
            }
            for row in rows
        ],
        ensure_ascii=False,
        indent=2,
    )


def session_json(record: SessionRecord) -> str:
    """One session with its turns."""
    scored = session_score(record)
    row = record.row
    content: dict[str, Any] = {
        "session": row.id,
        "scenario": row.scenario,
        "language": row.language,
        "person": row.person_name,
        "ending": row.ending,
        "outcome": row.outcome,
        "score": scored.percent,
        "criteria": {key: criterion.percent for key, criterion in scored.criteria.items()},
        "turns": [
            {
                "scene": stored.turn.scene,
                "reply": stored.turn.reply,
                "text": stored.turn.text,
                "marks": {mark.criterion: mark.level for mark in stored.turn.marks},
                "mood": {"trust": stored.turn.mood.trust, "tension": stored.turn.mood.tension},
            }
            for stored in record.turns
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def session_score(record: SessionRecord) -> Score:
    """The score of a stored session."""
    return score((stored.turn.marks for stored in record.turns), record.script.source.weights)


def replayed(record: SessionRecord, wording: Wording) -> str:
    """Plays a stored session again and tells it.

    Raises:
        TrainerError: what comes of it is not what was stored; the data was changed by something else.
    """
    play = Play(record.script.in_language(record.row.language))
    turns = [stored.turn for stored in record.turns]
    positions = replay(play, turns)
    for turn, position in zip(turns, positions[1:], strict=True):
        if (turn.to, turn.mood) != (position.scene, position.mood):
            raise TrainerError(
                Text("Session {session}, turn {turn}: playing it again gives something different from what is "
                     "stored.",
                     session=record.row.id, turn=turn.number)
            )  # fmt: skip
    lines = []
    name, you = play.scenario.person.first_name, wording.t("You")
    for turn in turns:
        scene = play.scenario.scenes[turn.scene]
        said = scene.replies[turn.reply].text if turn.text is None else turn.text
        lines += [f"{name}: {scene.says[turn.line].text}", f"  {you}: {said}"]
        lines.append("      " + marks_line(turn.marks, wording))
    if ending := play.scenario.endings.get(positions[-1].scene):
        lines += ["", f"{ending.title}. {ending.text}"]
    lines.append(score_lines(session_score(record), wording))
    return "\n".join(lines)


def marks_line(marks: Sequence[Any], wording: Wording) -> str:
    """The marks of a turn on one line."""
    return ", ".join(
        f"{wording.say(BY_KEY[mark.criterion].name)}: {wording.say(LEVEL_WORDS[mark.level]).lower()}" for mark in marks
    )


def score_lines(scored: Score, wording: Wording) -> str:
    """The score and each skill's share, a line each."""
    percent = "–" if scored.percent is None else scored.percent
    lines = [wording.t("Score {score} out of 100", score=percent)]
    for key, criterion in scored.criteria.items():
        lines.append(f"  {wording.percent(criterion.percent):>6}  {wording.say(BY_KEY[key].name)}")
    if broken := told_of_broken(scored):
        lines.append(wording.say(broken))
    return "\n".join(lines)


def _score(row: Listed, wording: Wording) -> str:
    if row.state == "open":
        return wording.t("open")
    return "–" if row.score is None else f"{row.score} / 100"


def _waiting(row: Listed, wording: Wording) -> str:
    """Why a coach should look at a session, where there is more than that nobody has."""
    return f"  · {wording.say(_WAITING[row.waiting])}" if row.waiting in _WAITING else ""
