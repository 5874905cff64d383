"""Steps: how long an officer needs with a citizen, and what makes it longer."""

from __future__ import annotations

from cccd_sim.scenario.districts import AGE_BANDS
from cccd_sim.scenario.fields import Given, Hours, Section
from cccd_sim.scenario.kinds import Dossiers, Factor, Flag, Minutes, Multiple, Ratio


class Step(Section):
    """A step of the work with one citizen."""

    mean: Given[Minutes]
    """Mean duration."""
    cv: Given[Ratio]
    """Coefficient of variation: standard deviation over mean."""


class AgeFactors(Section):
    """How much longer capture takes by age."""

    age_14_19: Given[Factor]
    """Factor for ages 14 to 19."""
    age_20_39: Given[Factor]
    """Factor for ages 20 to 39."""
    age_40_59: Given[Factor]
    """Factor for ages 40 to 59."""
    age_60_79: Given[Factor]
    """Factor for ages 60 to 79: worn fingertips."""
    age_80_plus: Given[Factor]
    """Factor for ages 80 and older."""

    @property
    def values(self) -> tuple[float, ...]:
        """Factors of the five age bands."""
        return tuple(getattr(self, band).value for band in AGE_BANDS)


class Learning(Section):
    """A new crew is slower at every step: × (1 + extra · exp(−dossiers done ÷ dossiers))."""

    happens: Flag = True
    """Whether new crews are slower. A stated rate holds for crews that are not."""
    extra: Given[Ratio]
    """Extra time at the first dossier, as a share."""
    dossiers: Given[Dossiers]
    """Dossiers after which 37 % of the extra time is left."""


class Night(Section):
    """Fatigue."""

    happens: Flag = True
    """Whether work is slower at night."""
    hours: Hours
    """Hours that count as night."""
    factor: Given[Multiple]
    """How much longer every step takes then."""


class Completion(Section):
    """Completing dossiers in the back office in the evening, before they are sent."""

    minutes: Given[Minutes]
    """Officer's time for one dossier."""
