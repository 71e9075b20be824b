"""Carries out what the pages about scenarios ask for, and looks again whenever a file is saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from trainer.errors import TrainerError
from trainer.scenario.making import new
from trainer.ui.practise.coordinator import PractiseCoordinator
from trainer.ui.scenarios.list_page import ScenariosPage, ScenariosState
from trainer.ui.scenarios.page import ScenarioPage
from trainer.ui.scenarios.state import Looked, look
from trainer.ui.shell import Shell

# Editors write a file in several steps; it is read once they are done.
_SETTLED = 150


class ScenariosCoordinator(QObject):
    """The list of scenarios, and the page of each."""

    def __init__(self, shell: Shell, practise: PractiseCoordinator) -> None:
        super().__init__()
        self._shell, self._practise = shell, practise
        self._language = ""
        self._selected = ""
        self._folder = shell.data / "scenarios"
        self._watcher = QFileSystemWatcher(self)
        self._saved = QTimer(self, singleShot=True, interval=_SETTLED)
        self._watcher.fileChanged.connect(lambda _: self._saved.start())
        self._watcher.directoryChanged.connect(lambda _: self._saved.start())
        self._saved.timeout.connect(self._look_again)

    def show(self, problem: str = "", wanted: str = "") -> None:
        """All scenarios."""
        library = self._shell.library
        library.reload()
        own_files = self._folder.glob("*/*.yaml")
        self._watch([*(folder for folder in library.folders if folder.is_dir()), *own_files])
        own = frozenset(s.id for s in library.summaries if library.folder(s.id).parent == self._folder)
        state = ScenariosState(library.summaries, own, library.broken, self._folder, problem, wanted)
        page = ScenariosPage(self._shell.context, state)
        page.opened.connect(self._open)
        page.made.connect(self._make)
        page.folder_asked.connect(self._open_folder)
        self._shell.show_page(page, self.show, here="scenarios")

    def show_scenario(self, scenario: str, scene: str = "") -> None:
        """One scenario as it is on disk, with a scene selected."""
        self._selected = scene or self._selected
        looked = self._look(scenario)
        self._watch([looked.folder, *looked.folder.glob("*.yaml")])
        language = self._language or self._shell.words.language
        page = ScenarioPage(self._shell.context, looked, language, self._selected)
        page.back.connect(self.show)
        page.language_chosen.connect(partial(self._choose_language, scenario))
        page.selected.connect(self._select)
        page.check_asked.connect(self._shell.rebuild)
        page.played_from.connect(partial(self._play, scenario, looked))
        self._shell.show_page(page, partial(self.show_scenario, scenario), here="")

    def _open(self, scenario: str) -> None:
        self._selected = ""
        self.show_scenario(scenario)

    def _look(self, scenario: str) -> Looked:
        library = self._shell.library
        library.reload()
        broken = {each.folder.name: each.folder for each in library.broken}
        return look(broken.get(scenario) or library.folder(scenario), library.portraits)

    def _choose_language(self, scenario: str, language: str) -> None:
        self._language = language
        self.show_scenario(scenario)

    def _select(self, key: str) -> None:
        self._selected = key

    def _play(self, scenario: str, looked: Looked, scene: str) -> None:
        if looked.script is not None:
            language = self._language or self._shell.words.language
            back = partial(self.show_scenario, scenario)
            self._practise.try_out(looked.script, looked.ways.get(scene, ()), language, back)

    def _make(self, scenario: str) -> None:
        try:
            new(scenario, self._shell.words.language, self._folder, self._shell.library.folders)
        except TrainerError as error:
            self.show(self._shell.words.say(error.text), scenario)
            return
        self._open(scenario)

    def _open_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _watch(self, paths: list[Path]) -> None:
        self._stop_watching()
        self._watcher.addPaths([str(path) for path in paths])

    def _stop_watching(self) -> None:
        if there := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(there)

    def _look_again(self) -> None:
        """Shows anew what is on screen; elsewhere nobody waits for it."""
        if isinstance(self._shell.page, ScenarioPage | ScenariosPage):
            self._shell.rebuild()
        else:
            self._stop_watching()
