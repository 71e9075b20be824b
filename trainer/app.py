"""The composition root: makes each object once and hands it to whoever needs it."""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.scenario.library import Library
from trainer.wording import SOURCE_LANGUAGE, Text, Wording

if TYPE_CHECKING:
    from trainer.store.database import Store

LANGUAGES = ("fi", "en")


def default_data_folder() -> Path:
    """Where this person's data lies on this system."""
    import platformdirs

    return Path(platformdirs.user_data_dir("repliikki", appauthor=False))


def system_language() -> str:
    """The language of this system if the program speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            break
    else:
        value = locale.getlocale()[0] or ""
    language = value.replace("-", "_").split("_")[0].split(".")[0].lower()
    return language if language in LANGUAGES else SOURCE_LANGUAGE


@dataclass
class App:
    """What the commands and the window share."""

    data: Path

    @cached_property
    def store(self) -> Store:
        """The database in the data folder, opened at first use."""
        # Not needed by `list` and `check`, which start without it.
        from trainer.store.database import Store

        return Store.open(self.data)

    def reopen_store(self) -> Store:
        """The database again, after its file was replaced."""
        del self.store
        return self.store

    @cached_property
    def library(self) -> Library:
        """The shipped scenarios and the person's own, which lie in the data folder."""
        own = self.data / "scenarios"
        return Library([shipped("scenarios"), own], self.data / "cache" / "scenarios", shipped("assets") / "portraits")

    @cached_property
    def wording(self) -> Wording:
        """Texts in the language chosen in the settings, else the system's."""
        return Wording(system_language(), shipped("assets") / "translations")

    def language_for(self, scenario: str, wanted: str | None) -> str:
        """The language to play a scenario in: the wanted one, else the reader's, else the scenario's own.

        Raises:
            TrainerError: the wanted language is not one of the scenario's.
        """
        languages = self.library.summary(scenario).languages
        if wanted is None:
            return self.wording.language if self.wording.language in languages else languages[0]
        if wanted not in languages:
            raise TrainerError(
                Text(
                    "“{scenario}” is not there in “{language}”; it can be played in: {languages}.",
                    scenario=scenario,
                    language=wanted,
                    languages=", ".join(languages),
                )
            )
        return wanted
