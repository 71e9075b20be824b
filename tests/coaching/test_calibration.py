from __future__ import annotations

from trainer.coaching.calibration import BlindMark, lines, pairwise

MARKS = [
    BlindMark("Sari", 4, 1, "feeling", 2),
    BlindMark("Olli", 4, 1, "feeling", 0),
    BlindMark("Sari", 4, 1, "question", 1),
    BlindMark("Tuuli", 3, 2, "respect", -1),
    BlindMark("Olli", 3, 2, "respect", 2),
]


def test_marks_stand_line_by_line_with_how_far_they_lie_apart() -> None:
    found = lines(MARKS)
    assert [(line.session, line.turn, line.criterion, line.spread) for line in found] == [
        (3, 2, "respect", 3),
        (4, 1, "feeling", 2),
        (4, 1, "question", 0),
    ]
    assert found[1].levels == {"Sari": 2, "Olli": 0}


def test_coaches_are_compared_two_by_two_on_what_both_marked() -> None:
    found = pairwise(lines(MARKS))
    assert [(pair.first, pair.second, pair.agreement.pairs) for pair in found] == [
        ("Olli", "Sari", 1),
        ("Olli", "Tuuli", 1),
        ("Sari", "Tuuli", 0),
    ]
    many = [BlindMark(coach, 1, turn, "feeling", turn % 3) for coach in ("Olli", "Sari") for turn in range(30)]
    [pair] = pairwise(lines(many))
    assert pair.agreement.kappa is not None
    assert pair.agreement.kappa.value == 1
