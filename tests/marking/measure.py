"""How good the shipped marker is: `python -m tests.marking.measure`.

Prints, by criterion and language, the figures on the replies kept aside, and beside them those recorded when the heads
were built: of hands (files) left out one at a time. Plain Python; takes a few seconds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median, quantiles
from time import perf_counter
from typing import Any, NamedTuple

from tests.marking import labelled, sources
from tests.marking.figures import calibration_error, kappa, overlap_f1, shown_f1
from tests.marking.labelled import Reply
from trainer.marking.heads import unpacked
from trainer.marking.marker import HEADS, Marker
from trainer.marking.text import even, sentences
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import MISSED, SHOWN, Mark

Marked = list[tuple[Reply, dict[str, Mark]]]


class Figures(NamedTuple):
    """One criterion's figures in one language; see marking figures for each."""

    replies: int
    shown_f1: float
    kappa: float
    sure_share: float
    sure_shown_f1: float
    sure_kappa: float
    evidence: float
    calibration_error: float


def marked(marker: Marker, replies: Iterable[Reply], spoil: Callable[[str], str] = str) -> Marked:
    """Replies with the marks of the criteria in play; `spoil` changes the texts first."""
    return [
        (
            reply,
            marker.mark(
                spoil(reply.text),
                language=reply.language,
                criteria=list(reply.levels),
                person=reply.person,
                customer=reply.customer,
            ),
        )
        for reply in replies
    ]


def figures(found: Marked, criterion: str) -> Figures:
    """A criterion's figures over marked replies."""
    rows = [(reply, marks[criterion]) for reply, marks in found if criterion in marks]
    true = [reply.levels[criterion] for reply, _ in rows]
    given = [mark.level for _, mark in rows]
    sure = [(t, mark.level) for t, (_, mark) in zip(true, rows, strict=True) if mark.sure]
    return Figures(
        len(rows),
        shown_f1(criterion, true, given),
        kappa(true, given),
        len(sure) / len(rows),
        shown_f1(criterion, [t for t, _ in sure], [g for _, g in sure]),
        kappa([t for t, _ in sure], [g for _, g in sure]),
        mean(_overlaps(rows, criterion) or [1.0]),
        calibration_error([m.confidence for _, m in rows], [t == g for t, g in zip(true, given, strict=True)]),
    )


def _overlaps(rows: Sequence[tuple[Reply, Mark]], criterion: str) -> list[float]:
    """Overlap of evidence with the annotator's, widened to sentences, where both see the behaviour.

    `respect` at its best is shown by the whole reply: its words are arbitrary and are left out.
    """
    return [
        overlap_f1(_words(reply, [_span(reply, criterion)]), _words(reply, mark.evidence))
        for reply, mark in rows
        if reply.evidence.get(criterion) and mark.level != MISSED and reply.levels[criterion] != MISSED
        if not (criterion == "respect" and SHOWN in (mark.level, reply.levels[criterion]))
    ]


def _span(reply: Reply, criterion: str) -> tuple[int, int]:
    start = reply.text.find(reply.evidence[criterion])
    return start, start + len(reply.evidence[criterion])


def _words(reply: Reply, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The places of the words in the sentences that the spans touch."""
    return {
        token.start
        for sentence in sentences(even(reply.text), reply.text)
        if any(start < sentence.end and sentence.start < end for start, end in spans)
        for token in sentence.tokens
        if token.text[0].isalnum()
    }


def table(found: Marked, language: str) -> dict[str, Figures]:
    """The figures of every criterion in a language."""
    return {key: figures([row for row in found if row[0].language == language], key) for key in BY_KEY}


def means(of: Iterable[Figures]) -> Figures:
    """The mean of figures over criteria."""
    return Figures(*(mean(column) for column in zip(*of, strict=True)))


def no_question_marks(text: str) -> str:
    """The text as many type it."""
    return text.replace("?", "")


def small_letters(text: str) -> str:
    """The text without capitals."""
    return text.lower()


def one_typo_in_ten(text: str) -> str:
    """The text with one word in ten misspelt: two letters changed places, one lost, or one doubled."""
    chance = random.Random(text)
    return re.sub(r"\w+", lambda word: _misspelt(word.group(), chance) if chance.random() < 0.1 else word.group(), text)


def _misspelt(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    at = chance.randrange(len(word) - 1)
    return chance.choice(
        [word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :], word[: at + 1] + word[at:]]
    )


SPOILT: dict[str, Callable[[str], str]] = {
    "no question marks": no_question_marks,
    "small letters": small_letters,
    "one typo in ten words": one_typo_in_ten,
}


def seconds_each(marker: Marker, replies: Iterable[Reply]) -> list[float]:
    """The time of each reply with all criteria marked."""
    times = []
    for reply in replies:
        start = perf_counter()
        marker.mark(
            reply.text, language=reply.language, criteria=list(BY_KEY), person=reply.person, customer=reply.customer
        )
        times.append(perf_counter() - start)
    return times


def recorded() -> dict[str, Any]:
    """What the shipped file tells of itself: its inputs' digests and the figures it was accepted with."""
    written = unpacked((sources.ROOM / HEADS).read_bytes())
    return {"inputs": written["inputs"], "figures": written["figures"]}


def _show(language: str, name: str, now: Figures, then: dict[str, float]) -> str:
    held = "".join(f"{then[key]:8.3f}" for key in ("shown_f1", "kappa", "sure_share", "sure_shown_f1", "sure_kappa"))
    return (
        f"{language} {name:11}{now.replies:6.0f}{now.shown_f1:8.3f}{now.kappa:8.3f}{now.sure_share:8.3f}"
        f"{now.sure_shown_f1:8.3f}{now.sure_kappa:8.3f}{now.evidence:8.3f}{now.calibration_error:8.3f}  |"
        f"{held}{then['calibration_error']:8.3f}"
    )


def main() -> None:
    """Prints everything."""
    _, aside = labelled.parted(labelled.replies())
    start = perf_counter()
    marker = Marker.load()
    cold = perf_counter() - start
    told = recorded()["figures"]
    found = marked(marker, aside)
    print("Replies kept aside (left) and hands left out one at a time (right)")  # noqa: T201
    head = "   shown   kappa    sure  shown*  kappa*"
    print(f"               n{head} eviden   calib  |{head}   calib      * of those it is sure of")  # noqa: T201
    for language in labelled.LANGUAGES:
        rows = table(found, language)
        for key, row in rows.items():
            print(_show(language, key, row, told[language][key]))  # noqa: T201
        total = {key: mean(row[key] for row in told[language].values()) for key in told[language]["name"]}
        print(_show(language, "mean", means(rows.values()), total) + "\n")  # noqa: T201
        for name, spoil in SPOILT.items():
            spoilt = means(
                table(marked(marker, [r for r in aside if r.language == language], spoil), language).values()
            )
            clean = means(rows.values())
            losses = f"shown {clean.shown_f1 - spoilt.shown_f1:+.3f}, kappa {clean.kappa - spoilt.kappa:+.3f}"
            print(f"{language} loss with {name}: {losses}")  # noqa: T201
    times = [1000 * each for each in seconds_each(marker, aside)]
    print(  # noqa: T201
        f"\nA reply, all criteria: median {median(times):.2f} ms, 95 % within {quantiles(times, n=20)[-1]:.2f} ms;"
        f" load {1000 * cold:.0f} ms; data {(sources.ROOM / HEADS).stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
