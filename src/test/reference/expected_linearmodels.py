"""What linearmodels computes of between effects, first differences and random effects on the teaching panels.

Writes src/test/resources/expected/linearmodels.json with 17 digits. Run in the project's root, after export_panels.R:
    python src/test/reference/expected_linearmodels.py        (pandas, linearmodels)
"""
import json
import re

import linearmodels
import numpy as np
import pandas as pd
from linearmodels.panel import BetweenOLS, FirstDifferenceOLS, RandomEffects

CRIME = ("log(crmrte)", ["log(prbarr)", "log(prbconv)", "log(polpc)", "log(density)"], "county", "year")
GAPS = "not (year = 84 and county < 50) and not (year = 82 and county > 150)"
# panel, rows as Spark's SQL has them, the same for pandas, outcome, regressors, unit, time
PANELS = [
    ("gasoline", "true", None, "lgaspcar", ["lincomep", "lrpmg", "lcarpcap"], "country", "year"),
    ("crime", "true", None, *CRIME),
    ("crime", GAPS, lambda d: ~((d.year == 84) & (d.county < 50)) & ~((d.year == 82) & (d.county > 150)), *CRIME),
    ("seatbelts", "seatbelt is not null", lambda d: d.seatbelt.notna(), "log(fatalities)",
     ["speed65", "drinkage", "log(income)", "age"], "state", "year"),
]


def value(rows, term):
    inside = re.fullmatch(r"log\((\w+)\)", term)
    return np.log(rows[inside[1]]) if inside else rows[term].astype(float)


def cases():
    for panel, where, keep, outcome, regressors, unit, time in PANELS:
        table = pd.read_csv(f"src/test/resources/panels/{panel}.csv")
        table = table if keep is None else table[keep(table)]
        rows = pd.DataFrame({term: value(table, term) for term in [outcome, *regressors]})
        rows[unit], rows[time] = table[unit], table[time]
        region = table["region"].astype("category").cat.codes if "region" in table else None
        rows = rows.set_index([unit, time])
        y, x = rows[[outcome]], rows[regressors]
        ones = x.assign(**{"(Intercept)": 1.0})
        same = {"panel": panel, "where": where, "effect": [unit]}
        entity = [("iid", "unadjusted", {}), ("robust", "robust", {}),
                  (f"cluster({unit})", "clustered", {"cluster_entity": True, "group_debias": True})]
        means = entity[:2]
        if region is not None:
            clusters = pd.DataFrame({"region": region.values}, index=rows.index)
            means = means + [("cluster(region)", "clustered", {"clusters": clusters, "group_debias": True})]
        right = " + ".join(regressors)
        for vcov, kind, options in means:
            fit = BetweenOLS(y, ones).fit(cov_type=kind, **options)
            yield case(fit, "between", vcov, f"{outcome} ~ {right}", "linearmodels BetweenOLS", same)
        for vcov, kind, options in entity:
            fit = FirstDifferenceOLS(y, x).fit(cov_type=kind, **options)
            yield case(fit, "fd", vcov, f"{outcome} ~ 0 + {right}", "linearmodels FirstDifferenceOLS", same | {"gaps": "calendar"})
            fit = RandomEffects(y, ones).fit(cov_type=kind, **options)
            yield case(fit, "random", vcov, f"{outcome} ~ {right}", "linearmodels RandomEffects", same | {
                "method": "harmonic", "idiosyncratic": float(fit.variance_decomposition["Residual"]),
                "first": float(fit.variance_decomposition["Effects"]),
                "rsquared": {name: float(getattr(fit, attribute)) for name, attribute in {
                    "within": "rsquared_within", "between": "rsquared_between", "overall": "rsquared_overall",
                    "withinCorrelation": "corr_squared_within", "betweenCorrelation": "corr_squared_between",
                    "overallCorrelation": "corr_squared_overall"}.items()}})


def case(fit, estimator, vcov, formula, by, same):
    terms = {term: {"estimate": float(fit.params[term]), "error": float(fit.std_errors[term])} for term in fit.params.index}
    found = same | {"formula": formula, "estimator": estimator, "by": by, "vcov": vcov, "n": int(fit.nobs), "rss": float(fit.resid_ss)}
    if estimator != "random":
        found["r2"] = float(fit.rsquared)
    return found | {"terms": terms}


with open("src/test/resources/expected/linearmodels.json", "w") as out:
    json.dump({"versions": {"linearmodels": linearmodels.__version__}, "cases": list(cases())}, out, indent=0)
    out.write("\n")
