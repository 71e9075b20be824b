"""Sessions as xAPI statements (version 1.0.3), as JSON lines that a learning record store takes in.

The statements of a session come in the order that cmi5 asks for (sections 9.3 and 9.5 of its specification), whose
rules on scores, success, completion and duration they follow. The program is not launched by a learning management
system, so they do not claim to be cmi5's own.

    initialized, answered …, completed, passed or failed, terminated    a finished session
    initialized, answered …, abandoned                                  one that was broken off
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from trainer.exchange.writing import write_whole
from trainer.rubric.score import Score, effective, score
from trainer.scenario.model import Scenario, Script
from trainer.store.database import Store
from trainer.store.portable import PortableCorrection, PortableSession, PortableTurn

HOME = "https://repliikki.example"
PASS_PERCENT = 70
_EXTENSIONS = f"{HOME}/xapi/extensions"
_VERBS = {
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "answered": "http://adlnet.gov/expapi/verbs/answered",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
    "abandoned": "https://w3id.org/xapi/adl/verbs/abandoned",
}
_SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
_MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"

Json = dict[str, Any]


def export_xapi(store: Store, file: Path, sessions: Sequence[int] | None = None, *, with_text: bool = False) -> int:
    """Writes the statements of these sessions, or all, a line each; returns how many sessions.

    Open sessions are left out. For `with_text` see `statements`.

    Raises:
        TrainerError: a session is not there, or the file cannot be written.
    """
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for session in store.transfer.sessions(sessions):
            if session.state == "open":
                continue
            count += 1
            for statement in statements(session, _script(store.transfer.snapshot(session.script)), with_text=with_text):
                yield json.dumps(statement, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    write_whole(file, lines())
    return count


def statements(session: PortableSession, script: Script, *, with_text: bool = False) -> list[Json]:
    """The statements of a session that has ended.

    Passed is a score of at least 70 with no critical criterion broken, failed any other; neither is said where
    nothing was in play, nor of a fork, which takes up an old session with what was learnt from it. Of a fork only
    the replies given anew are told.

    Statements have the same ids whenever they are made, so that a store takes them in once; a coach's review gives
    those it changes new ids. People are told apart by a hash of their uuid, and not named.

    Args:
        session: finished or abandoned.
        script: its scenario.
        with_text: whether what the trainee typed is told; decide once, as it is not part of a statement's id.
    """
    return _Statements(session, script, with_text).all()


class _Statements:
    """The statements of one session, and what they have in common."""

    def __init__(self, session: PortableSession, script: Script, with_text: bool) -> None:
        assert session.ended is not None
        self._session = session
        self._script = script
        self._with_text = with_text
        self._ended = session.ended
        first = session.parent.turn if session.parent else 1
        self._turns = [turn for turn in session.turns if turn.number >= first]
        self._texts = {language: script.in_language(language) for language in script.languages}
        self._activity = _activity(self._texts)

    def all(self) -> list[Json]:
        told = [self._made("initialized", self._session.started), *map(self._answered, self._turns)]
        whole = {"duration": _duration(max(self._ended - self._session.started, timedelta()))}
        if self._session.state == "abandoned":
            return [*told, self._made("abandoned", self._ended, result=whole)]
        spent = {"duration": _duration(timedelta(seconds=sum(turn.seconds or 0 for turn in self._turns)))}
        told.append(self._made("completed", self._ended, result={"completion": True, **spent, **self._ending()}))
        told.extend(self._judged(spent))
        return [*told, self._made("terminated", self._ended, result=whole)]

    def _judged(self, spent: Json) -> list[Json]:
        result = score((self._session.marks(turn) for turn in self._session.turns), self._script.source.weights)
        if result.percent is None or self._session.parent:
            return []
        passed = result.percent >= PASS_PERCENT and not result.broken
        earned = {
            "success": passed,
            "score": {"scaled": result.percent / 100, "raw": result.percent, "min": 0, "max": 100},
            **spent,
            "extensions": {f"{_EXTENSIONS}/criteria": _percents(result)},
        }
        corrections = [made for turn in self._session.turns for made in self._session.corrections(turn.number)]
        statement = self._made("passed" if passed else "failed", self._ended, _part(corrections), result=earned)
        statement["context"]["extensions"] = {_MASTERY: PASS_PERCENT / 100}
        return [statement]

    def _ending(self) -> Json:
        ending = self._session.turns[-1].to
        outcome = self._script.source.endings[ending].outcome
        return {"extensions": {f"{_EXTENSIONS}/ending": ending, f"{_EXTENSIONS}/outcome": outcome}}

    def _answered(self, turn: PortableTurn) -> Json:
        result: Json = {} if turn.seconds is None else {"duration": _duration(timedelta(seconds=max(turn.seconds, 0)))}
        if turn.text is None:
            result["response"] = turn.reply
        elif self._with_text:
            result["response"] = turn.text
        marks = [
            {"criterion": mark.criterion, "level": mark.level, "source": mark.source.value, "sure": mark.sure}
            for mark in effective(self._session.marks(turn))
        ]
        result["extensions"] = {
            f"{_EXTENSIONS}/marks": marks,
            f"{_EXTENSIONS}/reply": turn.reply,
            f"{_EXTENSIONS}/hint": turn.hint,
        }
        part = f"/{turn.number}{_part(self._session.corrections(turn.number))}"
        statement = self._made("answered", turn.at, part, result=result)
        statement["object"] = _question(self._texts, turn)
        statement["context"]["contextActivities"] = {"parent": [self._activity]}
        return statement

    def _made(self, verb: str, at: datetime, part: str = "", *, result: Json | None = None) -> Json:
        """A statement about the whole session; part is what tells it from others of the same verb."""
        session = self._session
        context: Json = {
            "registration": str(session.uuid),
            "revision": session.script,
            "platform": "Repliikki",
            "language": session.language,
        }
        if session.parent and session.parent.session:
            context["statement"] = {"objectType": "StatementRef", "id": _id(session.parent.session, "initialized")}
        return {
            "id": _id(session.uuid, verb + part),
            "actor": _actor(session),
            "verb": {"id": _VERBS[verb], "display": {"en": verb}},
            "object": self._activity,
            **({"result": result} if result else {}),
            "context": context,
            "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }


def _id(session: UUID, name: str) -> str:
    return str(uuid5(session, name))


def _part(corrections: Sequence[PortableCorrection]) -> str:
    """What tells a statement that coaches changed from the one before: when they did it last."""
    return f"/review/{max(made.at for made in corrections).isoformat()}" if corrections else ""


def _actor(session: PortableSession) -> Json:
    """An account without a name; nobody's sessions are each of an account of their own."""
    # A random uuid cannot be guessed from its hash.
    name = hashlib.sha256(str(session.person or session.uuid).encode()).hexdigest()
    return {"objectType": "Agent", "account": {"homePage": HOME, "name": name}}


