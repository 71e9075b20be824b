"""`agreement`: how far the program and coaches, and coaches among each other, mark alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from trainer.coaching.agreement import FEWEST_PAIRS, Agreement, Count, Kappa, grouped
from trainer.rubric.catalogue import BY_KEY
from trainer.store.database import Store
from trainer.wording import Wording


def as_json(store: Store) -> str:
    """Both comparisons, by criterion and language and by month."""
    compared = {"program": store.coaching.program_and_coach(), "coaches": store.coaching.coach_and_coach()}
    return json.dumps({name: _comparison(counts) for name, counts in compared.items()}, indent=2)


def as_text(store: Store, wording: Wording) -> str:
    """Both comparisons, a line a criterion and language."""
    return "\n".join(
        [
            wording.t("The program and coaches who finished a review (they saw its marks):"),
            *_lines(store.coaching.program_and_coach(), wording),
            "",
            wording.t("Coaches in calibration rounds (blind):"),
            *_lines(store.coaching.coach_and_coach(), wording),
        ]
    )


def _comparison(counts: Sequence[Count]) -> dict[str, Any]:
    return {
        "criteria": [
            {"criterion": criterion, "language": language, **_figures(agreed)}
            for (criterion, language), agreed in _by_criterion(counts).items()
        ],
        "months": [{"month": month, **_figures(agreed)} for month, agreed in grouped(counts, _month).items()],
    }


def _figures(agreed: Agreement) -> dict[str, Any]:
    return {
        "pairs": agreed.pairs,
        "percent": agreed.percent,
        "kappa": _interval(agreed.kappa),
        "weighted": _interval(agreed.weighted),
        "too_few": agreed.too_few,
        "draft": agreed.draft,
    }


def _interval(kappa: Kappa | None) -> dict[str, float] | None:
    return {"value": kappa.value, "low": kappa.low, "high": kappa.high} if kappa else None


def _lines(counts: Sequence[Count], wording: Wording) -> Iterable[str]:
    if not counts:
        yield "  " + wording.t("Nothing has been marked by both yet.")
    for (criterion, language), agreed in _by_criterion(counts).items():
        yield f"  {wording.say(BY_KEY[criterion].name):<34} {language}  {_told(agreed, wording)}"
    for month, agreed in grouped(counts, _month).items():
        yield f"  {month:<38}{_told(agreed, wording)}"


def _told(agreed: Agreement, wording: Wording) -> str:
    t = wording.t
    said = t("{percent} the same of {pairs}", percent=wording.percent(agreed.percent or 0), pairs=agreed.pairs)
    if agreed.too_few:
        return ", ".join([said, t("too few for κ (under {count})", count=FEWEST_PAIRS)])
    if agreed.kappa is None or agreed.weighted is None:
        return ", ".join([said, t("κ can't be worked out, as all are at one level")])
    figures = t(
        "κ {kappa}, weighted {weighted} ({low} to {high})",
        kappa=wording.decimal(agreed.kappa.value, 2),
        weighted=wording.decimal(agreed.weighted.value, 2),
        low=wording.decimal(agreed.weighted.low, 2),
        high=wording.decimal(agreed.weighted.high, 2),
    )
    return ", ".join([said, figures, *([t("draft")] if agreed.draft else [])])


def _by_criterion(counts: Sequence[Count]) -> dict[tuple[str, str], Agreement]:
    return grouped(counts, lambda count: (count.criterion, count.language))


def _month(count: Count) -> str:
    return count.month
