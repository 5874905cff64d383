"""The scenario as a whole: read from nodes, checked, frozen; changed only into another one."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import PrivateAttr, TypeAdapter, ValidationError

from cccd_sim.errors import Problem, ScenarioError
from cccd_sim.scenario.cautions import Caution, own_functions, split_packages
from cccd_sim.scenario.central import Central
from cccd_sim.scenario.checks import contradictions
from cccd_sim.scenario.costs import Costs
from cccd_sim.scenario.demand import Demand
from cccd_sim.scenario.fields import Section, Title
from cccd_sim.scenario.findings import Parts
from cccd_sim.scenario.goal import CampaignDates, Target
from cccd_sim.scenario.hooks import NONE, Hooks
from cccd_sim.scenario.hooks import Service as ServiceHook
from cccd_sim.scenario.hooks import Summons as SummonsHook
from cccd_sim.scenario.hooks import Transfers as TransfersHook
from cccd_sim.scenario.kinds import Name
from cccd_sim.scenario.merge import merged
from cccd_sim.scenario.nodes import Mark, Node, Trail, dotted, plain, planted
from cccd_sim.scenario.problems import (
    MISSING,
    bare,
    is_section,
    problem_at,
    problems_of,
    worth_telling,
)
from cccd_sim.scenario.service import Service
from cccd_sim.scenario.supply import Supply


class Origins(dict[Trail, str]):
    """Where each value was written. It says nothing about the values: all origins are equal."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origins)

    __hash__ = None  # as of any dict


