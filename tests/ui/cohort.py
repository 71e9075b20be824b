"""Sessions, plans and calibration rounds in a window's store, without playing them on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from trainer.coaching.plans import Plan
from trainer.roleplay.play import Play, Position
from trainer.rubric.marks import Source
from trainer.rubric.score import score
from trainer.ui.main_window import MainWindow

Choose = Callable[[Play, Position], str]
TIINA, VILLE = "Tiina Laakso", "Ville Salo"
UUID = "0f0e7f7e-1b5a-4a3e-9b0c-3f1d2a7c9e11"


def best(play: Play, position: Position) -> str:
    """The reply that earns most; it leads to an end."""
    return max(play.offered(position), key=lambda reply: _worth(play, position, reply))


def poorest(play: Play, position: Position) -> str:
    """The reply that earns least."""
    return min(play.offered(position), key=lambda reply: _worth(play, position, reply))


def _worth(play: Play, position: Position, reply: str) -> int:
    return sum(mark.level for mark in play.answer(position, reply)[0].marks)


def played(
    window: MainWindow,
    choose: Choose = best,
    *,
    scenario: str = "complaint",
    person: int | None = None,
    typed: bool = False,
    language: str = "en",
    mode: Literal["practice", "test"] = "practice",
) -> int:
    """A whole session of a person, of who is practising if nobody is named; its number."""
    script = window.library.script(scenario)
    play = Play(script.in_language(language))
    sessions = window.store.sessions
    session = sessions.start(
        person=person or window.person, script=script, language=language, seed=1, mode=mode
    )  # fmt: skip
    position, turns = play.start(), []
    for _ in range(60):
        if play.is_over(position):
            break
        reply = choose(play, position)
        said = play.scenario.scenes[position.scene].replies[reply].text
        marks = [mark._replace(source=Source.AUTO) for mark in play.answer(position, reply)[0].marks]
        turn, position = play.answer(position, reply, said, marks) if typed else play.answer(position, reply)
        turns.append(turn)
        sessions.add_turn(session, turn)
    ending = play.scenario.endings[position.scene]
    result = score((turn.marks for turn in turns), play.scenario.weights)
    sessions.finish(session, ending=position.scene, outcome=ending.outcome, score=result)
    return session


def calibrated(window: MainWindow, sessions: Sequence[int], *, finished: bool = True) -> int:
    """A round in which both coaches marked everything as it stands, but the second the first mark otherwise."""
    calibrations = window.store.calibrations
    number = calibrations.add("Spring", sessions, [TIINA, VILLE])
    for coach in (TIINA, VILLE):
        for session in sessions:
            for n, ((turn, criterion), level) in enumerate(window.store.reviews.standing(session).items()):
                given = (1 if level != 1 else 2) if coach == VILLE and n == 0 else level
                calibrations.mark(number, coach, session, turn, criterion, given)
        if finished:
            calibrations.finish(number, coach)
    return number


def planned(
    window: MainWindow,
    scenarios: Sequence[str] = ("complaint", "gatekeeper"),
    *,
    mode: Literal["practice", "test"] = "practice",
    due: date | None = None,
    give: bool = True,
) -> int:
    """A plan that who is practising has; its number."""
    plan = Plan(UUID, "Before the fair", tuple(scenarios), mode, due, "Say the day and the hour.")
    number = window.store.plans.keep(plan)
    if give:
        assert window.person is not None
        window.store.plans.give(number, window.person)
    return number
