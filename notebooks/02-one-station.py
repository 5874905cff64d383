# ---
# jupyter:
#   jupytext:
#     formats: py:percent,ipynb
#     text_representation:
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 2. One station, by theory and by simulation
#
# Before a simulated province is believed, one station must agree with what can be worked out with
# pencil and paper. Here is a station that theory knows: citizens come at random, one after the
# other, at any hour; capture takes an exponential time, two minutes on average; nothing else ever
# delays anybody. It is M/M/c, and A. K. Erlang gave its mean wait in 1917.

# %%
import os
from math import factorial

import numpy as np
import pandas as pd
from scipy.special import log_ndtr

from cccd_sim import load_scenario, replicate

replications = int(os.environ.get("REPLICATIONS", "30"))

# %% [markdown]
# ## A station without a province
#
# We take the shipped scenario and switch off everything that theory does not know: people who
# stay away, households, records, breakdowns, learning, nights, evenings. The station is open
# around the clock, its desks take next to no time, and one district has all the citizens. A
# scenario says so entry by entry; misspell one, and it is refused.

# %%
off = {"happens": False}
district = {
    **load_scenario("promised-32-campaign").demand.districts[0].model_dump(),
    "eligible": 400_000,
}
brief = {"mean": "0.001 min", "cv": 0.1}
station = load_scenario("promised-32-campaign").with_(
    name="one-station",
    campaign={"start": "2021-03-01", "deadline": "2021-04-30", "horizon": "2021-04-30"},
    demand={
        "without": ["communes"],
        "districts": [district],
        "show_up": 1.0,
        "walk_in_share": 0.0,
        "return_next_day": 1.0,
        "last_invitation_before_closing": "0.01 min",
        "household_adults": 1.0,
        "home_visit_share": 0.0,
        "away": off,
        "records": {
            "ready": {
                "without": ["april", "june"],
                "start": {"share": 1.0},
            }
        },
    },
    supply={
        "without": ["provincial_station", "deliveries"],
        "initial_kits": 4,
        "initial_at": "districts",
        "breakdown": off,
    },
    service={
        "without": ["stops"],
        "reception": brief,
        "finishing": brief,
        "capture": {"mean": "2 min", "cv": 1.0},
        "age_factors": {"age_60_79": 1.0, "age_80_plus": 1.0},
        "learning": off,
        "night": off,
        "home_visits": off,
        "line": off,
        "crews": {"limited": False, "without": ["courses"]},
        "periods": {
            "without": ["campaign"],
            "office": {
                "without": ["dossiers_per_kit_day"],
                "days": "every",
                "hours": ["00:00-24:00"],
                "crew": {"officers": 9},
                "desks_per_kit": {"reception": 4, "finishing": 4},
            },
        },
    },
)

# %% [markdown]
# ## Two hooks
#
# The model's own summons is deliberate: it asks as many as a station can serve. Theory wants
# citizens at random, so one *hook* asks a Poisson number each day (their hours are uniform, as
# the model has them: together a Poisson process). Another makes capture exponential. A hook is a
# function of one's own; its luck is handed to it, so that the same seed gives the same citizens.

# %%
kits, mean = 4, 2.0  # minutes
busy = [0.5, 0.7, 0.8, 0.9]
made = {}
for load in busy:
    a_day = load * kits * 24 * 60 / mean
    made[load] = replicate(
        station.with_hooks(
            summons=lambda day, a_day=a_day: np.full(day.kits.size, day.luck.poisson(a_day)),
            service=lambda _step, _cv, normals: -log_ndtr(-normals),
        ),
        max(replications // 10, 2),
        seed=1,
        jobs=1,
        known_parameters=True,
    )

# %% [markdown]
# ## Erlang's formula beside the simulated wait
#
# The first five days are left out: the station begins empty. A citizen who waits past midnight is
# present on two days, so minutes are added up and divided by dossiers.

# %%
rows = []
for load, ensemble in made.items():
    a = load * kits
    last = a**kits / factorial(kits) / (1 - load)
    waiting = last / (sum(a**k / factorial(k) for k in range(kits)) + last)
    days = ensemble.stations[ensemble.stations["date"] > "2021-03-05"]
    minutes = days["waiting_minutes_mean"] * days["citizens_present"]
    by_replication = (
        minutes.groupby(days["replication"]).sum() / days.groupby("replication")["taken"].sum()
    )
    rows.append(
        {
            "load": load,
            "simulated load": days["busy_minutes"].sum() / days["open_kit_minutes"].sum(),
            "Erlang, min": waiting * mean / (kits * (1 - load)),
            "simulated, min": by_replication.mean(),
        }
    )
waits = pd.DataFrame(rows).set_index("load")
print(waits.round(3).to_string())

# %% [markdown]
# ## How many a kit takes in a day
#
# The other formula a planner needs is that of a kit that is never without a citizen. A block of
# *H* open minutes sees *H/m + (1 + cv²)/2* captures begin (renewal theory, Cox 1962). The shipped
# scenarios state a rate, say 420 a day; the program turns the formula round to find the mean
# capture.

# %%
for minutes, cv in ((480 / 2, 0.35), (1080, 0.35)):
    m = 2.5
    print(
        f"{minutes:.0f} min at {m} min each: {minutes / m + (1 + cv**2) / 2:.1f} captures a block"
    )

# %%
error = (waits["simulated, min"] / waits["Erlang, min"] - 1).abs()
assert (error < 0.15).all()
assert waits["simulated, min"].is_monotonic_increasing
assert waits.loc[0.9, "simulated, min"] > 5 * waits.loc[0.5, "simulated, min"]
print(f"largest difference: {error.max():.1%} of Erlang's wait")

# %% [markdown]
# **Conclusion.** Where theory has an answer the simulation gives the same one, to within its
# luck: for four kits, from half busy to nine tenths. The wait does not grow with the load but
# much faster: from half busy to nine tenths it is more than five times as long. A station planned
# without slack has queues, whatever the average says. (`tests/verification` does this for many
# more cases, and with M/G/1 and Little's law.)