class Scenario(Section):
    """One complete set of inputs."""

    name: Name
    """Short name, for files and tables. Left out: the name of the file."""
    title: Title
    """What the scenario is, in a few words. Left out: its name."""
    caveat: Title | None = None
    """What a reader must know before relying on it; told with every answer. Left out: nothing."""
    campaign: CampaignDates
    """The calendar."""
    target: Target
    """What on time means."""
    demand: Demand
    """The citizens: how many, and how they come."""
    supply: Supply
    """The kits: how many, when and where."""
    service: Service
    """The stations: how long a citizen takes, and when they are open."""
    central: Central
    """After the station: check, card plant, return."""
    costs: Costs | None = None
    """What it costs, and who pays. Left out: nothing is priced."""

    _origins: Origins = PrivateAttr(default_factory=Origins)
    _hooks: Hooks = PrivateAttr(default=NONE)

    @property
    def hooks(self) -> Hooks:
        """Functions of one's own that replace a part of the model; see :mod:`cccd_sim.hooks`."""
        return self._hooks

    @property
    def origins(self) -> dict[Trail, str]:
        """Where each value was written, as ``file:line``, by its trail."""
        return self._origins

    def with_(self, **sections: Any) -> Scenario:
        """Return this scenario with some entries changed, checked again.

        Mappings merge as in a file that extends this one: ``with_(supply={"initial_kits": 40})``.
        """
        tree = _replanted(self.model_dump(), self._origins)
        problems: list[Problem] = []
        tree = merged(tree, planted(sections, Mark("with_")), problems)
        found = resolved(tree, problems)
        found._hooks = self._hooks
        return found

    def with_hooks(
        self,
        *,
        service: ServiceHook | None = None,
        summons: SummonsHook | None = None,
        transfers: TransfersHook | None = None,
    ) -> Scenario:
        """Return this scenario with functions of one's own in place of parts of the model.

        What is left out is the model's own; ``with_hooks()`` takes all hooks away.

        Parameters
        ----------
        service
            ``service(step, cv, normals)``: services as multiples of their mean.
        summons
            ``summons(day)``: how many citizens each station asks to come.
        transfers
            ``transfers(night)``: which kits leave for another district.

        See Also
        --------
        cccd_sim.hooks : What they get and must return.

        Examples
        --------
        >>> from cccd_sim import hooks, load_scenario
        >>> base = load_scenario("tests/tiny/tiny.yaml")
        >>> [use.name for use in base.with_hooks(summons=hooks.as_expected).hooks.used()]
        ['as_expected']
        """
        found = self.model_copy()
        found._hooks = Hooks(service, summons, transfers)
        return found

    def cautions(self) -> tuple[Caution, ...]:
        """Return what is no fault, but should be thought about twice."""
        return tuple(split_packages(self.supply))

    def cautions_of_hooks(self) -> tuple[Caution, ...]:
        """Return which parts of the model are replaced by functions of one's own."""
        return tuple(own_functions(self._hooks))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes in the form of a file."""
        return _restored, (self.model_dump(), dict(self._origins), self._hooks)


def _restored(data: dict[str, Any], origins: dict[Trail, str], hooks: Hooks) -> Scenario:
    scenario = Scenario.model_validate(data)
    scenario._origins.update(origins)
    scenario._hooks = hooks
    return scenario


def resolved(tree: Node, problems: list[Problem], complete: bool = True) -> Scenario:
    """Return the scenario that a tree describes.

    Parameters
    ----------
    tree
        All entries, those of parents included.
    problems
        What is already known to be wrong.
    complete
        Whether a missing entry is a fault; it is not where a parent could not be read.

    Raises
    ------
    ScenarioError
        With every problem, those already known included.
    """
    tree = _named(tree)
    data = plain(tree)
    scenario = None
    found: list[Problem] = []
    try:
        scenario = Scenario.model_validate(data)
        sections: Section = scenario
    except ValidationError as error:
        found = problems_of(error, Scenario, tree)
        sections = salvaged(Scenario, data)
    parts = Parts._make(getattr(sections, name, None) for name in Parts._fields)
    if complete:
        found += [problem_at(tree, *contradiction) for contradiction in contradictions(parts)]
    told = [problem for problem in found if complete or problem.message != MISSING]
    if problems or told or scenario is None:
        raise ScenarioError(worth_telling([*problems, *told]))
    scenario._origins.update(_marks(tree))
    return scenario


def salvaged(kind: type[Section], data: Any) -> Section:
    """Return what of a section can be read; faulty entries are attributes that do not exist."""
    entries: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        key = field.alias or name
        if not isinstance(data, dict) or key not in data:
            if not field.is_required():
                entries[name] = field.get_default(call_default_factory=True)
            continue
        try:
            entries[name] = TypeAdapter(field.rebuild_annotation()).validate_python(data[key])
        except ValidationError:
            inner = bare(field.annotation)
            below: Any = get_args(inner)[-1] if get_args(inner) else None
            if is_section(inner):
                entries[name] = salvaged(inner, data[key])
            elif is_section(below) and isinstance(data[key], dict):
                entries[name] = {at: salvaged(below, item) for at, item in data[key].items()}
    return kind.model_construct(None, **entries)


def _named(tree: Node) -> Node:
    """Return the tree with a name, and the name as title if it has none."""
    stem = re.split(r"[/\\]", tree.mark.file)[-1].rpartition(".")[0]
    name = re.sub(r"[^\w-]+|^[\W_]+", "-", stem).strip("-")[:40] or "scenario"
    named = {"name": Node(name, tree.mark, name), **tree.keys}
    title = Node(dict.fromkeys(("vi", "en"), named["name"]), tree.mark)
    return Node({"title": title, **named}, tree.mark)


def _marks(node: Node, trail: Trail = ()) -> dict[Trail, str]:
    """Return where each value of a tree stands."""
    found = {trail: str(node.mark)}
    for step, child in node.children:
        found.update(_marks(child, (*trail, step)))
    return found


def _replanted(data: Any, origins: Origins, trail: Trail = ()) -> Node:
    """Return plain data as nodes that remember where they were first written."""
    mark = Mark(origins.get(trail) or dotted(trail))
    if isinstance(data, dict):
        below = {key: _replanted(item, origins, (*trail, key)) for key, item in data.items()}
        return Node(below, mark)
    if isinstance(data, list | tuple):
        items = [_replanted(item, origins, (*trail, at)) for at, item in enumerate(data)]
        return Node(items, mark)
    return Node(data, mark)
