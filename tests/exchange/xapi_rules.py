"""The rules that a statement must keep, by xAPI 1.0.3 (part two, "Data") and, for its order, by cmi5.

Written against the specifications, not against the exporter; `broken` names every rule that a statement breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

STATEMENT = {"id", "actor", "verb", "object", "result", "context", "timestamp"}
RESULT = {"score", "success", "completion", "response", "duration", "extensions"}
CONTEXT = {"registration", "instructor", "team", "contextActivities", "revision", "platform", "language", "statement",
           "extensions"}  # fmt: skip
DEFINITION = {"name", "description", "type", "moreInfo", "extensions", "interactionType", "correctResponsesPattern",
              "choices"}  # fmt: skip
INTERACTIONS = {"true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert",
                "numeric", "other"}  # fmt: skip

_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Z]{2}|[0-9]{3}))?")
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
_ADL, _W3ID = "http://adlnet.gov/expapi/verbs/", "https://w3id.org/xapi/adl/verbs/"


def broken(statement: Any) -> list[str]:
    """The rules that one statement breaks."""
    return list(_statement(statement))


def out_of_order(statements: list[Any]) -> list[str]:
    """The rules of cmi5 (9.3 verbs, 9.5 result) that the statements of one session break together."""
    return list(_order(statements, [statement["verb"]["id"] for statement in statements]))


def _statement(statement: Any) -> Iterator[str]:
    yield from _keys("statement", statement, STATEMENT, {"id", "actor", "verb", "object"})
    yield from _nulls("statement", statement)
    yield from _uuid("id", statement["id"])
    yield from _actor(statement["actor"])
    yield from _keys("verb", statement["verb"], {"id", "display"}, {"id", "display"})
    yield from _iri("verb", statement["verb"]["id"])
    yield from _map("verb.display", statement["verb"]["display"])
    yield from _activity("object", statement["object"])
    yield from _result(statement.get("result"), statement["object"])
    yield from _context(statement.get("context"))
    if not _MOMENT.fullmatch(statement["timestamp"]):
        yield "timestamp: ISO 8601 in UTC"


def _actor(actor: Any) -> Iterator[str]:
    yield from _keys("actor", actor, {"objectType", "name", "account"}, {"account"})
    if actor.get("objectType", "Agent") != "Agent":
        yield "actor.objectType: Agent"
    yield from _keys("account", actor["account"], {"homePage", "name"}, {"homePage", "name"})
    yield from _iri("account.homePage", actor["account"]["homePage"])
    if not isinstance(actor["account"]["name"], str) or not actor["account"]["name"]:
        yield "account.name: a string"


def _activity(where: str, activity: Any) -> Iterator[str]:
    yield from _keys(where, activity, {"objectType", "id", "definition"}, {"id"})
    if activity.get("objectType", "Activity") != "Activity":
        yield f"{where}.objectType: Activity"
    yield from _iri(where, activity["id"])
    definition = activity.get("definition", {"type": "about:nothing"})
    yield from _keys(f"{where}.definition", definition, DEFINITION, set())
    for key in ("name", "description"):
        yield from _map(f"{where}.{key}", definition.get(key, {"en": "-"}))
    yield from _iri(f"{where}.type", definition["type"])
    yield from _interaction(where, definition)


def _interaction(where: str, definition: Any) -> Iterator[str]:
    kind = definition.get("interactionType")
    if definition["type"].endswith("/cmi.interaction") and kind not in INTERACTIONS:
        yield f"{where}: interactions must have a valid interactionType"
    if "choices" in definition:
        if kind not in ("choice", "sequencing"):
            yield f"{where}: choices go with choice and sequencing only"
        ids = [choice["id"] for choice in definition["choices"]]
        if len(set(ids)) != len(ids) or any(re.search(r"\s", key) for key in ids):
            yield f"{where}: ids of choices are distinct and without spaces"
        for choice in definition["choices"]:
            yield from _keys(f"{where}.choice", choice, {"id", "description"}, {"id"})
            yield from _map(f"{where}.choice", choice.get("description", {"en": "-"}))


def _result(result: Any, answered: Any) -> Iterator[str]:
    if result is None:
        return
    yield from _keys("result", result, RESULT, set())
    for key, kind in (("success", bool), ("completion", bool), ("response", str), ("duration", str)):
        if key in result and not isinstance(result[key], kind):
            yield f"result.{key}: {kind.__name__}"
    if "duration" in result and not _DURATION.fullmatch(result["duration"]):
        yield "result.duration: ISO 8601"
    yield from _score(result.get("score"))
    yield from _extensions("result", result)
    choices = answered.get("definition", {}).get("choices")
    if choices is not None and "response" in result and result["response"] not in {choice["id"] for choice in choices}:
        yield "result.response: one of the choices"


def _score(score: Any) -> Iterator[str]:
    if score is None:
        return
    yield from _keys("score", score, {"scaled", "raw", "min", "max"}, set())
    if any(isinstance(value, bool) or not isinstance(value, (int, float)) for value in score.values()):
        yield "score: numbers"
    elif not -1 <= score.get("scaled", 0) <= 1 or not score["min"] <= score["raw"] <= score["max"]:
        yield "score: within its bounds"
    elif score["min"] >= score["max"]:
        yield "score: min below max"


def _context(context: Any) -> Iterator[str]:
    if context is None:
        return
    yield from _keys("context", context, CONTEXT, set())
    yield from _uuid("registration", context["registration"])
    if not _LANGUAGE.fullmatch(context["language"]):
        yield "context.language: RFC 5646"
    for kind, activities in context.get("contextActivities", {}).items():
        if kind not in {"parent", "grouping", "category", "other"} or not isinstance(activities, list):
            yield "contextActivities: lists of parent, grouping, category, other"
        for activity in activities:
            yield from _activity(f"contextActivities.{kind}", activity)
    if "statement" in context:
        yield from _keys("context.statement", context["statement"], {"objectType", "id"}, {"objectType", "id"})
        yield from _uuid("context.statement", context["statement"]["id"])
        if context["statement"]["objectType"] != "StatementRef":
            yield "context.statement: a StatementRef"
    yield from _extensions("context", context)


def _extensions(where: str, holder: Any) -> Iterator[str]:
    for key in holder.get("extensions", {}):
        yield from _iri(f"{where}.extensions", key)


def _order(statements: list[Any], verbs: list[str]) -> Iterator[str]:
    if verbs[0] != f"{_ADL}initialized" or verbs.count(verbs[0]) != 1:
        yield "initialized comes first, once"
    if verbs[-1] not in (f"{_ADL}terminated", f"{_W3ID}abandoned") or verbs.count(verbs[-1]) != 1:
        yield "terminated or abandoned comes last, once"
    judged = [verb for verb in verbs if verb in (f"{_ADL}passed", f"{_ADL}failed")]
    if len(judged) > 1 or verbs.count(f"{_ADL}completed") > 1:
        yield "completed, and passed or failed, are said once"
    if len({statement["context"]["registration"] for statement in statements}) != 1:
        yield "one registration"
    if len({str(statement["actor"]) for statement in statements}) != 1:
        yield "one actor"
    if len({statement["id"] for statement in statements}) != len(statements):
        yield "every statement has an id of its own"
    times = [datetime.fromisoformat(statement["timestamp"]) for statement in statements]
    if times != sorted(times):
        yield "timestamps in order"
    for statement in statements:
        yield from _cmi5_result(statement["verb"]["id"].rsplit("/", 1)[1], statement)


def _cmi5_result(verb: str, statement: Any) -> Iterator[str]:
    result = statement.get("result", {})
    if verb == "answered":
        return
    if ("score" in result) and verb not in ("passed", "failed"):
        yield f"{verb}: no score"
    if result.get("success") is not {"passed": True, "failed": False}.get(verb):
        yield f"{verb}: success"
    if result.get("completion") is not {"completed": True}.get(verb):
        yield f"{verb}: completion"
    if verb != "initialized" and "duration" not in result:
        yield f"{verb}: duration"
    if verb in ("passed", "failed"):
        mastery = statement["context"]["extensions"]["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"]
        if (result["score"]["scaled"] >= mastery) is not (verb == "passed"):
            yield f"{verb}: score and mastery score agree"


def _keys(where: str, value: Any, allowed: Iterable[str], required: Iterable[str]) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"{where}: an object that is not empty"
        return
    for key in value.keys() - set(allowed):
        yield f"{where}: {key} is not allowed"
    for key in set(required) - value.keys():
        yield f"{where}: {key} is required"


def _nulls(where: str, value: Any) -> Iterator[str]:
    if value is None:
        yield f"{where}: no nulls"
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nulls(where, part)


def _uuid(where: str, value: Any) -> Iterator[str]:
    if str(UUID(value)) != value or UUID(value).variant != "specified in RFC 4122":
        yield f"{where}: a UUID of RFC 4122"


def _iri(where: str, value: Any) -> Iterator[str]:
    if not _IRI.fullmatch(value):
        yield f"{where}: an IRI with a scheme"


def _map(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"{where}: a language map"
        return
    for language, text in value.items():
        if not _LANGUAGE.fullmatch(language) or not isinstance(text, str):
            yield f"{where}: language tags of RFC 5646, and strings"


def seconds_of(duration: str) -> float:
    """A duration of hours, minutes and seconds, in seconds."""
    parts = {unit: float(number) for number, unit in re.findall(r"([\d.]+)([HMS])", duration)}
    return timedelta(hours=parts.get("H", 0), minutes=parts.get("M", 0), seconds=parts.get("S", 0)).total_seconds()
