"""The command line; the window is imported only when it is asked for."""

from __future__ import annotations

import gc
import os
import secrets
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from trainer import __version__
from trainer.app import App, default_data_folder
from trainer.errors import TrainerError


class _Commands(click.Group):
    """A group whose commands tell a `TrainerError` in one sentence and exit with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TrainerError as error:
            app = ctx.find_object(App)
            click.echo(app.wording.say(error.text) if app else str(error), err=True)
            ctx.exit(1)


_as_json = click.option("--json", "as_json", is_flag=True, help="For other programs.")
_person = click.option("--person", metavar="NAME", help="Whose session it is.")


@click.group(cls=_Commands, invoke_without_command=True)
@click.option("--data", type=click.Path(path_type=Path), help="The folder where data lies.", metavar="DIR")
@click.version_option(__version__, prog_name="repliikki")
@click.pass_context
def main(ctx: click.Context, data: Path | None) -> None:
    """Practise hard customer conversations. Without a command the window opens."""
    # Qt's multimedia prints what sound libraries it does not find; `doctor` tells it better.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
    ctx.obj = app = App(data or default_data_folder())
    if ctx.invoked_subcommand is None:
        sys.exit(app.run_window())
    ctx.call_on_close(app.close)


@main.command(name="list")
@_as_json
@click.pass_obj
def list_command(app: App, as_json: bool) -> None:
    """List the scenarios."""
    from trainer.terminal import listing

    click.echo(listing.scenarios_json(app.library) if as_json else listing.scenarios(app.library, app.wording))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_as_json
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--figures", is_flag=True, help="Scores, ways and words instead of findings.")
@click.option("--explain", metavar="CODE", help="What a rule finds, and why, with examples.")
@click.option("--marker", is_flag=True, help="Also compare with the automatic marking (slower).")
@click.pass_obj
def check(
    app: App, paths: tuple[Path, ...], as_json: bool, strict: bool, figures: bool, explain: str | None, marker: bool
) -> None:
    """Check scenarios: the given folders, or all."""
    from trainer.scenario.library import portraits_in
    from trainer.terminal import checking

    if explain is not None:
        click.echo(checking.explained(explain, app.wording))
        return
    # Hundreds of thousands of small things are made and kept; to look through them for rings that nobody holds any
    # more takes longer than the check.
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    home = checking.Home(app.scenario_folders, portraits_in(app.portrait_folder))
    if figures:
        measured = checking.measured(home, paths)
        click.echo(checking.figures_json(measured) if as_json else checking.figures_text(measured, app.wording))
        return
    checked = checking.findings(home, paths, marker=marker)
    click.echo(checking.as_json(checked, app.wording) if as_json else checking.as_text(checked, app.wording))
    sys.exit(1 if any(strict or finding.severity == "error" for finding in checked.found) else 0)


@main.command()
@click.argument("scenario", metavar="ID")
@click.option("--language", metavar="fi|en", help="Of the conversation.")
@click.option("--replies", metavar="ID,ID,…|best|worst|random", help="Play through without asking.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Of the replies' order, and of random replies.")
@click.option("--record", metavar="NAME", help="Write the way taken into the scenario's plays.yaml.")
@_person
@_as_json
@click.pass_obj
def play(
    app: App, scenario: str, language: str | None, replies: str | None, seed: int | None, record: str | None,
    person: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Play a scenario in the terminal."""
    from trainer.terminal import player, sessions

    script = app.library.script(scenario)
    spoken = app.library.language_for(scenario, language, app.wording.language)
    app.require_disk()
    who = app.person_named(person) if person is not None else None
    seed = secrets.randbits(31) if seed is None else seed
    if replies is None:
        session = player.TerminalPlayer(app.store, script, app.wording, language=spoken).run(who, seed)
    else:
        session = player.unattended(
            app.store, script, language=spoken, person=who, seed=seed, replies=replies
        )  # fmt: skip
    app.require_kept()
    if session is None:
        return
    played = app.store.sessions.record(session)
    if as_json or replies is not None:
        click.echo(sessions.session_json(played) if as_json else sessions.replayed(played, app.wording))
    if record is not None:
        from trainer.review.plays import record as write_play

        file = write_play(app.library.folder(scenario), record, [stored.turn.reply for stored in played.turns])
        click.echo(app.wording.t("Written into {file}.", file=str(file)), err=True)


