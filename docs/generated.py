"""Reference pages made while the documentation is built: commands, tables, the public face.

Three directives for Sphinx, each without arguments; what they show is read from the program, so it
cannot fall behind it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import typer.main
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import cccd_sim
from cccd_sim.results.tables import TABLES


def cell(text: str) -> str:
    """Return a text fit for one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def commands() -> Iterator[str]:
    """Tell every command of the command line with its arguments and options, as Markdown."""
    os.environ["CCCD_SIM_LANG"] = "en"
    from cccd_sim.cli.app import app  # noqa: PLC0415 - reads the language when it is imported

    yield from _command(typer.main.get_command(app), "cccd-sim")


def _command(command: Any, words: str) -> Iterator[str]:
    """Tell one command, or those of a group."""
    if hasattr(command, "commands"):
        for name, each in command.commands.items():
            if not each.hidden:
                yield from _command(each, f"{words} {name}")
        return
    yield from (f"## {words}", "", command.help or "", "")
    yield from ("| argument, option | what | default |", "|---|---|---|")
    for each in command.params:
        if not getattr(each, "hidden", False) and each.name != "help":
            names = ", ".join(f"`{name}`" for name in each.opts) if each.opts else each.name
            if each.param_type_name == "argument":
                names = f"`{each.name.upper()}`"
            default = "" if each.default in (None, False, ()) else f"`{each.default}`"
            yield f"| {names} | {cell(getattr(each, 'help', None) or '')} | {default} |"
    yield ""


def tables() -> Iterator[str]:
    """Tell every table of a run folder, column by column, as Markdown."""
    for name, table in TABLES.items():
        keys = ", ".join(f"`{key}`" for key in table.keys)
        yield from (f"## {name}.csv", "", f"One row for each {keys}.", "")
        yield from ("| column | what |", "|---|---|")
        for column, meaning in table.measures.items():
            often = " (absent where no scenario has it)" if column in table.optional else ""
            yield f"| `{column}` | {cell(meaning)}{often} |"
        yield ""


FACE = {
    "Scenarios": ("load_scenario", "shipped", "new_scenario", "Scenario"),
    "Simulating": ("replicate", "replicate_all", "Auto", "Ensemble", "differences"),
    "Questions": ("run", "compare", "size", "allocate", "sensitivity", "explain", "Answer"),
    "One replication, event by event": ("events", "trace", "Life"),
    "Run folders": (
        "write_run",
        "read_run",
        "resume_run",
        "verify_run",
        "write_report",
        "Contents",
    ),
    "Plots": ("plots",),
    "Hooks": ("hooks",),
}
"""The public names by subject; errors and whatever is new follow."""
BARE = {"Scenario": "()"}
"""Classes told without what makes them: a scenario is loaded."""
WITH_MEMBERS = {"Scenario": "with_, with_hooks, cautions"}
"""Classes of which not every member is told; those of a scenario are in its own reference."""


def python_face() -> Iterator[str]:
    """Tell every public name of the package, as Markdown around directives of autodoc."""
    told = {name for names in FACE.values() for name in names}
    errors = tuple(name for name in cccd_sim.__all__ if name.endswith("Error"))
    more = tuple(name for name in cccd_sim.__all__ if name not in {*told, *errors})
    for title, names in {**FACE, "Errors": errors, "More": more}.items():
        if names:
            yield from (f"## {title}", "", "```{eval-rst}")
            for name in names:
                yield from _automatic(name)
            yield from ("```", "")


def _automatic(name: str) -> Iterator[str]:
    """Ask autodoc to tell one public name."""
    item = getattr(cccd_sim, name)
    if isinstance(item, ModuleType):
        yield from (f".. automodule:: {item.__name__}", "   :members:", "")
    elif not isinstance(item, type):
        yield from (f".. autofunction:: cccd_sim.{name}", "")
    elif issubclass(item, Exception):
        yield from (f".. autoexception:: cccd_sim.{name}", "")
    else:
        yield from (
            f".. autoclass:: cccd_sim.{name}{BARE.get(name, '')}",
            f"   :members: {WITH_MEMBERS.get(name, '')}",
        )
        yield ""


class _Generated(SphinxDirective):
    """Markdown made by a function, in place of the directive."""

    has_content = False
    lines = staticmethod(tables)

    def run(self) -> list[nodes.Node]:
        """Return what the Markdown says."""
        return self.parse_text_to_nodes(
            "\n".join(StringList(list(self.lines()))), allow_section_headings=True
        )


class Commands(_Generated):
    """Every command."""

    lines = staticmethod(commands)


class Tables(_Generated):
    """Every table."""


class PythonFace(_Generated):
    """Every public name."""

    lines = staticmethod(python_face)


def is_only_a_field(
    _app: Sphinx, _what: str, _name: str, item: Any, _skip: bool, _options: Any
) -> bool | None:
    """Skip the fields of named tuples: the docstring of the tuple tells them."""
    told = str(getattr(item, "__doc__", "") or "")
    return True if told.startswith("Alias for field number") else None


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.add_directive("commands", Commands)
    app.add_directive("tables", Tables)
    app.add_directive("python_face", PythonFace)
    app.connect("autodoc-skip-member", is_only_a_field)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
