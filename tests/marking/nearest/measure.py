"""How often a typed reply goes its own way: `python -m tests.marking.nearest.measure`.

Right is what is taken without asking and leads where the reply meant leads; see `Case.is_right`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median
from time import perf_counter

from tests.marking.nearest.variants import Case, Variant, authored, case, parted, variants
from trainer.marking.nearest import ASKED, nearest

OUTCOMES = ("right", "asked", "wrong")


def outcome(tried: Case) -> str:
    """What becomes of a typed reply: right, asked or wrong."""
    taken = nearest(tried.variant.text, tried.marks, tried.options)
    if not taken.sure:
        return "asked"
    return "right" if tried.is_right(taken.ranking[0]) else "wrong"


def outcomes(rows: Iterable[Variant]) -> Counter[str]:
    """How many typed replies are right, asked about and wrong."""
    return Counter(outcome(case(row)) for row in rows)


def among_the_asked(rows: Iterable[Variant]) -> float:
    """Of the replies asked about, the share in which the one meant is among those shown."""
    asked = [tried for tried in map(case, rows) if outcome(tried) == "asked"]
    shown = [nearest(tried.variant.text, tried.marks, tried.options).ranking[:ASKED] for tried in asked]
    return sum(tried.variant.reply in keys for tried, keys in zip(asked, shown, strict=True)) / max(1, len(asked))


def milliseconds(rows: Iterable[Variant]) -> list[float]:
    """The time that each reply takes once it is marked."""
    times = []
    for tried in map(case, rows):
        start = perf_counter()
        nearest(tried.variant.text, tried.marks, tried.options)
        times.append(1000 * (perf_counter() - start))
    return times


def _line(name: str, rows: list[Variant]) -> str:
    """The shares in percent: of the close ones, of the others, of all."""
    parts = [[r for r in rows if r.kind == "close"], [r for r in rows if r.kind != "close"], rows]
    found = [outcomes(part) for part in parts]
    shares = (f"{100 * part[key] / max(1, part.total()):7.1f}" for part in found for key in OUTCOMES)
    return f"{name:<22}{len(parts[0]):5}{len(parts[1]):5} " + "".join(shares)


def main() -> None:
    """Prints the tables, in percent."""
    every = variants()
    tuning, aside = parted(every)
    print(" " * 33 + "close" + " " * 16 + "other" + " " * 16 + "all")  # noqa: T201
    print(f"{'':<22}close other" + "".join(f"{name:>7}" for _ in range(3) for name in OUTCOMES))  # noqa: T201
    for name, language in sorted({(row.scenario, row.language) for row in every}):
        print(_line(f"{name} {language}", [r for r in every if (r.scenario, r.language) == (name, language)]))  # noqa: T201
    print()  # noqa: T201
    for title, rows in {
        "fitted on": tuning,
        "kept aside": aside,
        "unseen": [row for row in every if row.kind == "unseen"],
        "all": every,
        "authored wordings": authored(),
    }.items():
        print(_line(title, rows))  # noqa: T201
    print(  # noqa: T201
        f"\nThe reply meant is among those asked about: {among_the_asked(every):.0%}; "
        f"a reply takes {median(milliseconds(aside)):.2f} ms"
    )


if __name__ == "__main__":
    main()
