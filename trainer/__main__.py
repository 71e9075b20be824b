"""The command line; the window is imported only when it is asked for."""

from __future__ import annotations

import gc
import os
import secrets
import sys
from datetime import date, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from trainer import __version__
from trainer.app import App, default_data_folder
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.store.lists import Column
    from trainer.store.people import Person
    from trainer.terminal import checking, watching


class _Commands(click.Group):
    """A group whose commands tell a `TrainerError` in one sentence and exit with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
        except TrainerError as error:
            app = ctx.find_object(App)
            click.echo(app.wording.say(error.text) if app else str(error), err=True)
            ctx.exit(1)
        app = ctx.find_object(App)
        if app and app.lost:
            click.echo(app.wording.say(app.lost), err=True)
        return result


# Named here too, as the store takes time to import (see trainer.store.lists.Column).
_COLUMNS = (
    "started", "person", "scenario", "language", "state", "ending", "outcome", "score", "turns", "seconds", "waiting",
)  # fmt: skip
_as_json = click.option("--json", "as_json", is_flag=True, help="For other programs.")
_person = click.option("--person", metavar="NAME", help="Whose session it is.")
_somebody = click.option("--person", metavar="NAME", required=True, help="Whom it is about.")


def _whose(command: Callable[..., None]) -> Callable[..., None]:
    """Adds what says whose lock it is."""
    coach = click.option("--coach", is_flag=True, help="That of the coach's area.")
    return coach(click.option("--person", metavar="NAME", help="That of this person.")(command))


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """Adds what narrows a list of sessions."""
    day = click.DateTime(["%Y-%m-%d"])
    score = click.IntRange(0, 100)
    for option in reversed(
        (
            click.option("--person", metavar="NAME", help="Whose they are."),
            click.option("--scenario", metavar="ID", help="Of this scenario."),
            click.option("--language", metavar="fi|en", help="Played in this language."),
            click.option("--state", type=click.Choice(["open", "finished", "abandoned"])),
            click.option("--since", type=day, metavar="YYYY-MM-DD", help="Started on that day or later."),
            click.option("--until", type=day, metavar="YYYY-MM-DD", help="Started on that day or before."),
            click.option("--lowest", type=score, metavar="SCORE", help="Of at least this score."),
            click.option("--highest", type=score, metavar="SCORE", help="Of at most this score."),
            click.option("--ending", metavar="ID", help="That ended so."),
            click.option("--outcome", type=click.Choice(["good", "mixed", "bad"])),
            click.option("--replies", type=click.Choice(["typed", "chosen", "mixed"])),
            click.option("--not-reviewed", "unreviewed", is_flag=True, help="That wait for a coach."),
            click.option("--not-sure", "unsure", is_flag=True, help="With marks that are not sure."),
            click.option("--disputed", is_flag=True, help="With marks that the trainee disputes."),
            click.option("--broken", is_flag=True, help="With a critical skill broken."),
            click.option("--outliers", is_flag=True, help="Far from the person's scores, or the scenario's times."),
            click.option("--sample", type=click.FloatRange(0, 100), metavar="PERCENT", help="Some of them at random."),
            click.option("--seed", type=int, default=1, help="Of the random ones: the same give the same."),
        )
    ):
        command = option(command)
    return command


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


@main.command(name="open")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def open_command(app: App, file: Path | None) -> None:
    """Open the window, and take in a file from another computer."""
    sys.exit(app.run_window(file))


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
@click.option("--figures", is_flag=True, help="Scores, paths and words instead of findings.")
@click.option("--explain", metavar="CODE", help="What a rule finds, and why, with examples.")
@click.option("--marker", is_flag=True, help="Also compare with the automatic marking (slower).")
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved; Ctrl+C ends.")
@click.pass_obj
def check(
    app: App, paths: tuple[Path, ...], as_json: bool, strict: bool, figures: bool, explain: str | None, marker: bool,
    watch: bool,
) -> None:  # fmt: skip
    """Check scenarios: the given folders, or all.

    With --watch --json each check gives one line of JSON.
    """
    from trainer.scenario.library import portraits_in
    from trainer.terminal import checking

    if watch and (figures or explain is not None):
        raise click.UsageError(app.wording.t("--watch goes with neither --figures nor --explain."))
    if explain is not None:
        click.echo(checking.explained(explain, app.wording))
        return
    home = checking.Home(app.scenario_folders, portraits_in(app.portrait_folder))
    if watch:
        _watch(app, home, paths, as_json=as_json, marker=marker)
        return
    # Hundreds of thousands of small things are made and kept; to look through them for rings that nobody holds any
    # more takes longer than the check.
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    if figures:
        measured = checking.measured(home, paths)
        click.echo(checking.figures_json(measured) if as_json else checking.figures_text(measured, app.wording))
        return
    checked = checking.findings(home, paths, marker=marker)
    click.echo(checking.as_json(checked, app.wording) if as_json else checking.as_text(checked, app.wording))
    sys.exit(1 if any(strict or finding.severity == "error" for finding in checked.found) else 0)


def _watch(app: App, home: checking.Home, paths: tuple[Path, ...], *, as_json: bool, marker: bool) -> None:
    from trainer.terminal import watching

    told = watching.told_json if as_json else watching.told

    def show(changes: watching.Changes, checked: checking.Checked) -> None:
        click.echo(told(changes, checked, datetime.now(), app.wording))

    watching.watch(home, paths, show, marker=marker)


@main.command()
@click.argument("scenario", metavar="ID")
@click.option("--language", type=click.Choice(["fi", "en"]), help="You write in; the system's, if left out.")
@click.option("--folder", type=click.Path(path_type=Path), metavar="DIR", help="Where to make it.")
@click.pass_obj
def new(app: App, scenario: str, language: str | None, folder: Path | None) -> None:
    """Make a scenario of your own, from one that plays at once."""
    from trainer.scenario import making
    from trainer.terminal import authoring

    command = "repliikki"
    if app.data != default_data_folder():
        command += f" --data {authoring.quoted(app.data)}"
    made = making.new(
        scenario, language or app.wording.language, folder or app.data / "scenarios", app.scenario_folders
    )
    click.echo(authoring.what_next(made, app.scenario_folders, command, app.wording))


@main.command()
@click.argument("scenario", metavar="ID|FOLDER")
@click.argument("language")
@click.pass_obj
def translate(app: App, scenario: str, language: str) -> None:
    """Write or update a scenario's translation: what is missing, what was changed."""
    from trainer.terminal import authoring

    click.echo(authoring.translate(app.library, app.wording, scenario, language))


