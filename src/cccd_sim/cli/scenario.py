"""`cccd-sim scenario`: list, make, check and show scenario files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import tell
from cccd_sim.cli.usage import Verb, Verbs
from cccd_sim.language import say

app = typer.Typer(
    cls=Verbs,
    help=say(options.HELP, "Scenario files: list, make, check, show."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

Source = Annotated[
    str,
    typer.Argument(
        metavar=say(options.HELP, "SCENARIO"),
        help=say(options.HELP, "A scenario file, or the name of a shipped scenario."),
        show_default=False,
    ),
]
Table = Annotated[
    Path,
    typer.Option(
        "--districts",
        metavar=say(options.HELP, "FILE"),
        help=say(options.HELP, "CSV file with at least the columns code, name and eligible."),
        show_default=False,
    ),
]
NewFolder = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar=say(options.HELP, "FOLDER"),
        help=say(options.HELP, "Folder to make."),
        show_default=False,
    ),
]
NewTitle = Annotated[
    str | None,
    typer.Option("--title", help=say(options.HELP, "Title of the scenario."), show_default=False),
]
Start = Annotated[
    str | None,
    typer.Option(
        "--start",
        metavar=say(options.HELP, "DATE"),
        help=say(options.HELP, "First day of the campaign."),
        show_default="2021-01-06",
    ),
]
Deadline = Annotated[
    str | None,
    typer.Option(
        "--deadline",
        metavar=say(options.HELP, "DATE"),
        help=say(options.HELP, "First day that no longer counts."),
        show_default="2021-07-01",
    ),
]
Kits = Annotated[
    str | None,
    typer.Option(
        "--kits",
        metavar="N",
        help=say(options.HELP, "Kits that are there on the first day."),
        show_default=say(options.HELP, "two for each district"),
    ),
]
KitPrice = Annotated[
    str | None,
    typer.Option(
        "--kit-price",
        metavar=say(options.HELP, "AMOUNT"),
        help=say(options.HELP, 'Price of a kit, say "180 million VND".'),
        show_default=say(options.HELP, "the shipped range"),
    ),
]
Format = Annotated[
    Literal["json", "markdown"],
    typer.Option(
        "--format", help=say(options.HELP, "JSON Schema for editors, or a page for readers.")
    ),
]


@app.command("list", cls=Verb, help=say(options.HELP, "List the shipped scenarios."))
def list_(lang: options.Lang = "vi") -> None:
    """List the shipped scenarios."""
    from cccd_sim.scenario.files import load_scenario, shipped  # noqa: PLC0415

    names = shipped()
    widest = max(len(name) for name in names)
    for name in names:
        title = load_scenario(name).title
        tell(f"{name:<{widest}}  {title.vi if lang == 'vi' else title.en}")


@app.command("new", cls=Verb, help=say(options.HELP, "Make a complete scenario for any province."))
def new(  # noqa: PLR0913  (every parameter is an option)
    *,
    districts: Table,
    out: NewFolder,
    title: NewTitle = None,
    start: Start = None,
    deadline: Deadline = None,
    kits: Kits = None,
    kit_price: KitPrice = None,
    lang: options.Lang = "vi",
) -> None:
    """Make a complete scenario from a table of districts."""
    from cccd_sim.scenario.template import new_scenario  # noqa: PLC0415

    known = {"title": title, "start": start, "deadline": deadline}
    file = new_scenario(districts, out, **known, kits=kits, kit_price=kit_price)
    tell(say(lang, "{file} is a complete scenario; now put in your own numbers", file=file))


@app.command(
    "check", cls=Verb, help=say(options.HELP, "Say everything that is wrong with a scenario.")
)
def check(scenario: Source, settings: options.Settings = None, lang: options.Lang = "vi") -> None:
    """Say everything that is wrong with a scenario; exit code 2 if anything is."""
    from cccd_sim.scenario.files import load_scenario  # noqa: PLC0415
    from cccd_sim.scenario.merge import settings as read  # noqa: PLC0415

    found = load_scenario(scenario, read(settings or []))
    tell(say(lang, "{name}: complete and without contradictions", name=found.name))
    if found.caveat is not None:
        said = found.caveat.vi if lang == "vi" else found.caveat.en
        tell(say(lang, "caution: {caution}", caution=said))
    for caution in found.cautions():
        tell(say(lang, "caution: {caution}", caution=caution.text(lang)))


@app.command(
    "show", cls=Verb, help=say(options.HELP, "Print all of a scenario, with where it comes from.")
)
def show(scenario: Source, settings: options.Settings = None, lang: options.Lang = "vi") -> None:  # noqa: ARG001  (errors are told in it)
    """Print the resolved form, itself a valid scenario."""
    from cccd_sim.scenario.files import load_scenario  # noqa: PLC0415
    from cccd_sim.scenario.merge import settings as read  # noqa: PLC0415
    from cccd_sim.scenario.writing import resolved_text  # noqa: PLC0415

    tell(resolved_text(load_scenario(scenario, read(settings or []))), end="")


@app.command("schema", cls=Verb, help=say(options.HELP, "Print what a scenario file may hold."))
def schema(form: Format = "json") -> None:
    """Print the JSON Schema, or the reference page."""
    from cccd_sim.scenario import reference  # noqa: PLC0415

    tell(reference.json_schema() if form == "json" else reference.markdown(), end="")
