"""What typer says by itself, told in the reader's language: the frame of the help, wrong usage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cccd_sim.cli.console import warn
from cccd_sim.cli.options import HELP
from cccd_sim.language import N_, Language, say

HEADINGS = (N_("Usage"), N_("Arguments"), N_("Options"), N_("Commands"))
PLACES = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
REMARKS = (N_("Show this message and exit."), N_("required"), N_("default"), N_("env var"))
_BAD = r"Invalid value for '(?P<name>.*?)'[^:]*(?:: '[^']*'\))?: "
FAULTS = (
    (r"No such option: (?P<name>\S+).*", N_("there is no option {name}")),
    (r"No such command '(?P<name>.*)'.*", N_("there is no command {name}")),
    (r"Missing command.*", N_("a command is missing")),
    (r"Missing .* '(?P<name>.*)'.*", N_("{name} is missing")),
    (r"Option '(?P<name>.*)' requires .*", N_("{name} needs a value")),
    (
        _BAD + "Input should be a valid integer.*",
        N_("{name}: {value} is not allowed; it must be a whole number"),
    ),
    (
        _BAD + "Input should be a valid number.*",
        N_("{name}: {value} is not allowed; it must be a number"),
    ),
    (
        _BAD + "Input should be greater than or equal to (?P<end>.*)",
        N_("{name}: {value} is not allowed; it must be {end} or more"),
    ),
    (
        _BAD + "Input should be less than or equal to 1",
        N_("{name}: {value} is not allowed; it must be a share from 0 to 1, such as 0.95"),
    ),
    (
        _BAD + "Input should be less than or equal to (?P<end>.*)",
        N_("{name}: {value} is not allowed; it must be {end} or less"),
    ),
    (
        _BAD + r".* is not one of (?P<choices>.*)\.",
        N_("{name}: {value} is not allowed; it must be one of {choices}"),
    ),
    (_BAD + ".*", N_("{name}: {value} cannot be used")),
    (r"Got unexpected extra argument\S* \((?P<name>.*)\)", N_("this is too much: {name}")),
)
"""How typer words what is wrong with a command line, and how we do."""


class Verb(TyperCommand):
    """A command whose help is told in one language throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return framed(super().get_help(ctx), HELP)


class Verbs(TyperGroup):
    """A group of commands whose help is told in one language throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return framed(super().get_help(ctx), HELP)


def framed(page: str, language: Language) -> str:
    """Return a help page with the words that typer put around ours in a language."""
    for word in HEADINGS:
        page = re.sub(rf"^{word}:", f"{say(language, word)}:", page, flags=re.MULTILINE)
    for place in PLACES:
        page = page.replace(place, say(language, place), 1)
    for words in REMARKS:
        found = r"(?<=[\[; ])" + words.replace(" ", r"\s+") + r"(?=[:\]]|$)"
        page = re.sub(found, say(language, words), page, flags=re.MULTILINE)
    return re.sub(r" <(path|str|list\[str\])>", lambda kind: " " * len(kind[0]), page)


@contextmanager
def wrong_usage_told(language: Language) -> Iterator[None]:
    """Tell what is wrong with the command line, if anything, and exit as typer does."""
    try:
        yield
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # the help page, nothing to add
            raise
        warn(wrong_usage(error, language))
        raise typer.Exit(error.exit_code) from None


def _refused(error: Any) -> str:
    """Return the value that an option was given and cannot have, as it was typed."""
    reasons: list[dict[str, Any]] = getattr(error.__cause__, "errors", list)()
    return str(reasons[0]["input"]) if reasons else "?"


def wrong_usage(error: Any, language: Language) -> str:
    """Return what is wrong with a command line, and where to read how it is written."""
    fault = error.format_message()
    for pattern, message in FAULTS:
        if found := re.fullmatch(pattern, fault, flags=re.DOTALL):
            fault = say(language, message, **found.groupdict(), value=_refused(error))
            break
    told = say(language, "Error: {message}", message=fault)
    if error.ctx is None:
        return told
    page = f"`{error.ctx.command_path} --help`"
    return told + "\n" + say(language, "How it is written: {page}", page=page)
