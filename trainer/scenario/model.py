"""The types of a scenario file, format 1.

A `Scenario` holds the structure and the texts of its source language; each `Translation` holds the texts of
another. `Scenario.in_language` gives the same scenario with the other texts in place.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints

from trainer.rubric.score import Weight

Expression = Literal["calm", "smile", "serious", "concerned", "suspicious", "tired", "angry", "rage"]
Voice = Literal["female", "male", "older-female", "older-male"]
Outcome = Literal["good", "mixed", "bad"]

KEY = r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$"
"""What a name for a thing in a scenario looks like."""
Key = Annotated[str, StringConstraints(pattern=KEY, max_length=60)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Percent = Annotated[int, Field(ge=0, le=100)]
Shift = Annotated[int, Field(ge=-100, le=100)]

T = TypeVar("T")


class Part(BaseModel):
    """Any part of a scenario file: never changed after reading, no keys but the known ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Range(Part):
    """Inclusive bounds; one that is left out does not bound."""

    min: int | None = None
    max: int | None = None

    def holds(self, number: int) -> bool:
        """Whether the number lies within the bounds."""
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)


def _visited(value: Any) -> Any:
    """`visited: [details]` is short for `visited: {details: {min: 1}}`."""
    if isinstance(value, list) and all(isinstance(scene, str) for scene in value):
        return {scene: {"min": 1} for scene in value}
    return value


class Condition(Part):
    """What must hold, every part of it.

    Attributes:
        trust: bounds on the person's trust, 0–100.
        tension: bounds on the person's tension, 0–100.
        knows: facts that the trainee has learnt.
        visited: scenes and bounds on how often they have been entered.
        shown: criteria and the level that the trainee has earned on them at least once in this session.
    """

    trust: Range | None = None
    tension: Range | None = None
    knows: tuple[Key, ...] = ()
    visited: Annotated[
        dict[Key, Range], BeforeValidator(_visited, json_schema_input_type=dict[Key, Range] | list[Key])
    ] = {}
    shown: dict[Key, Annotated[int, Field(ge=1, le=2)]] = {}


class Line(Part):
    """What the person says on entering a scene, and how they look saying it."""

    text: Prose
    short: Prose | None = None
    feels: Expression = "calm"
    when: Condition | None = None


class MoodShift(Part):
    """How a reply moves the person's mood."""

    trust: Shift = 0
    tension: Shift = 0


class Branch(Part):
    """Where a reply leads if its condition holds."""

    to: Key
    when: Condition | None = None


def _branches(value: Any) -> Any:
    """`then: details` is short for `then: [{to: details}]`."""
    return [{"to": value}] if isinstance(value, str) else value


class Reply(Part):
    """One way for the trainee to answer.

    Attributes:
        text: what is said; also the exemplar for typed replies.
        short: at most 28 characters, for the projector.
        also: other wordings of the same reply.
        marks: criterion to level; what is left out counts as 0, on `respect` as 2.
        note: what it did to this person and why, for the debrief.
        learns: facts the trainee knows afterwards.
        when: offered only then.
        then: where it leads, the first branch that holds; the last one has no condition.
    """

    text: Prose
    short: Prose | None = None
    also: tuple[Prose, ...] = ()
    marks: dict[Key, Annotated[int, Field(ge=-1, le=2)]] = {}
    mood: MoodShift = MoodShift()
    note: Prose | None = None
    learns: tuple[Key, ...] = ()
    when: Condition | None = None
    then: Annotated[
        tuple[Branch, ...],
        BeforeValidator(_branches, json_schema_input_type=Key | list[Branch]),
        Field(min_length=1),
    ]


def _lines(value: Any) -> Any:
    """One line may stand for a list of one, and a text for a line."""
    lines = value if isinstance(value, list) else [value]
    return [{"text": line} if isinstance(line, str) else line for line in lines]


class Scene(Part):
    """One moment: what the person says, and the replies to choose from.

    Attributes:
        says: the first line whose condition holds is said; the last one has no condition.
        hint: shown on request in practice mode.
        discuss: the facilitator's question to the room.
        seconds: time for a reply in timed mode.
    """

    says: Annotated[
        tuple[Line, ...],
        BeforeValidator(_lines, json_schema_input_type=str | Line | list[str | Line]),
        Field(min_length=1),
    ]
    hint: Prose | None = None
    discuss: Prose | None = None
    seconds: Annotated[int, Field(ge=5, le=600)] | None = None
    replies: Annotated[dict[Key, Reply], Field(min_length=2)]


class Ending(Part):
    """What came of the conversation, including later consequences."""

    outcome: Outcome
    title: Prose
    text: Prose


class You(Part):
    """The trainee's part."""

    role: Prose
    firm: Prose


class Person(Part):
    """The other one in the conversation."""

    name: Prose
    role: Prose
    portrait: Key
    voice: Voice

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


class Weighting(Part):
    """How much a criterion counts in this scenario; a critical one caps the score when broken."""

    weight: Annotated[int, Field(ge=1, le=10)]
    critical: bool = False


class Mood(Part):
    """The person's mood at the start, 0–100 each."""

    trust: Percent
    tension: Percent


class Scenario(Part):
    """A whole scenario in one language, with its translations beside it."""

    format: Literal[1]
    id: Key
    language: Language
    title: Prose
    summary: Prose
    lessons: Annotated[tuple[Annotated[str, StringConstraints(max_length=60)], ...], Field(min_length=1)]
    difficulty: Literal[1, 2, 3]
    minutes: Annotated[int, Field(ge=1, le=60)]
    you: You
    person: Person
    situation: Prose
    goal: Prose
    facts: dict[Key, Prose] = {}
    criteria: Annotated[dict[Key, Weighting], Field(min_length=1)]
    mood: Mood
    start: Key
    scenes: Annotated[dict[Key, Scene], Field(min_length=1)]
    endings: Annotated[dict[Key, Ending], Field(min_length=1)]

    @property
    def weights(self) -> dict[str, Weight]:
        """What the score needs to know of the criteria."""
        return {key: Weight(part.weight, part.critical) for key, part in self.criteria.items()}


