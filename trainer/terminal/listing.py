"""`list` and `sessions`: what there is, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from trainer.scenario.library import DIFFICULTY, Library
from trainer.wording import Wording


def scenarios(library: Library, wording: Wording) -> str:
    """A line a scenario, and one for each that an author must mend."""
    lines = []
    width = max((len(summary.id) for summary in library.summaries), default=0)
    for summary in library.summaries:
        difficulty = wording.say(DIFFICULTY[summary.difficulty])
        minutes = wording.t("{minutes} min", minutes=summary.minutes)
        title = summary.text(summary.title, wording.language)
        about = summary.text(summary.summary, wording.language)
        lines.append(f"{summary.id:<{width}}  {title} · {difficulty} · {minutes} · {', '.join(summary.languages)}")
        lines.append(f"{'':<{width}}  {about}")
    lines.extend(
        wording.t("{folder} cannot be played: {reason}", folder=broken.folder.name,
                  reason=f"{broken.findings[0].place}: {wording.say(broken.findings[0].text)}")
        for broken in library.broken
    )  # fmt: skip
    return "\n".join(lines) or wording.t("There are no scenarios.")


def scenarios_json(library: Library) -> str:
    """A list of summaries."""
    return json.dumps([asdict(summary) for summary in library.summaries], ensure_ascii=False, indent=2)
