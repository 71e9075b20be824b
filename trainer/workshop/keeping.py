"""A workshop to and from what the store keeps of it."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.roleplay.autoplay import given
from trainer.roleplay.play import Play, replay
from trainer.store.workshops import KeptRound, KeptWorkshop
from trainer.workshop.rounds import Round, Step, Workshop


def kept_rounds(rounds: Sequence[Round]) -> tuple[KeptRound, ...]:
    """The rounds as the store keeps them: where each stands follows from its path."""
    return tuple(KeptRound(r.path, r.step.value, r.replies, r.first, r.second) for r in rounds)


def taken_up(play: Play, kept: KeptWorkshop) -> Workshop:
    """A workshop as it was kept, so that it can go on or be looked back on; `play` is of its scenario."""
    rounds = tuple(
        Round(r.path, replay(play, given(play, r.path))[-1], r.replies, Step(r.step), r.first, r.second)
        for r in kept.rounds
    )
    return Workshop(kept.seed, rounds, kept.path, kept.questions, kept.ended is not None)
