# ---
# jupyter:
#   jupytext:
#     text_representation:
#       format_name: percent
# ---

# %% [markdown]
# # 1. A first answer
#
# Can 1.5 million citizens of Đắk Lắk have their dossiers taken before 1 July 2021? With the 32
# kits promised, if stations work from 06:00 to 24:00 every day from 15 March: not quite. How many
# more kits would do, and what does a late delivery cost?
#
# A notebook can do everything the command line can. This page is plain Python in cells; it also
# runs from top to bottom by `make notebooks`.

# %%
import os

from cccd_sim import compare, load_scenario, replicate
from cccd_sim.report.progress_charts import progress

replications = int(os.environ.get("REPLICATIONS", "30"))

# %% [markdown]
# ## One scenario
#
# A scenario never changes; `replicate` runs it with as many different lucks as asked for.

# %%
promised = load_scenario("promised-32-campaign")
ensemble = replicate(promised, replications, seed=1)
print(ensemble.summary()[["measure", "unit", "mean", "p05", "p95"]].to_string(index=False))

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
dossiers = differences[differences["measure"] == "dossier_by_deadline"]
print(dossiers[["scenario", "difference", "ci_low", "ci_high"]].to_string(index=False))
