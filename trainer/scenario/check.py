"""What an author should mend: everything that is wrong in a scenario, each with its place and what to do.

Reading finds broken YAML and what is not of the format (`files`); here are the rules between the parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, islice
from pathlib import Path
from typing import Any

from trainer.rubric.catalogue import BY_KEY, RESPECT
from trainer.rubric.marks import BROKEN
from trainer.scenario.files import (
    MOST_FINDINGS,
    SCENARIO_FILE,
    Finding,
    Source,
    did_you_mean,
    read_folder,
    untranslated,
)
from trainer.scenario.lessons import LESSONS
from trainer.scenario.model import TEXTS, Condition, Scenario, Scene, source_digest
from trainer.scenario.yaml_text import Document
from trainer.wording import Text

At = tuple[str | int, ...]


def check(folder: Path, portraits: Collection[str]) -> list[Finding]:
    """Everything found in a scenario's folder; portraits are the ids of the people there are pictures of."""
    source = read_folder(folder)
    return source.findings + rules_broken(source, portraits)


def rules_broken(source: Source, portraits: Collection[str]) -> list[Finding]:
    """What is wrong between the parts of a scenario that was read; nothing where reading already failed."""
    if source.scenario is None or source.document is None:
        return []
    rules = _Rules(source, source.scenario, portraits)
    errors = list(islice(chain(rules.of_head(), rules.of_scenes()), MOST_FINDINGS))
    return errors + list(islice(rules.of_translations(), MOST_FINDINGS))


def scenario_folders(path: Path) -> list[Path]:
    """The scenario folders a path stands for: itself, the folder of a file, or the folders in a library."""
    if path.is_file():
        return [path.parent]
    if (path / SCENARIO_FILE).exists():
        return [path]
    return sorted(child.parent for child in path.glob(f"*/{SCENARIO_FILE}"))


