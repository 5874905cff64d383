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
# # 5. Uncertainty and sensitivity
#
# A simulated campaign is uncertain for two reasons. Luck: a kit fails or does not. Ignorance:
# nobody knows how many follow a summons. More replications average luck away; only facts remove
# ignorance.

# %%
# %matplotlib inline
import os

from cccd_sim import explain, load_scenario, plots, replicate, sensitivity

replications = int(os.environ.get("REPLICATIONS", "30"))
promised = load_scenario("promised-32-campaign")

# %% [markdown]
# ## Luck and ignorance
#
# Every number written with a low and a high is drawn anew in each replication. `known_parameters`
# takes all of them at their base: what then remains is luck.

# %%
count = max(replications, 10)
drawn = replicate(promised, count, seed=1)
known = replicate(promised, count, seed=1, known_parameters=True)
spread = {
    "luck and ignorance": drawn.replications["dossier_by_deadline"],
    "luck alone": known.replications["dossier_by_deadline"],
}
for name, dossiers in spread.items():
    print(f"{name:>20}: {dossiers.mean():12,.0f} ± {dossiers.std():9,.0f} dossiers")

# %% [markdown]
# ## Which numbers matter
#
# One number after the other is taken to its low and to its high, everything else stays, luck too.
# To be brief only a part of the inputs is tried; without `inputs` all are.

# %%
asked = sensitivity(
    promised,
    inputs=[
        "service.periods.campaign",
        "service.crews",
        "demand.show_up",
        "central.check",
    ],
    replications=max(2, replications // 5),
    language="en",
)
print(asked.headline)

# %%
columns = ["input", "low", "high", "at_low", "at_high", "swing", "replications"]
print(asked.table[columns].to_string(index=False, float_format="{:,.2f}".format))

# %%
ax = plots.tornado(asked.table, language="en")
ax.figure

# %% [markdown]
# ## Why it is late
#
# Which *causes* keep the campaign from what it can do on paper? All combinations of causes are
# simulated; the parts (Shapley values) add up exactly.

# %%
why = explain(promised, replications=1, known_parameters=True, language="en")
print(why.headline)

# %%
citizens = why.table[why.table["unit"] == "citizens"]
print(citizens[["step", "level", "part"]].to_string(index=False, float_format="{:,.0f}".format))

# %%
ax = plots.waterfall(why.table, language="en")
ax.figure

# %%
swings = asked.table.set_index("input")["swing"]
assert spread["luck and ignorance"].std() > 3 * spread["luck alone"].std()
assert swings.idxmax() == "service.periods.campaign.dossiers_per_kit_day"
assert len(citizens) > 5
assert swings["demand.show_up"] < swings.max() / 10

# %% [markdown]
# **Conclusion.** Most of what we do not know about this campaign is ignorance and not luck: with
# every parameter known the spread is less than a third. More replications will not narrow it;
# facts will. Of the numbers tried here, the one to find out first is how many dossiers a kit
# takes on a long day; how many follow their summons, which everybody argues about, moves less
# than a tenth as much: too few kits are never idle.
