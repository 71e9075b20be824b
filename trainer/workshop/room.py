"""A workshop under way: its history, and the ballot of the phones kept in step with it.

To be used from one thread; only the ballot is shared with the server's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from trainer.roleplay.play import Play
from trainer.scenario.model import Scenario
from trainer.workshop.ballot import Ballot, question_of
from trainer.workshop.rounds import OPEN, History, Step, Workshop
from trainer.workshop.views import AudienceView, PresenterView, audience_view, presenter_view

_NOT_YET = (Step.LINE, Step.DISCUSSION, Step.ENDING)


class Room:
    """One scenario played by a room.

    Attributes:
        history: how it stands, and what can be undone.
    """

    def __init__(
        self, play: Play, scenarios: Mapping[str, Scenario], languages: Sequence[str], ballot: Ballot, begun: Workshop
    ) -> None:
        """Takes up a workshop, new or kept.

        Args:
            play: of the scenario.
            scenarios: the scenario by language, in all languages of the screen and of the phones.
            languages: on the screen, the larger one first.
            ballot: what phones see and vote on.
            begun: the workshop as it stands.
        """
        self._play = play
        self._scenarios = scenarios
        self._shown = tuple(scenarios[language] for language in languages)
        self._ballot = ballot
        self.history = History(begun)
        self._follow()

    def do(self, change: Callable[[Workshop], Workshop]) -> None:
        """Does what the facilitator asks for; what cannot be done now raises, and nothing has happened."""
        before = self.history.now
        after = change(before)
        if self._open_key(before) != self._open_key(after):
            # No vote may come between the last count and the closing of the vote.
            self._ballot.close()
            self.take_in()
            after = change(self.history.now)
        self.history = self.history.then(after)
        self._follow()

    def undo(self) -> None:
        """Takes back the last thing the facilitator did; votes by phone stay."""
        self._ballot.close()
        self.take_in()
        self.history = self.history.undone()
        self._follow()

    def take_in(self) -> None:
        """Takes in what phones have voted so far; to be called whenever the ballot says that it changed."""
        if self._open_key(self.history.now):
            self.history = self.history.phones(self._ballot.counts())

    def audience(self) -> AudienceView:
        """What the room may see now."""
        return audience_view(self._play, self.history.now, self._shown)

    def presenter(self) -> PresenterView:
        """What the facilitator sees now."""
        return presenter_view(self._play, self.history.now, self._shown)

    def _open_key(self, workshop: Workshop) -> str | None:
        """The name of the vote that is open; None where none is."""
        if workshop.ended or workshop.now.step not in OPEN:
            return None
        return question_of(workshop, self._scenarios).key

    def _follow(self) -> None:
        """Tells phones what the room is told."""
        workshop = self.history.now
        if self._open_key(workshop):
            self._ballot.open(question_of(workshop, self._scenarios))
        elif workshop.ended or workshop.now.step in _NOT_YET:
            self._ballot.wait()
        else:
            self._ballot.close()
