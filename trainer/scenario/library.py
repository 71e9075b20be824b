"""The scenarios at hand, listed and opened fast.

Reading YAML and validating it takes tenths of a second, so what was read is kept as JSON in a cache folder, keyed by
the files' content. Listing from a warm cache needs neither the YAML reader nor the models. Of a scenario that an
edit broke, the last good version stays in use.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.errors import TrainerError
from trainer.scenario import MAX_BYTES
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.scenario.files import Finding
    from trainer.scenario.model import Script

C = TypeVar("C")

DIFFICULTY = {1: Text("Easy"), 2: Text("Medium"), 3: Text("Hard")}

# Part of every cache key: raised when the shape of what is cached changes.
_CACHE_FORMAT = "1"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of scenarios shows; texts by language, all languages of the scenario."""

    id: str
    languages: tuple[str, ...]
    title: Mapping[str, str]
    summary: Mapping[str, str]
    person: str
    portrait: str
    difficulty: int
    minutes: int
    criteria: Mapping[str, int]
    scenes: int
    endings: int
    lessons: tuple[str, ...]

    def text(self, texts: Mapping[str, str], language: str) -> str:
        """The text in this language, else in the scenario's own."""
        return texts.get(language) or texts[self.languages[0]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A scenario that an author must mend before it can be played (again)."""

    folder: Path
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Entry:
    folder: Path
    key: str
    summary: Summary


class Library:
    """The scenarios of one or more folders; where two have the same id, the earlier folder's counts."""

    def __init__(self, folders: Sequence[Path], cache: Path, portraits: Path) -> None:
        """Folders hold scenario folders; cache may be missing or read-only; portraits holds <id>-<expression>.svg."""
        self.folders = folders
        self._cache = cache
        self._portraits = portraits
        self._entries: dict[str, _Entry] = {}
        self._broken: dict[str, Broken] = {}
        self._scripts: dict[str, Script] = {}
        self.reload()

    def reload(self) -> None:
        """Looks at the folders again; unchanged scenarios are not read again."""
        before, self._entries = self._entries, {}
        self._broken.clear()
        for library in self.folders:
            for file in sorted(library.glob("*/scenario.yaml")):
                if file.parent.name not in self._entries:
                    self._enter(file.parent, before.get(file.parent.name))

    @property
    def summaries(self) -> list[Summary]:
        """All that can be played, easy ones first, then by id."""
        return sorted((entry.summary for entry in self._entries.values()), key=lambda s: (s.difficulty, s.id))

    @property
    def broken(self) -> list[Broken]:
        """Those with errors, whether or not an earlier good version is in use."""
        return list(self._broken.values())

    @cached_property
    def portraits(self) -> frozenset[str]:
        """The ids of the people there are pictures of."""
        return portraits_in(self._portraits)

    def __contains__(self, scenario: str) -> bool:
        return scenario in self._entries

    def summary(self, scenario: str) -> Summary:
        """The summary of a scenario; TrainerError if there is none of that id."""
        return self._entry(scenario).summary

    def folder(self, scenario: str) -> Path:
        """Where a scenario's files lie; TrainerError if there is none of that id."""
        return self._entry(scenario).folder

    def language_for(self, scenario: str, wanted: str | None, reader: str) -> str:
        """The language to play a scenario in: the wanted one, else the reader's, else the scenario's own.

        Raises:
            TrainerError: the scenario is not there in the wanted language.
        """
        languages = self.summary(scenario).languages
        if wanted is None:
            return reader if reader in languages else languages[0]
        if wanted not in languages:
            raise TrainerError(
                Text(
                    "“{scenario}” isn't available in “{language}”; it can be played in: {languages}.",
                    scenario=scenario,
                    language=wanted,
                    languages=", ".join(languages),
                )
            )
        return wanted

    def script(self, scenario: str) -> Script:
        """The scenario in all its languages; TrainerError if there is none of that id."""
        from trainer.scenario.model import Script

        entry = self._entry(scenario)
        if entry.key not in self._scripts:
            key, script = self._cached(scenario, "script", Script.model_validate) or ("", None)
            self._scripts[entry.key] = script if script and key == entry.key else self._read(entry)
        return self._scripts[entry.key]

    def _entry(self, scenario: str) -> _Entry:
        if scenario in self._broken and scenario not in self._entries:
            from trainer.scenario.files import ScenarioError

            raise ScenarioError(self._broken[scenario].findings)
        if scenario not in self._entries:
            from difflib import get_close_matches

            nearest = get_close_matches(scenario, self._entries, n=1)
            if nearest:
                raise TrainerError(
                    Text("There is no scenario “{id}”. Did you mean “{name}”?", id=scenario, name=nearest[0])
                )
            raise TrainerError(Text("There is no scenario “{id}”. See “repliikki list”.", id=scenario))
        return self._entries[scenario]

    def _enter(self, folder: Path, before: _Entry | None) -> None:
        key = _content_key(folder)
        cached = self._cached(folder.name, "summary", _summary_of)
        last_good = before or (_Entry(folder, *cached) if cached else None)
        if last_good and last_good.key == key:
            self._entries[folder.name] = last_good
            return
        script, findings = self._checked(folder)
        if script is not None:
            self._scripts[key] = script
            summary = _summarised(script)
            self._entries[folder.name] = _Entry(folder, key, summary)
            self._keep(folder.name, key, summary, script)
            return
        self._broken[folder.name] = Broken(folder, findings)
        if last_good:
            self._entries[folder.name] = last_good

    def _checked(self, folder: Path) -> tuple[Script | None, tuple[Finding, ...]]:
        from trainer.scenario.check import rules_broken
        from trainer.scenario.files import read_folder

        source = read_folder(folder)
        findings = (*source.findings, *rules_broken(source, self.portraits))
        errors = tuple(finding for finding in findings if finding.severity == "error")
        return (None, errors) if errors or source.scenario is None else (source.script(), ())

    def _read(self, entry: _Entry) -> Script:
        from trainer.scenario.files import ScenarioError

        script, findings = self._checked(entry.folder)
        if script is None:
            raise ScenarioError(findings)
        return script

    def _cached(self, name: str, part: str, made_of: Callable[[Any], C]) -> tuple[str, C] | None:
        """The key and what is kept under it; None where nothing is kept, or nothing that can be used."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads((self._cache / f"{name}.{part}.json").read_bytes())
            if content["format"] == _CACHE_FORMAT:
                return content["key"], made_of(content[part])
        return None

    def _keep(self, name: str, key: str, summary: Summary, script: Script) -> None:
        head = {"format": _CACHE_FORMAT, "key": key}
        snapshot = json.loads(script.snapshot())
        with suppress(OSError):
            self._cache.mkdir(parents=True, exist_ok=True)
            for part, content in (("script", snapshot), ("summary", asdict(summary))):
                unfinished = self._cache / f"{name}.{part}.{os.getpid()}"
                unfinished.write_text(json.dumps(head | {part: content}, ensure_ascii=False), encoding="utf-8")
                unfinished.replace(self._cache / f"{name}.{part}.json")


def portraits_in(folder: Path) -> frozenset[str]:
    """The ids of the people of whom there are pictures in a folder, <id>-<expression>.svg."""
    return frozenset(file.stem.rsplit("-", 1)[0] for file in folder.glob("*-*.svg"))


def _content_key(folder: Path) -> str:
    digest = hashlib.sha256(str(folder).encode())
    for file in sorted(folder.glob("*.yaml")):
        digest.update(f"\0{file.name}\0".encode())
        with suppress(OSError), file.open("rb") as opened:
            # A longer file is refused whatever stands in the rest.
            digest.update(opened.read(MAX_BYTES + 1))
    return digest.hexdigest()


def _summarised(script: Script) -> Summary:
    source = script.source
    versions = {language: script.in_language(language) for language in script.languages}
    return Summary(
        id=source.id,
        languages=script.languages,
        title={language: scenario.title for language, scenario in versions.items()},
        summary={language: scenario.summary for language, scenario in versions.items()},
        person=source.person.name,
        portrait=source.person.portrait,
        difficulty=source.difficulty,
        minutes=source.minutes,
        criteria={key: weighting.weight for key, weighting in source.criteria.items()},
        scenes=len(source.scenes),
        endings=len(source.endings),
        lessons=source.lessons,
    )


def _summary_of(cached: dict[str, Any]) -> Summary:
    return Summary(**{**cached, "languages": tuple(cached["languages"]), "lessons": tuple(cached["lessons"])})
