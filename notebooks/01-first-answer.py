# ---
# jupyter:
#   jupytext:
#     text_representation:
#       format_name: percent
# ---

# %% [markdown]
# # 1. A first answer
#
# Can 1.5 million citizens of Đắk Lắk have their dossiers taken before 1 July 2021, and hold their
# card? With the 32 kits promised, if stations work from 06:00 to 24:00 every day from 15 March: not
# quite, and the cards take longer still. What would more kits do, and what does a late delivery
# cost?
#
# A notebook can do everything the command line can. This page is plain Python in cells; it also
# runs from top to bottom by `make notebooks`.

# %%
import os

from cccd_sim import compare, load_scenario, replicate
from cccd_sim.report.pipeline_charts import pipeline
from cccd_sim.report.progress_charts import progress

replications = int(os.environ.get("REPLICATIONS", "30"))

# %% [markdown]
# ## One scenario
#
# A scenario never changes; `replicate` runs it with as many different lucks as asked for.

# %%
promised = load_scenario("promised-32-campaign")
ensemble = replicate(promised, replications, seed=1)
columns = ["measure", "unit", "mean", "p05", "p95"]
print(ensemble.summary()[columns].to_string(index=False, float_format="{:,.3f}".format))

# %% [markdown]
# Every number comes from tidy tables, one row per replication, date and district or station. Here
# are the districts that are furthest behind at the deadline.

# %%
districts = ensemble.table("districts").sort_values("rank")
print(districts[["name", "kits", "share_by_deadline", "p_on_time"]].head().to_string(index=False))

# %% [markdown]
# A chart is a matplotlib figure.

# %%
figure = progress(ensemble, "en")
figure

# %% [markdown]
# ## From the dossier to the card
#
# A dossier is *taken* at the station, *sent* up in the evening and accepted by the centre, its card
# *produced* by the plant and at last *in hand*. Each of the four milestones has its own columns in
# every table; the table `pipeline` says day by day what waits where.

# %%
summary = ensemble.summary().set_index("measure")
shares = [f"{name}_share_by_deadline" for name in ("dossier", "sent", "produced", "in_hand")]
print(summary.loc[shares, ["mean", "p05", "p95"]].to_string())
waiting = ["waiting_upload", "in_check", "waiting_plant", "uncollected"]
print(ensemble.pipeline.groupby("date")[waiting].mean().iloc[30:180:30].round().to_string())

# %%
figure = pipeline(ensemble, "en")
figure

# %% [markdown]
# ## More kits, or the same kits later
#
# `with_` makes another scenario: here twelve kits instead of two from the first day, all in the
# districts. `compare` runs all of them with the same luck, so the differences
# are due to the kits alone.

# %%
more = promised.with_(name="ten-more", supply={"initial_kits": 12, "initial_at": "districts"})
late = load_scenario("late-delivery")
answer = compare([promised, more, late], replications, seed=1, language="en")
print(answer.headline)

# %%
differences = answer.tables["comparison"]
told = differences[differences["measure"].isin(["dossier_by_deadline", "in_hand_by_deadline"])]
print(told[["scenario", "measure", "difference", "ci_low", "ci_high"]].to_string(index=False))
