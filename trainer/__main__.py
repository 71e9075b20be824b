"""The command line; the window is imported only when it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trainer import __version__
from trainer.app import App, default_data_folder
from trainer.errors import TrainerError


class _Commands(click.Group):
    """A group whose commands tell a `TrainerError` in one sentence and exit with 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TrainerError as error:
            app = ctx.find_object(App)
            click.echo(app.wording.say(error.text) if app else str(error), err=True)
            ctx.exit(1)


@click.group(cls=_Commands, invoke_without_command=True)
@click.option("--data", type=click.Path(path_type=Path), help="The folder where data lies.", metavar="DIR")
@click.version_option(__version__, prog_name="repliikki")
@click.pass_context
def main(ctx: click.Context, data: Path | None) -> None:
    """Practise hard customer conversations. Without a command the window opens."""
    ctx.obj = App(data or default_data_folder())
    if ctx.invoked_subcommand is None:
        from trainer.ui.start import open_window

        sys.exit(open_window(ctx.obj))


@main.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.pass_obj
def list_command(app: App, as_json: bool) -> None:
    """List the scenarios."""
    from trainer.terminal import listing

    click.echo(listing.scenarios_json(app.library) if as_json else listing.scenarios(app.library, app.wording))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.pass_obj
def check(app: App, paths: tuple[Path, ...], as_json: bool, strict: bool) -> None:
    """Check scenarios: the given folders, or all."""
    from trainer.terminal import checking

    findings = checking.findings(app.library, paths)
    click.echo(checking.as_json(findings, app.wording) if as_json else checking.as_text(findings, app.wording))
    sys.exit(1 if any(strict or finding.severity == "error" for finding in findings.found) else 0)


if __name__ == "__main__":
    main(prog_name="repliikki")
