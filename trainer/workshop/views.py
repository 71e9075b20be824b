"""What the two windows may show of a workshop.

The audience's view is a union of types by step, so that none can hold what is not revealed at its step: votes by
reply are in `ResultView` alone, scores in `LookBackView` alone, and notes and next lines in none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.roleplay.play import Mood, Play
from trainer.rubric.marks import BROKEN, Mark
from trainer.scenario.model import Expression, Line, Scenario
from trainer.store.workshops import Votes
from trainer.workshop.debrief import Debrief, Texts, debrief
from trainer.workshop.rounds import OPEN, Move, Path, Round, Step, Workshop
from trainer.workshop.votes import Advice, advice, share


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person on the screen; the name in each language of the screen."""

    name: Texts
    portrait: str
    feels: Expression


@dataclass(frozen=True, slots=True)
class Choice:
    """A reply as the room sees it; numbers count from 1."""

    number: int
    text: Texts


@dataclass(frozen=True, slots=True)
class Result:
    """A reply with its votes: `before` in the first vote where there was a second, `most` where it leads."""

    number: int
    text: Texts
    votes: int
    before: int | None
    most: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """The person has said something."""

    speaker: Speaker
    line: Texts


@dataclass(frozen=True, slots=True)
class DiscussionView:
    """The room talks about a question; none in a language that has none."""

    speaker: Speaker
    line: Texts
    question: Texts


@dataclass(frozen=True, slots=True)
class VoteView:
    """The room votes (`open`), or has; only the number of votes is told. `again` is the second vote."""

    speaker: Speaker
    line: Texts
    choices: tuple[Choice, ...]
    cast: int
    open: bool
    again: bool


@dataclass(frozen=True, slots=True)
class TalkView:
    """The room talks in pairs before it votes again."""

    speaker: Speaker
    line: Texts
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """The votes are shown."""

    speaker: Speaker
    line: Texts
    results: tuple[Result, ...]
    cast: int


@dataclass(frozen=True, slots=True)
class EndingView:
    """What came of the conversation."""

    speaker: Speaker
    title: Texts
    text: Texts


@dataclass(frozen=True, slots=True)
class LookBackView:
    """The room looks back."""

    title: Texts
    debrief: Debrief


AudienceView = LineView | DiscussionView | VoteView | TalkView | ResultView | EndingView | LookBackView


@dataclass(frozen=True, slots=True)
class Option:
    """A reply as the presenter sees it.

    Attributes:
        number: as shown, from 1.
        text: in the larger language.
        hands, paper, phones, total: votes now, second ones during and after the second vote.
        before: in the first vote, during and after the second.
        best: whether it earns most by the rubric; several may, none where all earn the same.
        marks: what it earns.
        mood: how it moves the person's mood.
        leads_to: the person's next line, or the ending's title.
        ends: whether it leads to an ending.
        note: what it does and why.
    """

    number: int
    reply: str
    text: str
    hands: int
    paper: int
    phones: int
    total: int
    before: int | None
    best: bool
    marks: tuple[Mark, ...]
    mood: Mood
    leads_to: str
    ends: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class Road:
    """A round that was entered, as a place to go back to; `title` is its line, or its ending's title."""

    path: Path
    title: str
    step: Step
    here: bool


@dataclass(frozen=True, slots=True)
class PresenterView:
    """What the facilitator sees.

    Attributes:
        audience: what the room sees now.
        moves: what can be done within the round.
        number: of the round on this road, from 1.
        question: the discussion question.
        hint: for the room when few chose the best reply.
        mood: the person's, now.
        cast: votes so far in the vote that is on, or was last.
        share: of the best replies in the first vote, in percent; None before it is closed or where nobody voted.
        advice: what to do after the first vote; None likewise, and after a second.
        winner: the reply with most votes; None where several are tied.
        roads: all rounds that were entered, in that order.
    """

    audience: AudienceView
    step: Step
    moves: frozenset[Move]
    number: int
    question: str | None
    hint: str | None
    mood: Mood
    options: tuple[Option, ...]
    cast: int
    share: float | None
    advice: Advice | None
    winner: str | None
    roads: tuple[Road, ...]
    questions: tuple[str, ...]


_SECOND = (Step.SECOND_VOTE, Step.SECOND_COUNTED)
_UNCOUNTED = (Step.LINE, Step.DISCUSSION, Step.VOTE, Step.ENDING)


def audience_view(play: Play, workshop: Workshop, shown: Sequence[Scenario]) -> AudienceView:
    """What the room may see now, of the scenario in each language on the screen."""
    if workshop.ended:
        return LookBackView(tuple(s.title for s in shown), debrief(play, workshop, shown))
    now = workshop.now
    speaker, line = _speaker(now, shown), _line(now, shown)
    match now.step:
        case Step.LINE:
            return LineView(speaker, line)
        case Step.DISCUSSION:
            return DiscussionView(speaker, line, _question(now, shown))
        case Step.TALK:
            return TalkView(speaker, line, _choices(now, shown))
        case Step.RESULT:
            return ResultView(speaker, line, _results(now, shown), now.votes.cast)
        case Step.ENDING:
            return _ending(now, shown) if play.is_over(now.position) else LineView(speaker, line)
        case _:
            cast = _on(now).cast
            return VoteView(speaker, line, _choices(now, shown), cast, now.step in OPEN, now.step in _SECOND)