class SaidIn(Part):
    """A line's texts in another language."""

    text: Prose
    short: Prose | None = None


class ReplyIn(Part):
    """A reply's texts in another language."""

    text: Prose
    short: Prose | None = None
    also: tuple[Prose, ...] = ()
    note: Prose | None = None


class SceneIn(Part):
    """A scene's texts in another language; lines in the order of the source."""

    says: Annotated[
        tuple[SaidIn, ...],
        BeforeValidator(_lines, json_schema_input_type=str | SaidIn | list[str | SaidIn]),
        Field(min_length=1),
    ]
    hint: Prose | None = None
    discuss: Prose | None = None
    replies: dict[Key, ReplyIn]


class EndingIn(Part):
    """An ending's texts in another language."""

    title: Prose
    text: Prose


class YouIn(Part):
    """The trainee's part in another language; what is left out stays."""

    role: Prose | None = None
    firm: Prose | None = None


class PersonIn(Part):
    """The other one in another language; what is left out stays."""

    name: Prose | None = None
    role: Prose | None = None


class Translation(Part):
    """The texts of a scenario in another language: the same keys, and nothing but texts.

    Attributes:
        source: digest of the source texts it was made from, by which changed ones are noticed; "" for not known.
    """

    language: Language
    source: str = ""
    title: Prose
    summary: Prose
    you: YouIn = YouIn()
    person: PersonIn = PersonIn()
    situation: Prose
    goal: Prose
    facts: dict[Key, Prose] = {}
    scenes: dict[Key, SceneIn]
    endings: dict[Key, EndingIn]


class PlayThrough(Part):
    """A named way through a scenario and what must come of it.

    Attributes:
        replies: from the start to an ending.
        ending: where they lead.
        score: of the session, in percent.
    """

    replies: Annotated[tuple[Key, ...], Field(min_length=1)]
    ending: Key
    score: Percent


class Plays(RootModel[dict[Key, PlayThrough]]):
    """The reference play-throughs of a scenario, by name."""

    model_config = ConfigDict(frozen=True)


class Script(Part):
    """A scenario with all its languages: what is stored beside a session so that it can be replayed for ever."""

    source: Scenario
    translations: dict[Language, Translation] = {}

    @property
    def id(self) -> str:
        return self.source.id

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it can be played in, the source first."""
        return (self.source.language, *self.translations)

    def in_language(self, language: str) -> Scenario:
        """The scenario with this language's texts; with the source's where there is no such translation."""
        translation = self.translations.get(language)
        return _translated(self.source, translation) if translation else self.source

    def snapshot(self) -> str:
        """Everything in it as JSON, from which `Script.model_validate_json` makes the same script again."""
        # Without defaults, so that a field added to the format later does not change old digests.
        return self.model_dump_json(exclude_defaults=True)

    def digest(self) -> str:
        """The SHA-256 of the snapshot, in hexadecimal; any edit gives another."""
        return hashlib.sha256(self.snapshot().encode()).hexdigest()


# The fields of a scenario that a translation has in another language.
TEXTS: dict[str, Any] = {
    "title": True, "summary": True, "you": True, "person": {"name", "role"}, "situation": True, "goal": True,
    "facts": True,
    "scenes": {"__all__": {
        "says": {"__all__": {"text", "short"}}, "hint": True, "discuss": True,
        "replies": {"__all__": {"text", "short", "also", "note"}},
    }},
    "endings": {"__all__": {"title", "text"}},
}  # fmt: skip


def source_digest(scenario: Scenario) -> str:
    """A short digest of the texts that a translation is made from (not of marks, moods or branches)."""
    return hashlib.sha256(scenario.model_dump_json(include=TEXTS).encode()).hexdigest()[:16]


def _translated(source: Scenario, texts: Translation) -> Scenario:
    scenes = {key: _translated_scene(scene, texts.scenes.get(key)) for key, scene in source.scenes.items()}
    endings = {key: ending.model_copy(update=_given(texts.endings.get(key))) for key, ending in source.endings.items()}
    return source.model_copy(
        update={
            "language": texts.language, "title": texts.title, "summary": texts.summary, "situation": texts.situation,
            "goal": texts.goal, "facts": {**source.facts, **texts.facts}, "scenes": scenes, "endings": endings,
            "you": source.you.model_copy(update=_given(texts.you)),
            "person": source.person.model_copy(update=_given(texts.person)),
        }
    )  # fmt: skip


# What a translated reply leaves out is not there, rather than there in the other language.
_NOT_GIVEN = {"short": None, "also": (), "note": None}


def _translated_scene(scene: Scene, texts: SceneIn | None) -> Scene:
    if texts is None:
        return scene
    says = [
        line.model_copy(update={"short": None} | _given(texts.says[n])) if n < len(texts.says) else line
        for n, line in enumerate(scene.says)
    ]
    replies = {
        key: reply.model_copy(update=_NOT_GIVEN | _given(texts.replies[key])) if key in texts.replies else reply
        for key, reply in scene.replies.items()
    }
    return scene.model_copy(
        update={"says": tuple(says), "hint": texts.hint, "discuss": texts.discuss, "replies": replies}
    )


def _given(texts: Part | None) -> dict[str, Any]:
    """The fields of a translated part that are there."""
    return {} if texts is None else {key: value for key, value in texts if value is not None}
