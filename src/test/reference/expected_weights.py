"""Weighted regressions on the crime panel: pyfixest with analytic and frequency weights, statsmodels' WLS where there are no
effects. Analytic weights are the column pctmin, frequencies year - 80. Writes src/test/resources/expected/weights.json.

Run in the project's root, with the packages named in expected_pyfixest.py:
    python src/test/reference/expected_weights.py
"""

import json
import platform
import re
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pyfixest as pf
import statsmodels.api as sm

RESOURCES = Path("src/test/resources")
RULES = pf.ssc(k_adj=True, k_fixef="nonnested", G_adj=True, G_df="min")
DEMEANER = pf.LsmrDemeaner(fixef_atol=1e-15, fixef_btol=1e-15, fixef_maxiter=100_000)
TERMS = {"log(prbarr)": "prbarr", "log(polpc)": "polpc", "log(density)": "density"}
CLUSTERS = ["cluster(county)", "cluster(year)", "cluster(county, year)", "cluster(region)"]


def read():
    rows = pd.read_csv(RESOURCES / "panels" / "crime.csv").dropna().reset_index(drop=True)
    for name in ("crmrte", *TERMS.values()):
        rows["log_" + name] = np.log(rows[name])
    rows["count"] = rows["year"] - 80.0
    return rows


def text(effects):
    return f"log(crmrte) ~ {' + '.join(TERMS)}" + (f" | {' + '.join(effects)}" if effects else "")


def case(by, weights, vcov, effects, estimates, errors, fit):
    names = ["(Intercept)"] * (not effects) + list(TERMS)
    values = zip(names, np.asarray(estimates, float), np.asarray(errors, float), strict=True)
    return {
        "by": by,
        "weights": weights,
        "formula": text(effects),
        "vcov": vcov,
        "terms": {name: {"estimate": b, "error": se} for name, b, se in values},
        "fit": {name: float(value) for name, value in fit.items()},
    }


def pyfixest_cases(rows):
    for weights, column, kind in (("analytic", "pctmin", "aweights"), ("frequency", "count", "fweights")):
        for effects in ((), ("county",), ("county", "year")):
            formula = "log_crmrte ~ " + " + ".join("log_" + name for name in TERMS.values())
            formula += " | " + " + ".join(effects) if effects else ""
            for spec in ["iid", "robust", *CLUSTERS]:
                keys = re.findall(r"\w+", spec)[1:]
                vcov = {"CRV1": " + ".join(keys)} if keys else {"iid": "iid", "robust": "hetero"}[spec]
                fit = pf.feols(
                    formula, rows, vcov=vcov, weights=column, weights_type=kind, ssc=RULES, fixef_rm="none", demeaner=DEMEANER
                )
                numbers = {"df": fit._df_t, "n": fit._N, "r2": fit._r2, "r2Adjusted": fit._adj_r2}
                if effects:
                    numbers |= {"r2Within": fit._r2_within, "r2WithinAdjusted": fit._adj_r2_within}
                yield case("pyfixest", weights, spec, effects, fit.coef(), fit.se(), numbers)


def statsmodels_cases(rows):
    x = sm.add_constant(rows[["log_" + name for name in TERMS.values()]])
    model = sm.WLS(rows["log_crmrte"], x, weights=rows["pctmin"])
    for spec, kind, options in (
        ("iid", "nonrobust", None),
        ("hc0", "HC0", None),
        ("robust", "HC1", None),
        ("cluster(county)", "cluster", {"groups": rows["county"]}),
    ):
        fit = model.fit(cov_type=kind, cov_kwds=options, use_t=True)
        numbers = {"rss": fit.ssr, "tss": fit.centered_tss, "r2": fit.rsquared, "r2Adjusted": fit.rsquared_adj}
        numbers |= {"logLik": fit.llf, "AIC": fit.aic, "BIC": fit.bic}
        if kind != "cluster":
            numbers |= {"f": fit.fvalue, "df": fit.df_resid}
        yield case("statsmodels", "analytic", spec, (), fit.params, fit.bse, numbers)


if __name__ == "__main__":
    rows = read()
    packages = ("pyfixest", "statsmodels", "numpy", "pandas")
    found = {
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "cases": [*pyfixest_cases(rows), *statsmodels_cases(rows)],
    }
    (RESOURCES / "expected" / "weights.json").write_text(json.dumps(found, indent=1) + "\n")
