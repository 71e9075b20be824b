"""What the window offers to those who carry out what its pages ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from trainer.ui.context import Context
from trainer.ui.preferences import Preferences
from trainer.ui.voice import Voice
from trainer.wording import Text, Wording

if TYPE_CHECKING:
    from trainer.scenario.library import Library
    from trainer.store.backups import Backup
    from trainer.store.database import Store


class Shell(Protocol):
    """The window, as coordinators see it.

    Attributes:
        data: the data folder.
        words: says texts in the reader's language.
        library: all scenarios.
        store: what happened; another object after a backup was put back.
        preferences: how the person wants it to look and sound; changed by `prefer`.
        person: who is practising; None where nobody is yet.
        context: what pages and elements are built with at the moment.
        voice: says lines.
        page: what is on screen.
    """

    data: Path
    words: Wording
    library: Library
    store: Store
    preferences: Preferences
    person: int | None
    context: Context
    voice: Voice
    page: QWidget

    def show_page(self, page: QWidget, again: Callable[[], None], *, here: str = "") -> None:
        """Puts a page on screen; `again` builds it anew, `here` is its place in the rail, if it has one."""

    def show_home(self) -> None:
        """Shows where the program begins."""

    def go_to(self, place: str) -> None:
        """Shows a page of the rail, the settings or the guide."""

    def show_scene(self, scenario: str, scene: str) -> None:
        """Shows a scenario's page with a scene selected."""

    def go_back(self) -> None:
        """Shows the conversation under way, else what to practise."""

    def rebuild(self) -> None:
        """Builds the page that is shown anew."""

    def prefer(self, preferences: Preferences, *, rebuild: bool = True) -> None:
        """Stores preferences and applies them."""

    def notify(self, text: Text) -> None:
        """Tells something at the top of the page."""

    def show_notices(self) -> None:
        """Shows anew what is told at the top of the page."""

    def ask_first(self, title: str, text: str, *, yes: str, act: Callable[[], None], no: str = "") -> None:
        """Asks before something is lost; the safe answer is the default."""

    def ask_where(self, title: str, name: str, kind: str) -> Path | None:
        """Where to write a file of that name and kind; None if the person thinks better of it."""

    def person_name(self) -> str:
        """The name of who is practising, "" if it has none."""

    def use_person(self, person: int) -> None:
        """Has somebody else practise."""

    def let_in(self, person: int, then: Callable[[], None]) -> None:
        """Has somebody else practise and goes on, once their PIN was given, where they have one."""

    def take_in(self, file: Path) -> None:
        """Imports a file from another machine, once the person has seen what is in it."""

    def restore(self, backup: Backup) -> None:
        """Puts a backup in the place of all data."""