@lru_cache(maxsize=64)
def _script(snapshot: str) -> Script:
    return Script.model_validate_json(snapshot)


def _activity(texts: Mapping[str, Scenario]) -> Json:
    """The scenario, by its texts in each language."""
    return {
        "objectType": "Activity",
        "id": _place(texts),
        "definition": {
            "type": _SIMULATION,
            "name": {language: text.title for language, text in texts.items()},
            "description": {language: text.summary for language, text in texts.items()},
        },
    }


def _place(texts: Mapping[str, Scenario]) -> str:
    return f"{HOME}/scenarios/{next(iter(texts.values())).id}"


def _question(texts: Mapping[str, Scenario], turn: PortableTurn) -> Json:
    """What a reply answered: a line of a scene, as a choice among its replies or as a question to be answered freely.

    There is no pattern of correct responses: a reply is not right or wrong, but marked by criterion.
    """
    scenes = {language: text.scenes[turn.scene] for language, text in texts.items()}
    definition: Json = {
        "type": _INTERACTION,
        "name": {language: scene.says[turn.line].text for language, scene in scenes.items()},
        "interactionType": "choice",
        "choices": [
            {
                "id": key,
                "description": {language: scene.replies[key].text for language, scene in scenes.items()},
            }
            for key in next(iter(scenes.values())).replies
        ],
    }
    place = f"{_place(texts)}/scenes/{turn.scene}/{turn.line}"
    if turn.text is not None:
        del definition["choices"]
        definition["interactionType"] = "long-fill-in"
        place += "/typed"
    return {"objectType": "Activity", "id": place, "definition": definition}


def _percents(result: Score) -> Mapping[str, int]:
    return {key: criterion.percent for key, criterion in result.criteria.items()}


def _duration(time: timedelta) -> str:
    """ISO 8601, to the hundredth of a second: "PT4M12.5S"."""
    hundredths = round(time / timedelta(milliseconds=10))
    minutes, rest = divmod(hundredths, 6000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest / 100:.2f}".rstrip("0").rstrip(".")
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{seconds}S"
