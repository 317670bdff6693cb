"""What pyfixest computes of several models at once, of factors and of lags (found by pandas, gaps respected), on the panel with
gaps. Writes src/test/resources/expected/several.json with 17 digits.

Run in the project's root, after expected_formulas.R, in the environment of expected_pyfixest.py:
    /tmp/agglo-reference/bin/python src/test/reference/expected_several.py
"""

import json
import platform
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pyfixest as pf

RESOURCES = Path("src/test/resources")
RULES = pf.ssc(k_adj=True, k_fixef="nonnested", G_adj=True, G_df="min")
# As exact as the iteration gets: the tests compare to 1e-8.
DEMEANER = pf.LsmrDemeaner(fixef_atol=1e-15, fixef_btol=1e-15, fixef_maxiter=100_000)


def panel():
    rows = pd.read_csv(RESOURCES / "panels" / "gaps.csv")
    before = rows[["unit", "year", "x", "z"]].assign(year=rows["year"] + 1)
    return rows.merge(before, on=["unit", "year"], how="left", suffixes=("", "_before"))


YEARS = list(range(2000, 2011))
# Our formula; pyfixest's; by model our names of its slopes.
SEVERAL = [
    ("c(y, y2) ~ x + z | unit", "y + y2 ~ x + z | unit", [["x", "z"]] * 2),
    ("y ~ sw(x, z, log(w)) | unit + year", "y ~ sw(x, z, log(w)) | unit + year", [["x"], ["z"], ["log(w)"]]),
    ("y ~ z + sw0(x, y2) | unit", "y ~ z + sw0(x, y2) | unit", [["z"], ["z", "x"], ["z", "y2"]]),
    ("c(y, y2) ~ csw(z, x, w) | unit", "y + y2 ~ csw(z, x, w) | unit", [["z"], ["z", "x"], ["z", "x", "w"]] * 2),
    ("y ~ w + csw0(z, x) | year", "y ~ w + csw0(z, x) | year", [["w"], ["w", "z"], ["w", "z", "x"]]),
    ("c(y, y2) ~ l(x, 1) + d(z) | unit", "y + y2 ~ x_before + I(z - z_before) | unit", [["l(x, 1)", "d(z)"]] * 2),
    (
        "y ~ i(year, z, ref = 2005) | unit",
        "y ~ i(year, z, ref = 2005) | unit",
        [[f"year::{year}:z" for year in YEARS if year != 2005]],
    ),
    (
        "c(y, y2) ~ i(year, treat, ref = 2003) + x | unit + year",
        "y + y2 ~ i(year, treat, ref = 2003) + x | unit + year",
        [[f"year::{year}:treat" for year in YEARS if year != 2003] + ["x"]] * 2,
    ),
    ("y ~ i(year, ref = 2004) + x | unit", "y ~ i(year, ref = 2004) + x | unit", [[f"year::{year}" for year in YEARS if year != 2004] + ["x"]]),
]


def ordered(names, found):
    """pyfixest's names by ours: a factor's level is found by its number, other terms by their place among the others."""
    levels = [name for name in found if "year" in name]
    others = iter([name for name in found if "year" not in name])
    return [next(level for level in levels if name[6:10] in level) if "::" in name else next(others) for name in names]


def models(fits, names):
    fits = fits.to_list() if hasattr(fits, "to_list") else [fits]
    assert len(fits) == len(names)
    for fit, own in zip(fits, names, strict=True):
        coef, se = fit.coef(), fit.se()
        assert len(coef) == len(own), (list(coef.index), own)
        yield {
            "n": int(fit._N),
            "terms": {
                name: {"estimate": float(coef[found]), "error": float(se[found])}
                for name, found in zip(own, ordered(own, list(coef.index)), strict=True)
            },
        }


if __name__ == "__main__":
    rows = panel()
    cases = []
    for ours, theirs, names in SEVERAL:
        for spec, vcov in (("iid", "iid"), ("cluster(unit)", {"CRV1": "unit"})):
            fits = pf.feols(theirs, rows, vcov=vcov, ssc=RULES, fixef_rm="none", demeaner=DEMEANER)
            cases.append({"formula": ours, "vcov": spec, "by": "pyfixest", "models": list(models(fits, names))})
    versions = {"python": platform.python_version()} | {name: version(name) for name in ("pyfixest", "pandas")}
    (RESOURCES / "expected" / "several.json").write_text(json.dumps({"versions": versions, "cases": cases}, indent=1) + "\n")
