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
# # 4. What to buy
#
# Thirty-two kits are not enough. How many more, by which route, and by when must they be ordered?
# `size` finds the smallest purchase that is on time with the probability asked for, and proves it
# with replications its search has never seen.

# %%
# %matplotlib inline
import os

from cccd_sim import compare, load_scenario, plots, size

replications = int(os.environ.get("REPLICATIONS", "30"))
promised = load_scenario("promised-32-campaign")

# %% [markdown]
# ## The smallest purchase
#
# About two hundred replications are spent by default. With fewer the certificate is weaker; what
# it says is still true.

# %%
answer = size(
    promised,
    on_time=0.9,
    milestone="dossier",
    replications=max(100, 7 * replications),
    language="en",
)
print(answer.headline)

# %%
columns = ["kits", "numbers", "replications", "simulated", "p_on_time", "ci_low", "verdict"]
print(answer.table[columns].to_string(index=False, float_format="{:.3f}".format))

# %%
ax = plots.probability(answer.table, on_time=0.9, language="en")
ax.figure

# %% [markdown]
# ## Every route
#
# The same kits by another route come at another time. The table tells how many each route takes,
# until when they must be ordered to be on time, and where the law forbids a purchase of that
# size.

# %%
routes = answer.tables["size_routes"]
print(routes[["route", "kits", "cost_vnd", "packages", "last_order"]].to_string(index=False))

# %% [markdown]
# ## Other ways to spend money
#
# Twenty kits by quotation, sixty by open tender, fifteen borrowed in April: all with the same
# luck, so that the differences are due to the choice alone.

# %%
choices = [load_scenario(name) for name in ("purchase-quotation", "borrowed-kits")]
choices.append(load_scenario("purchase-open-tender"))
compared = compare([promised, *choices], replications, seed=1, language="en")
print(compared.headline)

# %%
ax = plots.differences(compared.tables["comparison"], language="en")
ax.figure

# %%
shares = compared.table.set_index("scenario")
told = ["kits", "dossier_share_by_deadline", "in_hand_share_by_deadline", "cost_vnd"]
print(shares[told].to_string(float_format="{:,.3f}".format))

# %%
taken = shares["dossier_share_by_deadline"]
assert taken.drop("promised-32-campaign").min() > taken["promised-32-campaign"]
assert taken["purchase-quotation"] > taken["purchase-open-tender"]
assert shares["in_hand_share_by_deadline"].max() < 0.5

# %% [markdown]
# **Conclusion.** Every one of the three ways brings more dossiers than the 32 kits alone. Sixty
# kits by open tender bring fewer than twenty by quotation: they come late, and part of them finds
# no crew. A kit counts from the day on which it works, not from the day on which it is paid. And
# none of this puts cards into hands: in each case fewer than half the citizens hold theirs by the
# deadline, because the national plant, and not the counter, is then the limit.
