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
# # 1. The question, and the arithmetic
#
# On 6 January 2021 directive 03/CT-UBND of Đắk Lắk set a task: every eligible citizen, more than
# 1.5 million, is to have a chip-based identity card before 1 July. Two enrolment kits were there,
# 32 promised; a day brought 50 dossiers. How far does plain arithmetic take us?

# %%
import os

import pandas as pd

from cccd_sim import load_scenario, run

replications = int(os.environ.get("REPLICATIONS", "30"))

# %% [markdown]
# ## What is known on the first day
#
# The numbers stand in the scenario, each with its source. Nothing is simulated yet.

# %%
as_it_was = load_scenario("directive-2-kits")
promised = load_scenario("promised-32-campaign")
campaign = promised.campaign
citizens = sum(district.eligible for district in promised.demand.districts)
office_days = len(pd.bdate_range(campaign.start, campaign.deadline, inclusive="left"))
print(f"{citizens:,} citizens; {office_days} weekdays from {campaign.start} to {campaign.deadline}")

# %% [markdown]
# ## Fifty a day
#
# At 50 dossiers a day, every weekday, holidays not even taken off:

# %%
by_fifty = 50 * office_days
needed = citizens / office_days
print(f"{by_fifty:,} dossiers by the deadline, {by_fifty / citizens:.1%} of the citizens")
print(f"needed: {needed:,.0f} a day, {needed / 50:,.0f} times as many")

# %% [markdown]
# ## Thirty-two kits
#
# In office hours a kit takes about 110 dossiers a day (Gia Lai, February 2021); from 06:00 to
# 24:00, with three crews, about 420. The campaign hours begin on 15 March.

# %%
long_days = (campaign.deadline - promised.service.periods["campaign"].from_).days
print(f"office hours only: {32 * 110 * office_days:,} dossiers")
print(f"every day 06:00-24:00 from 15 March, {long_days} days: {32 * 420 * long_days:,} dossiers")

# %% [markdown]
# So 32 kits look almost enough, on paper, if they work long days. On paper all of them are there
# and none fails, every crew is trained, everybody who is summoned comes, and no district has a
# kit to spare while its neighbour has too few.
#
# ## The bridge
#
# Every run sets arithmetic beside simulation, step by step.

# %%
answer = run([as_it_was, promised], replications, seed=1, language="en")
bridge = answer.tables["bridge"]
print(bridge.to_string(index=False, float_format="{:,.0f}".format))

# %% [markdown]
# ## What stands at the end
#
# The conclusion below is checked each time this page runs: where it were not true, it would stop
# here.

# %%
steps = bridge.groupby("scenario", observed=True)["dossiers"]
target = promised.target.share.dossier.value * citizens
share = answer.table.set_index("scenario")["dossier_share_by_deadline"]
assert share["directive-2-kits"] < 0.01
assert steps.first()["promised-32-campaign"] > target > steps.last()["promised-32-campaign"]
print(share.map("{:.1%}".format).to_string())

# %% [markdown]
# **Conclusion.** Fifty dossiers a day are less than one per cent of the task; nobody needs a
# simulation to see that. With 32 kits arithmetic says *yes*, because it takes every kit from the
# first day and at full speed; the simulated mean, in which kits come late, fail and stand without
# a crew, stays below the target. Where arithmetic says no, believe it. Where it says yes,
# simulate.
