"""The composition root: makes each object once and hands it to whoever needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.scenario.library import Library
from trainer.wording import Text, Wording, system_language

if TYPE_CHECKING:
    from trainer.store.database import Store


def default_data_folder() -> Path:
    """Where this person's data lies on this system."""
    import platformdirs

    return Path(platformdirs.user_data_dir("repliikki", appauthor=False))


@dataclass
class App:
    """The objects of one run of the program, each made when it is first needed."""

    data: Path

    @cached_property
    def store(self) -> Store:
        """The database in the data folder."""
        # Imported here, as `list` and `check` do without it.
        from trainer.store.database import Store

        return Store.open(self.data)

    @cached_property
    def library(self) -> Library:
        """The shipped scenarios and the person's own, which lie in the data folder."""
        return Library(self.scenario_folders, self.data / "cache" / "scenarios", self.portrait_folder)

    @property
    def scenario_folders(self) -> list[Path]:
        """Where scenarios lie: the shipped ones, and the person's own."""
        return [shipped("scenarios"), self.data / "scenarios"]

    @property
    def portrait_folder(self) -> Path:
        """Where the pictures of people lie."""
        return shipped("assets") / "portraits"

    @cached_property
    def wording(self) -> Wording:
        """Texts in the system's language; the window goes over to the one chosen in its settings."""
        return Wording(system_language(), shipped("assets") / "translations")

    def run_window(self, file: Path | None = None) -> int:
        """Opens the window, takes in a file where one is named, and runs until it is closed; the exit status."""
        from trainer.ui.start import run

        return run(self.data, self.wording, self.library, self.open_store, file)

    def open_store(self) -> Store:
        """The database, opened again if it was closed."""
        self.__dict__.pop("store", None)
        return self.store

    def person_named(self, name: str) -> int:
        """The person of that name, made if there is none."""
        person = self.store.people.by_name(name) or self.store.people.add(name)
        return person.id

    def require_disk(self) -> None:
        """Refuses to begin what could not be kept.

        Raises:
            TrainerError: the data folder cannot be written to.
        """
        # What the store says of it is meant for the window, which goes on in memory.
        if self.store.problem:
            raise TrainerError(
                Text(
                    "Nothing was started, as it could not be saved in “{folder}”: the disk is full or read-only, "
                    "or another program is using the database. Try again later, or choose another folder with "
                    "--data.",
                    folder=str(self.data),
                )
            )

    def require_kept(self) -> None:
        """Tells where a command's result is in memory only.

        Raises:
            TrainerError: the disk failed since the command began, and still does.
        """
        if not self.store.retry():
            raise TrainerError(
                Text("What was done could not be saved in “{folder}” and is lost.", folder=str(self.data))
            )

    def write_report(self, report: str, sessions: Sequence[int], file: Path) -> int:
        """Writes the finished ones of these sessions to a PDF, without a window; how many they are.

        Args:
            report: "session" tells each, "person" each person over time, "cohort" all people as a group. The latter
                two leave out forks, which say nothing of what a person can do unaided.
            sessions: their numbers.
            file: where to.

        Raises:
            TrainerError: none of them is finished, or the file cannot be written.
        """
        from trainer.ui.reports import printing

        if report == "session":
            return printing.print_sessions(self.store, sessions, file, self.wording)
        if report == "person":
            return printing.print_people(self.store, sessions, file, self.wording, self.library.summaries)
        return printing.print_cohort(self.store, sessions, file, self.wording)

    @property
    def lost(self) -> Text | None:
        """What may be missing since the last run, where the database was opened; None where nothing is."""
        return self.store.lost if "store" in self.__dict__ else None

    def close(self) -> None:
        """Closes what was opened."""
        if "store" in self.__dict__:
            self.store.close()
