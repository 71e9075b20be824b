"""A workshop under way: the object that the console and the audience's window both watch.

What the facilitator does is kept before anybody sees it; votes by phone are taken in as they come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from trainer.roleplay.play import Play
from trainer.scenario.model import Scenario
from trainer.store.database import Store
from trainer.workshop import rounds
from trainer.workshop.ballot import Ballot
from trainer.workshop.keeping import kept_rounds
from trainer.workshop.room import Room
from trainer.workshop.rounds import OPEN, Move, Workshop
from trainer.workshop.views import AudienceView, PresenterView

if TYPE_CHECKING:
    from trainer.wording import Wording
    from trainer.workshop.server import VoteServer

VOTE_SECONDS = 45
_TICK = 250


class Desk(QObject):
    """One scenario played by a room.

    Attributes:
        number: of the workshop in the store.
        scenarios: by language; languages are those on the screen, the larger one first.
        black: the room's screen shows nothing.
        large_code: the room's screen shows how to vote by phone, and nothing else.
    """

    changed = Signal()
    """Anything that either window shows."""
    ticked = Signal()
    """A quarter of a second has gone by."""
    _voted = Signal()

    def __init__(
        self,
        store: Store,
        number: int,
        scenarios: Mapping[str, Scenario],
        languages: Sequence[str],
        begun: Workshop,
        parent: QObject | None = None,
    ) -> None:
        """Takes up a workshop, new or kept."""
        super().__init__(parent)
        self._store, self.number = store, number
        self.scenarios, self.languages = scenarios, tuple(languages)
        self.play = Play(scenarios[self.languages[0]])
        # Votes come in the server's thread, and are taken in in the window's.
        self._voted.connect(self._take_in, Qt.ConnectionType.QueuedConnection)
        self.ballot = Ballot(self._voted.emit)
        self._room = Room(self.play, scenarios, self.languages, self.ballot, begun)
        self.server: VoteServer | None = None
        self.black = self.large_code = False
        self._clock = QElapsedTimer()
        self._clock.start()
        self._deadline: int | None = None
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.ticked)
        self._timer.start()

    # ---- what there is to see

    @property
    def now(self) -> Workshop:
        """How the workshop stands."""
        return self._room.history.now

    @property
    def can_undo(self) -> bool:
        """Whether the facilitator has done anything yet."""
        return bool(self._room.history.past)

    def audience(self) -> AudienceView:
        """What the room may see."""
        return self._room.audience()

    def presenter(self) -> PresenterView:
        """What the facilitator sees."""
        return self._room.presenter()

    @property
    def seconds(self) -> int:
        """Since the workshop was begun or taken up."""
        return self._clock.elapsed() // 1000

    @property
    def seconds_left(self) -> int | None:
        """Until the time for voting is over, 0 from then on; None while there is no vote."""
        if self._deadline is None or self.now.ended or self.now.now.step not in OPEN:
            return None
        return max(0, (self._deadline - self._clock.elapsed() + 999) // 1000)

    @property
    def phones(self) -> int:
        """How many phones are there."""
        return self.ballot.present(self.server_time()) if self.server else 0

    @staticmethod
    def server_time() -> float:
        """The clock by which phones are taken to be there."""
        from time import monotonic

        return monotonic()

    # ---- what the facilitator does

    def do(self, change: Callable[[Workshop], Workshop]) -> None:
        """Does something; what cannot be done now is left alone."""
        opened = self._open()
        try:
            self._room.do(change)
        except rounds.NotNowError:
            return
        if self._open() and not opened:
            self._deadline = self._clock.elapsed() + VOTE_SECONDS * 1000
        self.large_code = self.large_code and self._open()
        self._keep()

    def move(self, what: Move) -> None:
        """Goes a step on within the round."""
        self.do(lambda workshop: rounds.move(workshop, what))

    def go_on(self, reply: str | None = None) -> None:
        """Goes on with a reply, or with the winner."""
        self.do(lambda workshop: rounds.go_on(self.play, workshop, reply))

    def go_back(self, path: rounds.Path) -> None:
        """Goes to a round that was entered before."""
        self.do(lambda workshop: rounds.go_back(workshop, path))

    def count_hand(self, number: int, by: int) -> None:
        """Adds or takes away a hand for the reply with this number, from 1."""
        self.do(lambda workshop: rounds.count_hand(workshop, number, by))

    def count_paper(self, numbers: Sequence[int]) -> None:
        """Sets what was counted on paper."""
        self.do(lambda workshop: rounds.count_paper(workshop, numbers))

    def note_question(self, text: str) -> None:
        """Notes an open question."""
        self.do(lambda workshop: rounds.note_question(workshop, text))

    def end(self) -> None:
        """Has the room look back."""
        self.do(rounds.end)

    def undo(self) -> None:
        """Takes back the last thing that was done."""
        self._room.undo()
        self._keep()

    def more_time(self, seconds: int) -> None:
        """Gives the vote more time."""
        if self._deadline is not None:
            self._deadline = max(self._deadline, self._clock.elapsed()) + seconds * 1000
            self.changed.emit()

    def darken(self) -> None:
        """Shows the room nothing, or what there is again."""
        self.black = not self.black
        self.changed.emit()

    def enlarge_code(self) -> None:
        """Fills the room's screen with how to vote, or shows what there is again."""
        if self.server is not None:
            self.large_code = not self.large_code
            self.changed.emit()

    # ---- phones

    def open_to_phones(self, address: str, wordings: Mapping[str, Wording]) -> None:
        """Lets phones of the room's network vote; TrainerError where nothing can be served at that address."""
        from trainer.workshop.server import VoteServer

        self.close_to_phones()
        self.server = VoteServer(self.ballot, wordings, address)
        self.changed.emit()

    def close_to_phones(self) -> None:
        """Stops serving phones; what they voted stays."""
        if self.server is not None:
            server, self.server = self.server, None
            server.stop()
            self.large_code = False
            self.changed.emit()

    def close(self) -> None:
        """Ends all that serves the room."""
        self._timer.stop()
        self.ballot.end()
        self.close_to_phones()

    def _open(self) -> bool:
        return not self.now.ended and self.now.now.step in OPEN

    def _take_in(self) -> None:
        self._room.take_in()
        self.changed.emit()

    def _keep(self) -> None:
        now = self.now
        self._store.workshops.keep(
            self.number, path=now.path, rounds=kept_rounds(now.rounds), questions=now.questions, ended=now.ended
        )
        self.changed.emit()