@main.command(name="sessions")
@_as_json
@_person
@click.option("--scenario", metavar="ID", help="Of this scenario only.")
@click.pass_obj
def sessions_command(app: App, as_json: bool, person: str | None, scenario: str | None) -> None:
    """List the sessions, newest first."""
    from trainer.terminal import sessions

    rows = [row for row in sessions.chosen(app.store, (), person) if scenario in (None, row.scenario)]
    if scenario is not None and not rows:
        app.library.summary(scenario)  # tells that there is no such scenario
    click.echo(sessions.as_json(rows) if as_json else sessions.as_text(rows, app.wording))


@main.command()
@click.argument("session", type=int)
@_as_json
@click.pass_obj
def replay(app: App, session: int, as_json: bool) -> None:
    """Play a stored session again and tell it."""
    from trainer.terminal import sessions

    [row] = sessions.chosen(app.store, [session], None)
    record = app.store.sessions.record(row.id)
    told = sessions.replayed(record, app.wording)
    click.echo(sessions.session_json(record) if as_json else told)


@main.command()
@click.option("--language", metavar="fi|en", help="Of the reply.")
@click.option("--criteria", metavar="a,b", help="What to mark; all if left out.")
@click.option("--person", metavar="NAME", default="", help="The name of the person spoken to.")
@click.option("--customer", metavar="TEXT", default="", help="What that person had just said.")
@click.option("--batch", type=click.Path(path_type=Path, dir_okay=False), help="Mark a file of replies (JSON lines).")
@click.argument("text", required=False)
@click.pass_obj
def mark(
    app: App, language: str | None, criteria: str | None, person: str, customer: str, batch: Path | None,
    text: str | None,
) -> None:  # fmt: skip
    """Mark a reply, or a file of replies, by the rubric."""
    from trainer.terminal import marking

    if batch is not None:
        for line in marking.batch(batch):
            click.echo(line)
        return
    if text is None:
        raise click.UsageError(app.wording.t("Give a reply to mark, or --batch FILE."))
    chosen = language or app.wording.language
    click.echo(marking.one(text, chosen, criteria.split(",") if criteria else None, person, customer))


@main.command()
@click.option("--format", "kind", type=click.Choice(["bundle", "csv", "xapi", "pdf"]), required=True)
@click.option("--session", "numbers", type=int, multiple=True, metavar="N", help="These sessions only.")
@_person
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(app: App, kind: str, numbers: tuple[int, ...], person: str | None, file: Path) -> None:
    """Write sessions to a file: all, or those of some numbers or of a person."""
    from trainer.terminal import exchange, sessions

    chosen = sorted(row.id for row in sessions.chosen(app.store, numbers, person))
    if kind == "pdf":
        click.echo(exchange.written(app.wording, app.write_report(chosen, file), file))
    else:
        click.echo(exchange.export(app.store, app.wording, kind, file, chosen))


@main.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_command(app: App, file: Path) -> None:
    """Take in sessions from a bundle."""
    from trainer.terminal import exchange

    app.require_disk()
    click.echo(exchange.take_in(app.store, app.wording, file))


@main.command()
@_as_json
@click.pass_obj
def doctor(app: App, as_json: bool) -> None:
    """Look at what the program needs and say what is missing."""
    from trainer.terminal import doctor

    found = list(doctor.checks(app.data, app.library, app.open_store))
    click.echo(doctor.as_json(found, app.wording) if as_json else doctor.as_text(found, app.wording))


@main.command()
@_as_json
@click.pass_obj
def bench(app: App, as_json: bool) -> None:
    """Measure the program against limits taken in the same run."""
    from trainer import bench as figures

    measured = figures.measure()
    click.echo(figures.as_json(measured) if as_json else figures.as_text(measured, app.wording))


def start() -> None:
    """The program's entry: the command line, or in a process of its own the voice."""
    # A frozen program has no other way to start the process that owns the voice.
    if getattr(sys, "frozen", False):
        from trainer.speech.child import FLAG, run

        if sys.argv[1:2] == [FLAG]:
            run(sys.argv[2])
            return
    _use_any_letter()
    main(prog_name="repliikki")


def _use_any_letter() -> None:
    """Lets no letter that a terminal cannot show, or that was typed in another code, end the program."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What is not read by a person is read by a program, and that expects UTF-8, on Windows too.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


if __name__ == "__main__":
    start()
