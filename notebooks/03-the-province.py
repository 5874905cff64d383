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
# # 3. The province
#
# Fifteen districts, 1.5 million citizens, 32 kits, long days from 15 March. A scenario is
# simulated with as many different lucks as asked for; everything that happened comes back in tidy
# tables.

# %%
# %matplotlib inline
import os

from cccd_sim import compare, load_scenario, plots, replicate

replications = int(os.environ.get("REPLICATIONS", "30"))

# %% [markdown]
# ## One scenario
#
# A scenario never changes; `replicate` runs it.

# %%
promised = load_scenario("promised-32-campaign")
ensemble = replicate(promised, replications, seed=1)
columns = ["measure", "unit", "mean", "p05", "p95"]
print(ensemble.summary()[columns].to_string(index=False, float_format="{:,.3f}".format))

# %%
citizens = ensemble.facts["eligible"]
deadline = promised.campaign.deadline
target = promised.target.share.dossier.value
ax = plots.progress(
    ensemble.daily, eligible=citizens, deadline=deadline, target=target, language="en"
)
ax.figure

# %% [markdown]
# ## District by district
#
# Kits come whole, districts do not: whoever got one kit for a few citizens too many falls behind.

# %%
districts = ensemble.districts.sort_values("rank")
print(districts[["name", "kits", "share_by_deadline", "p_on_time"]].to_string(index=False))

# %%
ax = plots.districts(ensemble.districts, target=target, language="en")
ax.figure

# %% [markdown]
# ## At the counter
#
# Minutes a citizen waits on one day, in the queues of reception, capture and finishing together.

# %%
ax = plots.waiting(ensemble.stations, language="en")
ax.figure

# %% [markdown]
# ## From the dossier to the card
#
# A dossier is *taken* at the station, *sent* up in the evening and accepted by the centre, its
# card *produced* by the plant and at last *in hand*. Each of the four milestones has its own
# columns in every table; the table `pipeline` says day by day what waits where.

# %%
summary = ensemble.summary().set_index("measure")
shares = [f"{name}_share_by_deadline" for name in ("dossier", "sent", "produced", "in_hand")]
print(summary.loc[shares, ["mean", "p05", "p95"]].to_string())
waiting = ["waiting_upload", "in_check", "waiting_plant", "uncollected"]
print(ensemble.pipeline.groupby("date")[waiting].mean().iloc[30:180:30].round().to_string())

# %% [markdown]
# ## More replications of the same
#
# Numbers go on where they stopped: these and those together are what one longer run would have
# given, bit for bit.

# %%
more = replicate(promised, replications, seed=1, first=replications + 1)
both = ensemble.merged(more)
print(len(ensemble), "+", len(more), "=", len(both), "replications")

# %% [markdown]
# ## More kits, or the same kits later
#
# `with_` makes another scenario: here twelve kits instead of two from the first day, all in the
# districts. `compare` runs all of them with the same luck, so the differences are due to the kits
# alone.

# %%
ten_more = promised.with_(name="ten-more", supply={"initial_kits": 12, "initial_at": "districts"})
late = load_scenario("late-delivery")
answer = compare([promised, ten_more, late], replications, seed=1, language="en")
print(answer.headline)

# %%
differences = answer.tables["comparison"]
told = differences[differences["measure"].isin(["dossier_by_deadline", "in_hand_by_deadline"])]
print(told[["scenario", "measure", "difference", "ci_low", "ci_high"]].to_string(index=False))

# %%
means = summary.loc[shares, "mean"]
taken = told[told["measure"] == "dossier_by_deadline"].set_index("scenario")["difference"]
done = districts["share_by_deadline"]
assert len(both) == 2 * replications
assert means.iloc[0] < target
assert means.iloc[3] < means.iloc[0] / 2
assert done.max() - done.min() > 0.1
assert taken["late-delivery"] < 0 < taken["ten-more"]

# %% [markdown]
# **Conclusion.** With the 32 promised kits the province stays below its target, and districts
# differ by more than ten points although all work the same hours. Of the citizens with a dossier
# fewer than half hold their card by the deadline: after the counter come the evening, the centre
# and the plant. Ten kits more from the first day help, the same kits thirty days later hurt.
