"""One workshop as a table (CSV): rounds with both votes, the criteria that the room's way showed, open questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trainer.exchange.cells import csv_bytes
from trainer.exchange.writing import write_whole
from trainer.roleplay.autoplay import given
from trainer.roleplay.play import Play, replay
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.score import score
from trainer.store.database import Store
from trainer.store.workshops import KeptRound, KeptWorkshop
from trainer.wording import Wording

_VOTE_CELLS = 8


def export_workshop(store: Store, workshop: int, file: Path, wording: Wording) -> None:
    """Writes a workshop in the wording's language where its scenario is in that; see `csv_bytes` for the form.

    A row tells a reply of a round, a criterion in percent, the score, or an open question, as its first cell says.
    Nobody who voted can be told from it.

    Raises:
        TrainerError: there is no such workshop, or the file cannot be written.
    """
    kept = store.workshops.record(workshop)
    write_whole(file, [csv_bytes(_rows(kept, wording), wording)])


def _rows(kept: KeptWorkshop, wording: Wording) -> Iterator[list[str]]:
    t = wording.t
    votes = [t("hands"), t("paper"), t("phones"), t("in all")]
    first, second = t("First vote"), t("Second vote")
    yield [
        t("Row"), t("Round"), t("On the room's path"), t("Line"), t("Number"), t("Text"), t("Gone on with"),
        t("Percent"), *(f"{first}: {way}" for way in votes), *(f"{second}: {way}" for way in votes),
    ]  # fmt: skip
    scenario = kept.script.in_language(wording.language)
    play = Play(scenario)
    for number, entered in enumerate(kept.rounds, 1):
        yield from _round_rows(play, kept, entered, number, wording)
    result = score((turn.marks for turn in given(play, kept.path)), scenario.weights)
    for key, part in result.criteria.items():
        yield _row(t("criterion"), text=wording.say(BY_KEY[key].name), percent=str(part.percent))
    if result.percent is not None:
        yield _row(t("score"), text=scenario.title, percent=str(result.percent))
    for question in kept.questions:
        yield _row(t("open question"), text=question)


def _round_rows(
    play: Play, kept: KeptWorkshop, entered: KeptRound, number: int, wording: Wording
) -> Iterator[list[str]]:
    t = wording.t
    position = replay(play, given(play, entered.path))[-1]
    way = t("yes") if kept.path[: len(entered.path)] == entered.path else t("no")
    if play.is_over(position):
        ending = play.scenario.endings[position.scene]
        yield _row(t("ending"), str(number), way, text=ending.title)
        return
    scene = play.scenario.scenes[position.scene]
    next_replies = {r.path[-1] for r in kept.rounds if r.path and r.path[:-1] == entered.path}
    for place, reply in enumerate(entered.replies):
        votes = [
            str(count)
            for vote in (entered.first, entered.second)
            for count in (vote.hands[place], vote.paper[place], vote.phones[place], vote.total[place])
        ]
        yield _row(
            t("reply"), str(number), way, scene.says[position.line].text, str(place + 1), scene.replies[reply].text,
            t("yes") if reply in next_replies else t("no"), votes=votes,
        )  # fmt: skip


def _row(
    kind: str, number: str = "", way: str = "", line: str = "", place: str = "", text: str = "", gone_on: str = "",
    *, percent: str = "", votes: list[str] | None = None,
) -> list[str]:  # fmt: skip
    return [kind, number, way, line, place, text, gone_on, percent, *(votes or [""] * _VOTE_CELLS)]
