"""What Python computes on the teaching panels: pyfixest (effects under fixest's small-sample rules), linearmodels (random
effects, harmonic form) and statsmodels (pooled). Writes src/test/resources/expected/python.json with 17 digits.

Run in the project's root, after export_panels.R:
    python3 -m venv /tmp/agglo-reference && /tmp/agglo-reference/bin/pip install pyfixest linearmodels statsmodels
    /tmp/agglo-reference/bin/python src/test/reference/expected_pyfixest.py
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
from linearmodels.panel import RandomEffects
from scipy import stats

RESOURCES = Path("src/test/resources")
# fixest's default rules: effects nested in a cluster do not count, one G for all two-way terms, t with G - 1.
RULES = pf.ssc(k_adj=True, k_fixef="nonnested", G_adj=True, G_df="min")
# As exact as the iteration gets: the tests compare to 1e-8.
DEMEANER = pf.LsmrDemeaner(fixef_atol=1e-15, fixef_btol=1e-15, fixef_maxiter=100_000)

PANELS = {
    "gasoline": ("lgaspcar", ["lincomep", "lrpmg", "lcarpcap"], "country", "year"),
    "crime": ("log(crmrte)", ["log(prbarr)", "log(prbconv)", "log(polpc)", "log(density)"], "county", "year"),
    "seatbelts": (
        "log(fatalities)",
        ["seatbelt", "speed65", "speed70", "drinkage", "alcohol", "log(income)", "age"],
        "state",
        "year",
    ),
    "hedonic": (
        "mv",
        ["crim", "zn", "indus", "chas", "nox", "rm", "age", "dis", "rad", "tax", "ptratio", "blacks", "lstat"],
        "townid",
        None,
    ),
}


def read(panel):
    """The panel's complete rows, with a column for each term: "log(x)" becomes "log_x"."""
    rows = pd.read_csv(RESOURCES / "panels" / f"{panel}.csv").dropna().reset_index(drop=True)
    outcome, regressors, _, _ = PANELS[panel]
    for term in [outcome, *regressors]:
        if logged := re.fullmatch(r"log\((\w+)\)", term):
            rows["log_" + logged[1]] = np.log(rows[logged[1]])
    return rows


def column(term):
    return re.sub(r"log\((\w+)\)", r"log_\1", term)


def terms(names, estimates, errors, df):
    law = stats.t(df) if df else stats.norm()
    q = law.ppf(0.975)
    values = zip(names, np.asarray(estimates, float), np.asarray(errors, float), strict=True)
    return {
        name: {"estimate": b, "error": se, "statistic": b / se, "p": 2 * law.sf(abs(b / se)), "low": b - q * se, "high": b + q * se}
        for name, b, se in values
    }


def formula(panel, effects=()):
    outcome, regressors, _, _ = PANELS[panel]
    return f"{outcome} ~ {' + '.join(regressors)}" + (f" | {' + '.join(effects)}" if effects else "")


def clustered(*names):
    return f"cluster({', '.join(names)})"


def pyfixest_cases():
    for panel in ("gasoline", "crime", "seatbelts"):
        outcome, regressors, unit, time = PANELS[panel]
        rows = read(panel)
        clusters = [(unit,), (time,), (unit, time)] + ([("region",), ("region", "year")] if panel == "crime" else [])
        for effects in ((), (unit,), (time,), (unit, time)):
            text = column(outcome) + " ~ " + " + ".join(map(column, regressors))
            text += " | " + " + ".join(effects) if effects else ""
            for spec, vcov in [("iid", "iid"), ("robust", "hetero")] + [(clustered(*c), {"CRV1": " + ".join(c)}) for c in clusters]:
                fit = pf.feols(text, rows, vcov=vcov, ssc=RULES, fixef_rm="none", demeaner=DEMEANER)
                yield case("pyfixest", panel, spec, fit.coef(), fit.se(), float(fit._df_t), effects) | {
                    "n": int(fit._N),
                    "r2": float(fit._r2),
                    "r2Adjusted": float(fit._adj_r2),
                    "r2Within": float(fit._r2_within) if effects else None,
                    "clusters": [int(rows[c].nunique()) for c in re.findall(r"\w+", spec)[1:]],
                }


def statsmodels_cases():
    for panel in PANELS:
        outcome, regressors, unit, _ = PANELS[panel]
        rows = read(panel)
        model = sm.OLS(rows[column(outcome)], sm.add_constant(rows[list(map(column, regressors))]))
        groups = {"groups": rows[unit].astype("category").cat.codes}
        for spec, kind, options in (("iid", "nonrobust", {}), ("robust", "HC1", {}), (clustered(unit), "cluster", groups)):
            fit = model.fit(cov_type=kind, cov_kwds=options or None, use_t=True)
            df = rows[unit].nunique() - 1 if kind == "cluster" else fit.df_resid
            yield case("statsmodels", panel, spec, fit.params, fit.bse, float(df)) | {
                "n": int(fit.nobs),
                "rss": float(fit.ssr),
                "r2": float(fit.rsquared),
                "r2Adjusted": float(fit.rsquared_adj),
            }


def linearmodels_cases():
    for panel in PANELS:
        outcome, regressors, unit, time = PANELS[panel]
        rows = read(panel)
        if time is None:
            time = "position"
            rows[time] = rows.groupby(unit).cumcount()
        rows = rows.set_index([unit, time])
        model = RandomEffects(rows[column(outcome)], sm.add_constant(rows[list(map(column, regressors))]))
        grouped = {"cluster_entity": True, "group_debias": True}
        for spec, kind, options in (("iid", "unadjusted", {}), ("robust", "robust", {}), (clustered(unit), "clustered", grouped)):
            fit = model.fit(cov_type=kind, debiased=True, **options)
            yield case("linearmodels RandomEffects", panel, spec, fit.params, fit.std_errors, None) | {
                "estimator": "random",
                "effect": unit,
                "components": "harmonic",
                "n": int(fit.nobs),
                "rss": float(fit.resid_ss),
                "idiosyncratic": float(fit.variance_decomposition["Residual"]),
                "individual": float(fit.variance_decomposition["Effects"]),
                "thetaMin": float(fit.theta.min().iloc[0]),
                "thetaMax": float(fit.theta.max().iloc[0]),
            }


def case(by, panel, spec, estimates, errors, df, effects=()):
    names = ["(Intercept)"] * (not effects) + PANELS[panel][1]
    return {
        "panel": panel,
        "by": by,
        "formula": formula(panel, effects),
        "vcov": spec,
        "df": df,
        "terms": terms(names, estimates, errors, df),
    }


if __name__ == "__main__":
    packages = ("pyfixest", "linearmodels", "statsmodels", "numpy", "pandas", "scipy")
    found = {
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "cases": [*pyfixest_cases(), *statsmodels_cases(), *linearmodels_cases()],
    }
    (RESOURCES / "expected" / "python.json").write_text(json.dumps(found, indent=1) + "\n")
