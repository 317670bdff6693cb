"""US counties for counties.ipynb: outlines, maps, and employment and wages that are made up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection
from matplotlib.colors import BoundaryNorm

_SHAPES = json.loads((Path(__file__).parent / "us-counties.json").read_text(encoding="utf-8"))

TRUTH = 0.30  # elasticity of wages with respect to the location quotient, in the made-up figures
YEARS = (2005, 2010, 2015)
DURABLE = ("Wood", "Metals", "Metal products", "Machinery", "Computers", "Vehicles", "Furniture")
# Log change of each industry's jobs in the country since 2005, in 2010 and in 2015.
GROWTH = {
    "Food": (0.02, 0.12),
    "Textiles": (-0.65, -1.00),
    "Wood": (-0.55, -0.40),
    "Paper": (-0.25, -0.35),
    "Chemicals": (-0.05, 0.10),
    "Plastics": (-0.25, -0.10),
    "Metals": (-0.30, -0.20),
    "Metal products": (-0.15, 0.05),
    "Machinery": (-0.15, 0.05),
    "Computers": (-0.20, -0.30),
    "Vehicles": (-0.50, -0.05),
    "Furniture": (-0.60, -0.50),
}


def table() -> pd.DataFrame:
    """A row a county: fips, county, state, and where it lies on the map's page, 975 by 610."""
    rows = []
    for fips, shape in _SHAPES["counties"].items():
        outline = np.concatenate([_points(ring) for ring in shape["rings"]])
        state = _SHAPES["states"][fips[:2]]["name"]
        rows.append((fips, shape["name"], state, *outline.mean(axis=0)))
    return pd.DataFrame(rows, columns=["fips", "county", "state", "x", "y"])


def draw(axes: plt.Axes, values: pd.Series, title: str, label: str, colours: str, classes: Sequence[float]) -> None:
    """A map of values by fips, one colour between two neighbouring classes; counties without a value stay grey."""
    rings = [(fips, _points(ring)) for fips, shape in _SHAPES["counties"].items() for ring in shape["rings"]]
    heights = np.ma.masked_invalid([values.get(fips, np.nan) for fips, _ in rings])
    palette = plt.get_cmap(colours, len(classes) + 1).copy()
    palette.set_bad("#d0d7de")
    scale = BoundaryNorm(classes, palette.N, extend="both")
    filled = PolyCollection([ring for _, ring in rings], array=heights, cmap=palette, norm=scale, edgecolors="face")
    filled.set(linewidth=0.2, antialiased=False)
    axes.add_collection(filled)
    borders = [_points(ring) for shape in _SHAPES["states"].values() for ring in shape["rings"]]
    axes.add_collection(PolyCollection(borders, facecolors="none", edgecolors="#57606a", linewidths=0.4))
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.invert_yaxis()
    axes.axis("off")
    axes.set_title(title)
    place = {"orientation": "horizontal", "shrink": 0.55, "aspect": 35, "pad": 0.02, "spacing": "uniform"}
    bar = axes.figure.colorbar(filled, ax=axes, **place)
    bar.set_ticks(list(classes), labels=[f"{value:.3g}" for value in classes])
    bar.outline.set_visible(False)
    bar.set_label(label, fontsize=9)


def simulated(seed: int = 2022) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Jobs by county, year and industry, and wages by county and year. Everything but names and places is made up.

    Where wages rise for reasons of their own, factories leave: that is what makes least squares wrong. The country's
    industries grow and shrink whatever a county does: that is what the instrument uses.
    """
    draws = np.random.default_rng(seed)
    place = table()
    x, y, counties = place["x"].to_numpy(), place["y"].to_numpy(), len(place)
    size = np.exp(draws.normal(9.6, 1.1, counties))
    belt = 1.1 * _hill(x, y, 690, 250, 110) + 0.9 * _hill(x, y, 690, 400, 90) + 0.4 * _hill(x, y, 120, 330, 60)
    share = 0.07 * np.exp(belt + draws.normal(0, 0.5, counties))
    affinity = np.empty((counties, len(GROWTH)))
    for industry in range(len(GROWTH)):
        home = draws.uniform((500, 120), (850, 480))
        affinity[:, industry] = np.exp(
            2.2 * _hill(x, y, *home, draws.uniform(50, 110)) + draws.normal(0, 0.9, counties)
        )
    base = (size * share / affinity.sum(axis=1))[:, None] * affinity

    states = pd.factorize(place["state"])[0]
    fixed = 10.4 + 0.25 * np.log(share) + draws.normal(0, 0.1, counties)
    rain = draws.normal(0, 1, (counties, len(YEARS)))
    jobs, wages = [], []
    for number, year in enumerate(YEARS):
        growth = np.array([0.0 if number == 0 else GROWTH[industry][number - 1] for industry in GROWTH])
        common = draws.normal(0, 1, counties) + 0.5 * draws.normal(0, 1, states.max() + 1)[states]
        leaving = -0.20 * common + 0.003 * rain[:, number]
        made = base * np.exp(growth + leaving[:, None] + draws.normal(0, 0.05, base.shape))
        made = np.maximum(np.rint(made), 1)
        other = np.rint(size * (1 - share) * np.exp(0.04 * number + draws.normal(0, 0.03, counties)))
        for industry, column in zip(GROWTH, made.T, strict=True):
            jobs.append(pd.DataFrame({"fips": place["fips"], "year": year, "industry": industry, "jobs": column}))
        jobs.append(pd.DataFrame({"fips": place["fips"], "year": year, "industry": "All other", "jobs": other}))
        total = made.sum(axis=1)
        quotient = total / (total + other) / (total.sum() / (total + other).sum())
        wage = np.exp(
            fixed + 0.06 * number + TRUTH * np.log(quotient) + 0.06 * common + draws.normal(0, 0.04, counties)
        )
        wages.append(pd.DataFrame({"fips": place["fips"], "year": year, "wage": wage.round(), "rain": rain[:, number]}))
    return pd.concat(jobs, ignore_index=True), pd.concat(wages, ignore_index=True)


def _hill(x: np.ndarray, y: np.ndarray, at_x: float, at_y: float, width: float) -> np.ndarray:
    return np.exp(-((x - at_x) ** 2 + (y - at_y) ** 2) / (2 * width**2))


def _points(ring: list[int]) -> np.ndarray:
    return np.array(ring, dtype=float).reshape(-1, 2) / 10
