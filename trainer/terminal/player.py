"""`play`: a conversation in the terminal, by hand or by given replies."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import click

from trainer.errors import TrainerError
from trainer.roleplay.autoplay import given, path
from trainer.roleplay.play import Play, Position, Turn, replay
from trainer.rubric.score import score
from trainer.scenario.model import Scenario, Script
from trainer.store.database import Store
from trainer.store.sessions import Mode
from trainer.terminal.sessions import score_lines
from trainer.wording import Text, Wording

_WIDTH = 88


def unattended(store: Store, script: Script, *, language: str, person: int | None, seed: int, replies: str) -> int:
    """Plays a scenario through with given replies and stores the session; its number.

    Args:
        store: where it is kept.
        script: the scenario.
        language: of the session.
        person: whose it is.
        seed: of the shuffling, and of "random".
        replies: ids with commas between them, or "best", "worst" or "random".

    Raises:
        TrainerError: a reply is not offered where it is given, or the replies end before the conversation does;
            nothing is stored then.
    """
    play = Play(script.in_language(language))
    if replies in ("best", "worst", "random"):
        turns: Sequence[Turn] = path(play, replies, seed)  # type: ignore[arg-type]
    else:
        turns = _given(play, [reply.strip() for reply in replies.split(",") if reply.strip()])
    session = store.sessions.start(person=person, script=script, language=language, seed=seed)
    for turn in turns:
        store.sessions.add_turn(session, turn)
    _finish(store, session, play.scenario, turns)
    return session


def _given(play: Play, replies: Sequence[str]) -> list[Turn]:
    turns = list(given(play, replies))
    position = replay(play, turns)[-1]
    if not play.is_over(position):
        raise TrainerError(
            Text(
                "The conversation is not over after {count} replies. "
                "In the scene “{scene}” these are offered: {offered}.",
                count=len(replies),
                scene=position.scene,
                offered=", ".join(play.offered(position)),
            )
        )
    return turns


def _finish(store: Store, session: int, scenario: Scenario, turns: Sequence[Turn]) -> None:
    ending = turns[-1].to
    scored = score((turn.marks for turn in turns), scenario.weights)
    store.sessions.finish(session, ending=ending, outcome=scenario.endings[ending].outcome, score=scored)


class TerminalPlayer:
    """A conversation played by hand; each turn is stored before the next line is shown."""

    def __init__(self, store: Store, script: Script, wording: Wording, *, language: str, mode: Mode = "practice"):
        self._store, self._script, self._wording = store, script, wording
        self._language, self._mode = language, mode
        self._play = Play(script.in_language(language))

    def run(self, person: int | None, seed: int) -> int | None:
        """Plays until an ending, or until the person stops; the session, None if it was left open."""
        t, scenario = self._wording.t, self._play.scenario
        session = self._store.sessions.start(
            person=person, script=self._script, language=self._language, seed=seed, mode=self._mode
        )
        self._head(scenario)
        position, turns, warned = self._play.start(), list[Turn](), False
        while not self._play.is_over(position):
            answered = self._ask(position, seed, len(turns))
            if answered is None:
                click.echo(t("Left open; it is saved. Go on in the window, or start again."))
                return None
            reply, hinted = answered
            turn, position = self._play.answer(position, reply)
            self._store.sessions.add_turn(session, turn, hint=hinted)
            turns.append(turn)
            if self._store.problem and not warned:
                warned = True
                click.secho(_wrapped(self._wording.say(self._store.problem)), bold=True)
            if note := scenario.scenes[turn.scene].replies[turn.reply].note:
                click.secho(_wrapped(note, "      "), dim=True)
        _finish(self._store, session, scenario, turns)
        ending = scenario.endings[position.scene]
        click.echo()
        click.secho(ending.title, bold=True)
        click.echo(_wrapped(ending.text))
        click.echo()
        click.echo(score_lines(score((turn.marks for turn in turns), scenario.weights), self._wording))
        return session

    def _head(self, scenario: Scenario) -> None:
        t = self._wording.t
        click.secho(scenario.title, bold=True)
        click.echo(_wrapped(f"{scenario.you.role.capitalize()}, {scenario.you.firm}. {scenario.situation}"))
        click.echo(_wrapped(t("Your goal: {goal}", goal=scenario.goal)))
        click.secho(t("A number answers; h hint, b background, q stop."), dim=True)

    def _ask(self, position: Position, seed: int, taken: int) -> tuple[str, bool] | None:
        """The reply chosen and whether the hint was read; None to stop."""
        t, scenario = self._wording.t, self._play.scenario
        scene = scenario.scenes[position.scene]
        offered = {str(number): reply for number, reply in enumerate(self._play.shuffled(position, seed), 1)}
        click.echo()
        mood = position.mood
        trust, tension = t("Trust"), t("Tension")
        click.secho(f"{trust} {_bar(mood.trust)}  {tension} {_bar(mood.tension)}", dim=True)
        click.secho(f"{scenario.person.first_name}: ", bold=True, nl=False)
        click.echo(_wrapped(scene.says[position.line].text, " " * 4).lstrip())
        click.echo()
        for number, reply in offered.items():
            click.echo(_wrapped(f"{number}. {scene.replies[reply].text}", "     ", first="  "))
        hinted = False
        while True:
            answer = self._typed(taken)
            if answer == "q":
                return None
            if answer == "h":
                hinted = True
                click.echo(_wrapped(scene.hint or t("There is no hint here."), "  "))
            elif answer == "b":
                known = [text for fact, text in scenario.facts.items() if fact in position.known]
                click.echo(_wrapped(" ".join([scenario.situation, *known]), "  "))
            elif answer in offered:
                return offered[answer], hinted
            else:
                click.echo(t("Give a number from 1 to {most}, or h, b or q.", most=len(offered)))

    def _typed(self, taken: int) -> str:
        """What the person typed; "q" where they ended the input or the program, by Ctrl-D or Ctrl-C."""
        prompt = self._wording.t("You, turn {turn}", turn=taken + 1)
        try:
            return str(click.prompt(prompt, prompt_suffix=" > ")).strip().lower()
        except click.Abort:
            click.echo()
            return "q"


def _bar(mood: int) -> str:
    filled = round(mood / 10)
    return "█" * filled + "░" * (10 - filled)


def _wrapped(text: str, indent: str = "", *, first: str | None = None) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent)