class _Rules:
    """The rules over one scenario, each yielding what breaks it."""

    def __init__(self, source: Source, scenario: Scenario, portraits: Collection[str]) -> None:
        assert source.document is not None
        self._source = source
        self._scenario = scenario
        self._portraits = portraits
        self._document = source.document
        self._targets = {**scenario.scenes, **scenario.endings}

    def of_head(self) -> Iterator[Finding]:
        scenario = self._scenario
        folder = self._source.folder.absolute().name
        if scenario.id != folder:
            text = Text("The id is “{id}”, the folder “{folder}”.", id=scenario.id, folder=folder)
            yield self._error("RL010", ("id",), text, Text("Give both the same name."))
        if scenario.start in scenario.endings:
            yield self._error("RL011", ("start",), Text("The conversation starts at an ending."))
        elif scenario.start not in scenario.scenes:
            yield self._unknown("RL011", ("start",), scenario.start, scenario.scenes)
        for n, lesson in enumerate(scenario.lessons):
            if lesson not in LESSONS:
                yield self._unknown("RL015", ("lessons", n), lesson, LESSONS)
        for key in scenario.criteria:
            if key not in BY_KEY:
                yield self._unknown("RL012", ("criteria", key), key, BY_KEY, key=True)
        if scenario.person.portrait not in self._portraits:
            yield self._unknown("RL014", ("person", "portrait"), scenario.person.portrait, self._portraits)
        yield from self._doubled()

    def _doubled(self) -> Iterator[Finding]:
        """Names that would have to stand for two things."""
        scenario = self._scenario
        for key in scenario.endings:
            if key in scenario.scenes:
                text = Text("“{id}” is both a scene and an ending; a branch could not tell which is meant.", id=key)
                yield self._error("RL019", ("endings", key), text, key=True)
        for language, (_, document) in chain(self._source.translations.items(), self._source.unfinished.items()):
            if language == scenario.language:
                text = Text("“{language}” is already the language of {file}.", language=language, file=SCENARIO_FILE)
                yield Finding("RL020", "error", document.place(["language"]), "language", text)

    def of_scenes(self) -> Iterator[Finding]:
        for key, scene in self._scenario.scenes.items():
            path: At = ("scenes", key)
            for n, line in enumerate(scene.says):
                yield from self._condition((*path, "says", n, "when"), line.when)
            if scene.says[-1].when is not None:
                text = Text("The last line has a condition; in other states nothing would be said.")
                fix = Text("Remove its “when”, or add a line without one.")
                yield self._error("RL017", (*path, "says", len(scene.says) - 1, "when"), text, fix)
            yield from self._replies(path, scene)
        yield from self._dead_ends()

    def _replies(self, path: At, scene: Scene) -> Iterator[Finding]:
        for key, reply in scene.replies.items():
            at: At = (*path, "replies", key)
            yield from self._condition((*at, "when"), reply.when)
            yield from self._marks((*at, "marks"), reply.marks)
            for n, fact in enumerate(reply.learns):
                if fact not in self._scenario.facts:
                    yield self._unknown("RL013", (*at, "learns", n), fact, self._scenario.facts)
            for n, branch in enumerate(reply.then):
                where: At = (*at, "then") if len(reply.then) == 1 else (*at, "then", n, "to")
                if branch.to not in self._targets:
                    yield self._unknown("RL011", where, branch.to, self._targets)
                yield from self._condition((*at, "then", n, "when"), branch.when)
            if reply.then[-1].when is not None:
                text = Text("The last branch has a condition; in other states the conversation would lead nowhere.")
                fix = Text("Remove its “when”, or add a branch without one.")
                yield self._error("RL017", (*at, "then", len(reply.then) - 1, "when"), text, fix)

    def _marks(self, path: At, marks: Mapping[str, int]) -> Iterator[Finding]:
        for key, level in marks.items():
            if key not in self._scenario.criteria:
                yield self._unknown("RL012", (*path, key), key, self._scenario.criteria, key=True)
            if key == RESPECT.key and level == 0:
                text = Text("“respect” has no level 0: 2 is the default, 1 is curt or cold, -1 is broken.")
                yield self._error("RL016", (*path, key), text)
            elif key != RESPECT.key and level == BROKEN:
                text = Text("Only “respect” can be broken (-1); a miss is 0.")
                yield self._error("RL016", (*path, key), text)

    def _condition(self, path: At, when: Condition | None) -> Iterator[Finding]:
        if when is None:
            return
        for n, fact in enumerate(when.knows):
            if fact not in self._scenario.facts:
                yield self._unknown("RL013", (*path, "knows", n), fact, self._scenario.facts)
        for scene in when.visited:
            if scene not in self._scenario.scenes:
                yield self._unknown("RL011", (*path, "visited", scene), scene, self._scenario.scenes, key=True)
        for key in when.shown:
            if key not in self._scenario.criteria:
                yield self._unknown("RL012", (*path, "shown", key), key, self._scenario.criteria, key=True)

    def _dead_ends(self) -> Iterator[Finding]:
        """Scenes from which no branch, whatever its condition, ever leads to an ending."""
        leads_to: dict[str, set[str]] = {}
        for key, scene in self._scenario.scenes.items():
            for reply in scene.replies.values():
                for branch in reply.then:
                    leads_to.setdefault(branch.to, set()).add(key)
        alive: set[str] = set()
        frontier = list(self._scenario.endings)
        while frontier:
            found = leads_to.get(frontier.pop(), set()) - alive
            alive |= found
            frontier.extend(found)
        for key in self._scenario.scenes:
            if key not in alive:
                text = Text("No path leads from the scene “{scene}” to an ending.", scene=key)
                fix = Text("Let one of its replies lead to an ending.")
                yield self._error("RL018", ("scenes", key), text, fix, key=True)

    def of_translations(self) -> Iterator[Finding]:
        # Other wordings may be more or fewer, and what is left out of you and person stays as it is.
        optional: dict[str, Any] = {
            "you": True,
            "person": True,
            "scenes": {"__all__": {"replies": {"__all__": {"also"}}}},
        }
        source = _by_key(self._scenario.model_dump(include=TEXTS, exclude=optional, exclude_none=True))
        for texts, document in chain(self._source.translations.values(), self._source.unfinished.values()):
            # Whoever has not finished it will be told what has changed when they go on.
            if texts.language in self._source.translations and texts.source != source_digest(self._scenario):
                text = Text("The texts of {file} have changed since this translation was made.", file=SCENARIO_FILE)
                fix = Text("Compare the two, then write source: {digest}", digest=source_digest(self._scenario))
                yield Finding("RL023", "warning", document.place(["source"]), "source", text, fix)
            translated = texts.model_dump(exclude={"language": True, "source": True, **optional}, exclude_none=True)
            yield from _differences(document, (), source, _by_key(translated))

    def _unknown(self, code: str, path: At, name: str, known: Collection[str], *, key: bool = False) -> Finding:
        text = {
            "RL011": Text("There is no scene or ending “{name}”.", name=name),
            "RL012": Text("There is no criterion “{name}” here.", name=name),
            "RL013": Text("There is no fact “{name}”.", name=name),
            "RL014": Text("There is no portrait “{name}”.", name=name),
            "RL015": Text("There is no lesson “{name}”.", name=name),
        }[code]
        return self._error(code, path, text, did_you_mean(get_close_matches(name, list(known), n=1)), key=key)

    def _error(self, code: str, path: At, text: Text, fix: Text | None = None, *, key: bool = False) -> Finding:
        """An error at the value of this path, or at its key."""
        return Finding(code, "error", self._document.place(path, key=key), _dotted(path), text, fix)


def _by_key(texts: Any) -> Any:
    """Texts with lists turned into mappings of position, so that all parts are reached by key."""
    if isinstance(texts, (list, tuple)):
        texts = dict(enumerate(texts))
    return {key: _by_key(part) for key, part in texts.items()} if isinstance(texts, dict) else texts


def _differences(
    document: Document, path: At, source: Mapping[Any, Any], there: Mapping[Any, Any]
) -> Iterator[Finding]:
    """What only one of source and translation has, each at the topmost key that is missing."""
    for key, part in source.items():
        if key not in there:
            yield untranslated(document, (*path, key), path)
        elif isinstance(part, dict):
            yield from _differences(document, (*path, key), part, there[key])
    for key in there:
        if key not in source:
            at = (*path, key)
            text = Text("“{key}” is translated, but {file} has no such part.", key=_dotted(at), file=SCENARIO_FILE)
            nearest = did_you_mean(get_close_matches(str(key), [str(known) for known in source], n=1))
            yield Finding("RL022", "warning", document.place(at, key=True), _dotted(at), text, nearest)


def _dotted(path: At) -> str:
    return ".".join(map(str, path))
