"""Opens the guide at the part about the page that is shown, and leads back to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trainer.resources import shipped
from trainer.ui.guide.page import GuidePage
from trainer.ui.guide.texts import CONTENTS, Guide
from trainer.ui.shell import Shell

# Which part is about a page. Pages are named, not imported: most of them are not loaded when the guide is opened.
ABOUT = {
    "FirstRunPage": "start",
    "PeoplePage": "start",
    "PractisePage": "practise",
    "HistoryPage": "practise",
    "BriefingPage": "briefing",
    "ConversationPage": "conversation",
    "OwnViewPage": "debrief",
    "DebriefPage": "debrief",
    "ProgressPage": "progress",
    "ComparePage": "progress",
    "SettingsPage": "settings",
    "CoachPage": "coach",
    "ReviewPage": "review",
    "AgreementPage": "agreement",
    "CalibrationPage": "calibration",
    "RoundForm": "calibration",
    "BlindPage": "calibration",
    "RoundPage": "calibration",
    "RepliesPage": "replies",
    "PlansPage": "plans",
    "PlanForm": "plans",
    "LockPage": "lock",
    "StartPage": "workshop",
    "PresenterPage": "console",
    "PlanPage": "preparing",
    "ObserverPage": "preparing",
    "ScenariosPage": "scenarios",
    "ScenarioPage": "scenarios",
}


class GuideCoordinator:
    """The guide, and where it was opened from."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._back: Callable[[], None] = shell.go_back

    def show(self) -> None:
        """The contents, from the rail."""
        self._back = self._shell.go_back
        self._show(CONTENTS, "", rail=True)

    def show_about(self, page: QWidget, back: Callable[[], None], *, rail: bool) -> None:
        """What the guide says about a page; in the guide itself, the keys. Back shows the page again."""
        if isinstance(page, GuidePage):
            page.show_keys()
            return
        self._back = back
        self._show(ABOUT.get(type(page).__name__, CONTENTS), "", rail=rail)

    def _show(self, address: str, words: str, *, rail: bool) -> None:
        shell = self._shell
        guide = Guide(shipped("assets") / "guide", shell.words.language)
        page = GuidePage(shell.context, guide, address, words)
        page.back.connect(lambda: self._back())
        shell.show_page(page, lambda: self._show(page.address, page.words, rail=rail), here="guide" if rail else "")
