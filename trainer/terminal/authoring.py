"""`new` and `translate`: an author's files, made and kept up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from trainer.errors import TrainerError
from trainer.exchange.writing import write_whole
from trainer.scenario.files import SCENARIO_FILE, ScenarioError, read_folder
from trainer.scenario.library import Library
from trainer.scenario.model import Language
from trainer.scenario.translating import Translated, translated
from trainer.scenario.yaml_text import parse, text_of
from trainer.wording import Text, Wording


def what_next(made: Path, libraries: Sequence[Path], command: str, wording: Wording) -> str:
    """What an author does with a new scenario; command is what starts this program."""
    t = wording.t
    lines = [t("Created: {folder}", folder=str(made)), "", t("Try it as it is:")]
    if any(made.parent.absolute() == library.absolute() for library in libraries):
        lines.append(f"  {command} play {made.name}")
    else:
        lines.append("  " + t("put the folder into {library}, where scenarios are played from", library=libraries[-1]))
    lines += [
        t("Open {file} in an editor; the comments explain each part.", file=SCENARIO_FILE),
        t("While you write, run this to see problems at each save:"),
        f"  {command} check --watch {quoted(made)}",
    ]
    return "\n".join(lines)


def quoted(path: Path) -> str:
    """A path as it is typed in a terminal."""
    return f'"{path}"' if " " in str(path) else str(path)


def translate(library: Library, wording: Wording, scenario: str, language: str) -> str:
    """Writes or updates a scenario's translation; tells how far it is and what was taken out of it.

    Args:
        library: where a scenario is looked for.
        wording: in which the translator reads.
        scenario: an id, or the path of a folder.
        language: of the translation.

    Raises:
        TrainerError: there is no such scenario or language, what is there is not in order, or cannot be written.
    """
    if not _is(Language, language):
        raise TrainerError(Text("“{language}” isn't a language code, such as fi or en.", language=language))
    folder = _folder(library, scenario)
    file = folder / f"{language}.yaml"
    source = read_folder(folder)
    errors = [finding for finding in source.findings if finding.severity == "error"]
    if source.scenario is None:
        raise ScenarioError([error for error in errors if error.place.file.name == SCENARIO_FILE])
    if source.scenario.language == language:
        raise TrainerError(
            Text("“{language}” is already the language of {file}.", language=language, file=SCENARIO_FILE)
        )
    # What is missing is added; what cannot be understood would be lost.
    if wrong := [error for error in errors if error.place.file == file and error.code != "RL003"]:
        raise ScenarioError(wrong)
    text = text_of(file) if file.exists() else None
    there = None if text is None else (text, parse(file, text))
    result = translated(source.scenario, language, there, wording)
    if result.text != text:
        write_whole(file, [result.text.encode()])
    return "\n".join(_told(file, language, result, wording))


def _folder(library: Library, scenario: str) -> Path:
    if (Path(scenario) / SCENARIO_FILE).is_file():
        return Path(scenario)
    shipped, *own = library.folders
    for folder in own:
        if (folder / scenario / SCENARIO_FILE).is_file():
            return folder / scenario
    if (shipped / scenario / SCENARIO_FILE).is_file():
        # An update of the program would take the translation away, and the folder is often not writable.
        raise TrainerError(
            Text(
                "“{id}” belongs to the program. Copy its folder to {folder} and translate it there, or give its path.",
                id=scenario,
                folder=str(own[-1] if own else shipped),
            )
        )
    return library.folder(scenario)  # tells that there is no such scenario


def _told(file: Path, language: str, result: Translated, wording: Wording) -> Iterator[str]:
    t = wording.t
    yield t("{file}: {texts}, {missing} missing, {marked} to compare.", file=str(file),
            texts=wording.n("{count} text", "{count} texts", result.texts),
            missing=result.missing, marked=result.marked)  # fmt: skip
    if result.missing:
        yield t("It is played in “{language}” once no text is missing.", language=language)
    if result.marked:
        yield t("Those to compare have a line with #! above; delete it where the text fits.")
    if not result.missing and not result.marked:
        yield t("Nothing is left to do.")
    if result.taken_out:
        yield t("No longer in the scenario, and removed from the file:")
        for at, text in result.taken_out:
            yield f"  {'.'.join(map(str, at))}: {' '.join(text.split())}"


def _is(kind: type[str], value: str) -> bool:
    with suppress(ValidationError):
        TypeAdapter(kind).validate_python(value)
        return True
    return False