@main.command()
@click.argument("scenario", metavar="ID")
@click.option("--language", metavar="fi|en", help="Of the conversation.")
@click.option("--replies", metavar="ID,ID,…|best|worst|random", help="Play through without asking.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Of the replies' order, and of random replies.")
@click.option("--record", metavar="NAME", help="Write the path taken into the scenario's plays.yaml.")
@_person
@_as_json
@click.pass_obj
def play(
    app: App, scenario: str, language: str | None, replies: str | None, seed: int | None, record: str | None,
    person: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Play a scenario in the terminal."""
    from trainer.terminal import locks, player, sessions

    script = app.library.script(scenario)
    spoken = app.library.language_for(scenario, language, app.wording.language)
    app.require_disk()
    if told := app.store.retention.apply():
        click.echo(app.wording.say(told), err=True)
    who = app.person_named(person) if person is not None else None
    locks.admit(app.store, app.wording, [who])
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
        click.echo(app.wording.t("Written to {file}.", file=str(file)), err=True)


@main.command(name="sessions")
@_as_json
@_filters
@click.option("--sort", type=click.Choice(_COLUMNS), default="started", show_default=True)
@click.option("--ascending", is_flag=True, help="The lowest first.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.pass_obj
def sessions_command(
    app: App, /, as_json: bool, sort: Column, ascending: bool, limit: int | None, **given: Any
) -> None:
    """List the sessions, newest first."""
    from trainer.terminal import locks, sessions
    from trainer.terminal.filters import filters

    wanted = filters(app.store, given)
    rows = app.store.lists.page(wanted, sort, descending=not ascending, limit=limit)
    if wanted.scenario is not None and not rows:
        app.library.summary(wanted.scenario)  # tells that there is no such scenario
    locks.admit(app.store, app.wording, (row.person for row in rows))
    if as_json:
        click.echo(sessions.as_json(rows))
    elif rows:
        click.echo(sessions.as_text(rows, app.wording))
    elif app.store.lists.count():
        click.echo(app.wording.t("No sessions match."))
    else:
        click.echo(app.wording.t("No sessions yet. Start with: repliikki play complaint"))


@main.command()
@click.argument("session", type=int)
@_as_json
@click.pass_obj
def replay(app: App, session: int, as_json: bool) -> None:
    """Play a stored session again and tell it."""
    from trainer.terminal import locks, sessions

    [row] = sessions.chosen(app.store, [session], None)
    locks.admit(app.store, app.wording, [row.person])
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
@click.option("--report", type=click.Choice(["session", "person", "cohort"]), help="What the PDF is of; a session.")
@click.option("--session", "numbers", type=int, multiple=True, metavar="N", help="These sessions only.")
@_person
@click.option("--scenario", "scenarios", multiple=True, metavar="ID", help="Of these scenarios only.")
@click.option("--workshop", type=int, metavar="N", help="This workshop, in place of sessions: its votes and its path.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(
    app: App, kind: str, report: str | None, numbers: tuple[int, ...], person: str | None, scenarios: tuple[str, ...],
    workshop: int | None, file: Path,
) -> None:  # fmt: skip
    """Write sessions to a file: all, or only some; or a workshop."""
    from trainer.terminal import exchange, locks, sessions

    if report is not None and kind != "pdf":
        raise click.UsageError(app.wording.t("--report goes with --format pdf only."))
    if workshop is not None:
        if kind not in ("pdf", "csv") or report or numbers or person or scenarios:
            raise click.UsageError(app.wording.t("--workshop goes with --format pdf or csv, and nothing else."))
        click.echo(_export_workshop(app, kind, workshop, file))
        return
    rows = sessions.chosen(app.store, numbers, person, scenarios)
    locks.admit(app.store, app.wording, (row.person for row in rows))
    chosen = sorted(row.id for row in rows)
    if kind == "pdf":
        click.echo(exchange.written(app.wording, app.write_report(report or "session", chosen, file), file))
    else:
        click.echo(exchange.export(app.store, app.wording, kind, file, chosen))


def _export_workshop(app: App, kind: str, workshop: int, file: Path) -> str:
    if kind == "pdf":
        from trainer.ui.reports.printing import print_workshop

        print_workshop(app.store, workshop, file, app.wording)
    else:
        from trainer.exchange.workshop_table import export_workshop

        export_workshop(app.store, workshop, file, app.wording)
    return app.wording.t("Written to {file}.", file=str(file))


@main.command()
@click.argument("scenario", metavar="ID")
@click.option("--language", metavar="fi|en", help="Of the cards; the reader's, if left out.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def handout(app: App, scenario: str, language: str | None, file: Path) -> None:
    """Write role cards for live role play, A4 (PDF).

    The customer's card, the trainee's card, and the observer's sheet.
    """
    from trainer.ui.reports.printing import print_handout

    spoken = app.library.language_for(scenario, language, app.wording.language)
    print_handout(app.library.script(scenario), spoken, file, app.wording)
    click.echo(app.wording.t("Written to {file}.", file=str(file)))


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
def agreement(app: App, as_json: bool) -> None:
    """How far program and coaches mark alike."""
    from trainer.terminal import agreement as figures
    from trainer.terminal import locks

    locks.admit_coach(app.store, app.wording)
    click.echo(figures.as_json(app.store) if as_json else figures.as_text(app.store, app.wording))


@main.group()
def plan() -> None:
    """What people are asked to practise."""


@plan.command(name="new")
@click.argument("title")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO…")
@click.option("--mode", type=click.Choice(["practice", "test"]), default="practice", help="Test: without hints.")
@click.option("--by", "due", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The due date.")
@click.option("--note", default="", metavar="TEXT", help="To the people practising.")
@click.pass_obj
def plan_new(
    app: App, title: str, scenarios: tuple[str, ...], mode: Literal["practice", "test"], due: datetime | None, note: str
) -> None:
    """Make a plan of some scenarios, in this order."""
    from trainer.terminal import locks, plans

    app.require_disk()
    locks.admit_coach(app.store, app.wording)
    day = due.date() if due else None
    click.echo(plans.new(app.store, app.library, app.wording, title, scenarios, mode=mode, due=day, note=note))


@plan.command(name="list")
@_as_json
@click.pass_obj
def plan_list(app: App, as_json: bool) -> None:
    """List the plans and how far people are."""
    from trainer.terminal import locks, plans

    locks.admit_coach(app.store, app.wording)
    click.echo(plans.as_json(app.store) if as_json else plans.as_text(app.store, app.wording))


@plan.command(name="give")
@click.argument("number", type=int)
@click.option("--person", "names", multiple=True, required=True, metavar="NAME", help="To whom; may be repeated.")
@click.pass_obj
def plan_give(app: App, number: int, names: tuple[str, ...]) -> None:
    """Give a plan to people on this computer."""
    from trainer.terminal import locks, plans

    app.require_disk()
    locks.admit_coach(app.store, app.wording)
    click.echo(plans.give(app.store, app.wording, number, names))


@plan.command(name="export")
@click.argument("number", type=int)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def plan_export(app: App, number: int, file: Path) -> None:
    """Write a plan to a file, to hand out."""
    from trainer.terminal import locks, plans

    locks.admit_coach(app.store, app.wording)
    click.echo(plans.export(app.store, app.wording, number, file))


@plan.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--person", metavar="NAME", help="Who is to practise it.")
@click.pass_obj
def plan_import(app: App, file: Path, person: str | None) -> None:
    """Take in a plan that was handed out."""
    from trainer.terminal import plans

    app.require_disk()
    who = None if person is None else _admitted(app, person).id
    click.echo(plans.take_in(app.store, app.wording, file, who))


@main.command()
@_whose
@click.option("--remove", is_flag=True, help="Remove the lock, with its passphrase or PIN.")
@click.pass_obj
def lock(app: App, coach: bool, person: str | None, remove: bool) -> None:
    """Set or change the coach's passphrase or a person's PIN.

    Without options it tells what is locked.
    """
    from trainer.terminal import locks

    if not coach and person is None:
        click.echo(locks.told(app.store, app.wording))
        return
    _require_one(app, coach, person)
    app.require_disk()
    act = locks.remove_lock if remove else locks.set_lock
    told = act(app.store, app.wording, person)
    app.require_kept()
    click.echo(told)


@main.command()
@_whose
@click.pass_obj
def unlock(app: App, coach: bool, person: str | None) -> None:
    """Delete a lock whose passphrase or PIN is forgotten; that it was done is noted."""
    from trainer.terminal import locks

    _require_one(app, coach, person)
    app.require_disk()
    told = locks.recover(app.store, app.wording, person)
    app.require_kept()
    click.echo(told)


def _require_one(app: App, coach: bool, person: str | None) -> None:
    if coach == (person is not None):
        raise click.UsageError(app.wording.t("Give --coach or --person NAME."))


@main.group(name="privacy", invoke_without_command=True)
@click.pass_context
def privacy_group(ctx: click.Context) -> None:
    """Names in exports, how long sessions stay, all about a person.

    Without a command it tells how that is set.
    """
    if ctx.invoked_subcommand is None:
        from trainer.terminal import privacy

        app = ctx.ensure_object(App)
        click.echo(privacy.told(app.store, app.wording))


@privacy_group.command()
@click.argument("months", type=click.IntRange(0, 1200))
@click.pass_obj
def keep(app: App, months: int) -> None:
    """Delete sessions after so many months; 0 for never."""
    from trainer.terminal import locks, privacy

    app.require_disk()
    locks.admit_coach(app.store, app.wording)
    click.echo(privacy.keep(app.store, app.wording, months))


@privacy_group.command()
@_somebody
@click.option("--off", is_flag=True, help="Name them again.")
@click.pass_obj
def pseudonym(app: App, person: str, off: bool) -> None:
    """Have exports carry a pseudonym, not the name."""
    from trainer.terminal import privacy

    act = privacy.show_name if off else privacy.hide_name
    click.echo(act(app.store, app.wording, _admitted(app, person)))


@privacy_group.command(name="export")
@_somebody
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export_person(app: App, person: str, file: Path) -> None:
    """Write everything about a person to a zip file."""
    from trainer.terminal import privacy

    click.echo(privacy.export(app.store, app.wording, _admitted(app, person), file))


@privacy_group.command()
@_somebody
@click.pass_obj
def delete(app: App, person: str) -> None:
    """Delete a person, with all sessions and recordings."""
    from trainer.terminal import privacy

    told = privacy.delete(app.store, app.wording, _admitted(app, person))
    app.require_kept()
    click.echo(told)


def _admitted(app: App, name: str) -> Person:
    """The person of that name, once their PIN was given."""
    from trainer.terminal import locks

    app.require_disk()
    person = app.store.people.called(name)
    locks.admit(app.store, app.wording, [person.id])
    return person


@main.command()
@_as_json
@click.pass_obj
def doctor(app: App, as_json: bool) -> None:
    """Look at what the program needs and say what is missing."""
    from trainer.terminal import doctor

    found = list(doctor.checks(app.data, app.library, app.open_store))
    click.echo(doctor.as_json(found, app.wording) if as_json else doctor.as_text(found, app.wording))


@main.command(name="demo-data")
@click.option("--people", type=click.IntRange(1, 1000), default=40, show_default=True)
@click.option("--sessions", type=click.IntRange(1, 200_000), default=2000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same gives the same people and sessions.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The last day; else yesterday.")
@click.option("--quick", is_flag=True, help="Nothing is typed: several times as fast.")
@click.option("--into-existing", is_flag=True, help="Also where there are sessions already.")
@click.pass_obj
def demo_data(
    app: App, people: int, sessions: int, seed: int, until: datetime | None, quick: bool, into_existing: bool
) -> None:
    """Make up people who practised, to look around with.

    They go through the real engine, and what some of them type through the real marker.
    """
    from trainer.simulation.cohort import Cohort
    from trainer.terminal import demo, locks

    app.require_disk()
    if into_existing:
        locks.admit_coach(app.store, app.wording)
    else:
        demo.refuse_mixing(app.store)
    gc.disable()  # as for `check`
    click.get_current_context().call_on_close(gc.enable)
    last = until.date() if until else date.today() - timedelta(days=1)
    cohort = Cohort(people, sessions, seed, last, typing=not quick)
    click.echo(demo.make(app.store, app.library, app.wording, cohort, app.require_kept))


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
