"""Everything an author should look at in a scenario: its errors, and if it has none what the review finds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain, islice
from pathlib import Path

from trainer.review import fairness, guessing, plays, structure, texts, wordings
from trainer.review.reviewed import Reviewed
from trainer.review.severities import Severity, judged
from trainer.scenario.check import rules_broken
from trainer.scenario.files import MOST_FINDINGS, Finding, read_folder


def check(
    folder: Path, portraits: Collection[str], wanted: Mapping[str, Severity] | None = None, *, marker: bool = False
) -> list[Finding]:
    """Everything found in a scenario's folder.

    Args:
        folder: of the scenario.
        portraits: the ids of the people there are pictures of.
        wanted: severities by code, where they are other than usual.
        marker: also have the automatic marking read each reply, which takes seconds.
    """
    source = read_folder(folder)
    found = source.findings + rules_broken(source, portraits)
    if not any(finding.severity == "error" for finding in found):
        reviewed = Reviewed(source)
        rooms = [structure, fairness, guessing, texts, plays]
        found += islice(chain.from_iterable(room.findings(reviewed) for room in rooms), MOST_FINDINGS)
        # The play-throughs are read late, and what is wrong in their file is noted beside the rest.
        found += [finding for finding in source.findings if finding not in found]
        if marker:
            found += islice(wordings.findings(reviewed), MOST_FINDINGS)
    return judged(found, wanted or {})
