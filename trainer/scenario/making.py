"""A new scenario to be rewritten by its author."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from trainer.errors import TrainerError
from trainer.scenario.model import KEY
from trainer.scenario.schema import SCHEMA_FILE, schema_text
from trainer.scenario.template import template
from trainer.wording import Text

_LONGEST = 60


def new(scenario: str, language: str, folder: Path, libraries: Sequence[Path]) -> Path:
    """Makes a scenario that plays at once, to be rewritten by its author; where it lies.

    Args:
        scenario: its id.
        language: in which the author writes, "fi" or "en".
        folder: where to make it.
        libraries: where scenarios are played from; an id that one of them has would hide one of the two.

    Raises:
        TrainerError: the id is none or is taken, or the folder cannot be written to.
    """
    if not re.fullmatch(KEY, scenario) or len(scenario) > _LONGEST:
        raise TrainerError(
            Text(
                "“{id}” isn't a valid id for a scenario: small letters a–z, digits and hyphens, a letter first.",
                id=scenario,
            )
        )
    for library in (folder, *libraries):
        if (library / scenario).exists():
            raise TrainerError(Text("There is a “{id}” already in {folder}.", id=scenario, folder=str(library)))
    made = folder / scenario
    try:
        made.mkdir(parents=True)
    except OSError as error:
        raise _unwritable(made, error) from error
    try:
        # Editors find it by the first line of scenario.yaml.
        (folder / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8")
        for name, content in template(scenario, language).items():
            (made / name).write_text(content, encoding="utf-8")
    except OSError as error:
        shutil.rmtree(made, ignore_errors=True)
        raise _unwritable(made, error) from error
    return made


def _unwritable(folder: Path, error: OSError) -> TrainerError:
    reason = error.strerror or str(error)
    return TrainerError(
        Text("{folder} cannot be created: {reason}. Choose another folder.", folder=str(folder), reason=reason)
    )
