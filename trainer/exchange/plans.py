"""Practice plans between machines: a small file that a coach hands out (`.repliikki-plan`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from trainer.coaching.plans import Plan
from trainer.errors import TrainerError
from trainer.exchange.writing import write_whole
from trainer.scenario.files import dotted
from trainer.scenario.model import Key
from trainer.wording import Text

SUFFIX = ".repliikki-plan"
FORMAT: Literal["repliikki-plan"] = "repliikki-plan"
VERSION = 1
_MOST_BYTES = 64 << 10


class _File(BaseModel):
    # A newer one may say more, and is still read far enough to say that it is newer.
    model_config = ConfigDict(strict=True)
    format: Literal["repliikki-plan"]
    version: Annotated[int, Field(ge=1)]


class _Plan(_File):
    model_config = ConfigDict(strict=True, extra="forbid")
    uuid: UUID
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    scenarios: Annotated[tuple[Key, ...], Field(min_length=1, max_length=100)]
    mode: Literal["practice", "test"] = "practice"
    due: date | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""


def write_plan(file: Path, plan: Plan) -> None:
    """Writes a plan; TrainerError if it cannot be written."""
    content = _Plan(
        format=FORMAT, version=VERSION, uuid=UUID(plan.uuid), title=plan.title, scenarios=plan.scenarios,
        mode=plan.mode, due=plan.due, note=plan.note,
    )  # fmt: skip
    write_whole(file, [content.model_dump_json(indent=2).encode() + b"\n"])


def read_plan(file: Path) -> Plan:
    """Reads a plan.

    Raises:
        TrainerError: it cannot be read, is no plan, or one of a newer format; says what is wrong where.
    """
    content = _content(file)
    try:
        if _File.model_validate_json(content).version > VERSION:
            raise TrainerError(
                Text("“{file}” was written by a newer version of Repliikki. Install that one.", file=file.name)
            )
        plan = _Plan.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise TrainerError(
            Text(
                "“{file}” isn't a Repliikki practice plan: {where}: {reason}.",
                file=file.name,
                where=dotted(first["loc"]) or "–",
                reason=first["msg"],
            )
        ) from error
    return Plan(str(plan.uuid), plan.title, plan.scenarios, plan.mode, plan.due, plan.note)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TrainerError(
            Text("“{file}” could not be read: {reason}.", file=str(file), reason=reason)
        ) from error  # fmt: skip
    if len(content) > _MOST_BYTES:
        raise TrainerError(Text("“{file}” is too large for a practice plan.", file=file.name))
    return content