def presenter_view(play: Play, workshop: Workshop, shown: Sequence[Scenario]) -> PresenterView:
    """What the facilitator sees now."""
    now, scenario = workshop.now, shown[0]
    scene = scenario.scenes.get(now.position.scene)
    best = best_replies(play, now)
    counted = now.step not in _UNCOUNTED
    return PresenterView(
        audience=audience_view(play, workshop, shown),
        step=now.step,
        moves=workshop.moves,
        number=len(now.path) + 1,
        question=scene.discuss if scene else None,
        hint=scene.hint if scene else None,
        mood=now.position.mood,
        options=_options(play, now, scenario, best),
        cast=_on(now).cast,
        share=share(now.first, best) if counted and best else None,
        advice=advice(now.first, best) if counted and not now.second.cast else None,
        winner=now.winner,
        roads=tuple(Road(r.path, _titled(r, scenario), r.step, r.path == workshop.path) for r in workshop.rounds),
        questions=workshop.questions,
    )


def best_replies(play: Play, entered: Round) -> tuple[int, ...]:
    """The places, from 0, of the replies that earn most by the rubric; none where all earn the same.

    A reply that breaks a criterion is never among them.
    """
    weights = play.scenario.weights
    earned = []
    for reply in entered.replies:
        marks = play.answer(entered.position, reply)[0].marks
        broken = any(mark.level == BROKEN for mark in marks)
        earned.append(-1 if broken else sum(weights[m.criterion].weight * m.level for m in marks))
    if len(set(earned)) < 2:
        return ()
    return tuple(place for place, points in enumerate(earned) if points == max(earned))


def _on(now: Round) -> Votes:
    """The vote that is on, or was last."""
    return now.second if now.step in _SECOND else now.votes


def _says(now: Round, scenario: Scenario) -> Line | None:
    scene = scenario.scenes.get(now.position.scene)
    return scene.says[now.position.line] if scene else None


def _speaker(now: Round, shown: Sequence[Scenario]) -> Speaker:
    said = _says(now, shown[0])
    person = shown[0].person
    return Speaker(tuple(s.person.name for s in shown), person.portrait, said.feels if said else "calm")


def _line(now: Round, shown: Sequence[Scenario]) -> Texts:
    said = [_says(now, scenario) for scenario in shown]
    return tuple(line.short or line.text for line in said if line)


def _question(now: Round, shown: Sequence[Scenario]) -> Texts:
    questions = [scenario.scenes[now.position.scene].discuss for scenario in shown]
    return tuple(question for question in questions if question)


def _short(now: Round, reply: str, shown: Sequence[Scenario]) -> Texts:
    replies = [scenario.scenes[now.position.scene].replies[reply] for scenario in shown]
    return tuple(reply.short or reply.text for reply in replies)


def _choices(now: Round, shown: Sequence[Scenario]) -> tuple[Choice, ...]:
    return tuple(Choice(number, _short(now, reply, shown)) for number, reply in enumerate(now.replies, 1))


def _results(now: Round, shown: Sequence[Scenario]) -> tuple[Result, ...]:
    total, again = now.votes.total, now.second.cast > 0
    most = max(total, default=0)
    return tuple(
        Result(
            place + 1,
            _short(now, reply, shown),
            total[place],
            now.first.total[place] if again else None,
            0 < most == total[place],
        )
        for place, reply in enumerate(now.replies)
    )


def _ending(now: Round, shown: Sequence[Scenario]) -> EndingView:
    endings = [scenario.endings[now.position.scene] for scenario in shown]
    return EndingView(_speaker(now, shown), tuple(e.title for e in endings), tuple(e.text for e in endings))


def _options(play: Play, now: Round, scenario: Scenario, best: Sequence[int]) -> tuple[Option, ...]:
    return tuple(_option(play, now, scenario, place, place in best) for place in range(len(now.replies)))


def _option(play: Play, now: Round, scenario: Scenario, place: int, best: bool) -> Option:
    reply, votes = now.replies[place], _on(now)
    turn, position = play.answer(now.position, reply)
    ends = play.is_over(position)
    written = scenario.scenes[now.position.scene].replies[reply]
    before = now.position.mood
    return Option(
        number=place + 1,
        reply=reply,
        text=written.text,
        hands=votes.hands[place],
        paper=votes.paper[place],
        phones=votes.phones[place],
        total=votes.total[place],
        before=now.first.total[place] if votes is now.second else None,
        best=best,
        marks=turn.marks,
        mood=Mood(turn.mood.trust - before.trust, turn.mood.tension - before.tension),
        leads_to=scenario.endings[turn.to].title if ends else scenario.scenes[turn.to].says[position.line].text,
        ends=ends,
        note=written.note,
    )


def _titled(entered: Round, scenario: Scenario) -> str:
    said = _says(entered, scenario)
    return (said.short or said.text) if said else scenario.endings[entered.position.scene].title
