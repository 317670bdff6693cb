"""Covariances that Python computes on a simulated panel of places: pyfixest (clusters, jackknife, Newey-West and Driscoll-Kraay),
linearmodels, statsmodels (HC2 and HC3 with a dummy per level), and Conley's from their definition in numpy. Writes the panel,
src/test/resources/panels/places.csv, and src/test/resources/expected/covariances.json with 17 digits.

Run in the project's root:
    python3 -m venv /tmp/agglo-reference && /tmp/agglo-reference/bin/pip install pyfixest linearmodels statsmodels
    /tmp/agglo-reference/bin/python src/test/reference/expected_covariances.py
"""

import json
import platform
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pyfixest as pf
import statsmodels.api as sm
from linearmodels.panel import PanelOLS, PooledOLS, RandomEffects

warnings.filterwarnings("ignore")
RESOURCES = Path("src/test/resources")
DEMEANER = pf.LsmrDemeaner(fixef_atol=1e-15, fixef_btol=1e-15, fixef_maxiter=100_000)
EARTH = 6371.0088  # mean radius, km
X = ["x", "z"]


def places():
    """24 places in 9 states over 10 years: no row of 2004, about a sixth of the rest missing."""
    random = np.random.default_rng(20260)
    rows = []
    for place in range(24):
        state = place % 9
        lat, lon = np.round(random.uniform([30, -110], [42, -90]), 3)
        effect = random.normal()
        shock = 0.0
        for year in range(2000, 2011):
            shock = 0.6 * shock + random.normal()
            x = random.normal() + 0.5 * effect + 0.1 * (year - 2005)
            z = np.exp(0.5 * random.normal())
            size = np.round(np.exp(random.normal()), 3)
            count = int(random.integers(1, 5))
            y = 1 + 0.4 * x - 0.3 * z + effect + 0.05 * (year - 2000) * (state == 3) + shock * (1 + 0.5 * abs(x))
            missing = random.uniform() < 1 / 6 or year == 2004
            if not missing:
                rows.append([place, state, year, lat, lon, size, count, x, z, y])
    names = ["place", "state", "year", "lat", "lon", "size", "count", "x", "z", "y"]
    return pd.DataFrame(rows, columns=names)


def case(by, effects, vcov, rules, errors, names, df=None, weights="", kind="", random=""):
    return {
        "panel": "places",
        "by": by,
        "formula": "y ~ x + z" + (" | " + " + ".join(effects) if effects else ""),
        "random": random,
        "weights": weights,
        "weightType": kind,
        "vcov": vcov,
        "rules": rules,
        "df": None if df is None else float(df),
        "errors": {("(Intercept)" if n in ("Intercept", "const") else n): float(e) for n, e in zip(names, errors, strict=True)},
    }


def feols(rows, effects, vcov, weights="", kind="", **kwargs):
    text = "y ~ x + z" + (" | " + " + ".join(effects) if effects else "")
    rules = kwargs.pop("ssc", pf.ssc(k_adj=True, k_fixef="nonnested", G_adj=True, G_df="min"))
    more = {"weights": weights, "weights_type": kind[0] + "weights"} if weights else {}
    return pf.feols(text, rows, vcov=vcov, ssc=rules, fixef_rm="none", demeaner=DEMEANER, **more, **kwargs)


EFFECTS = [(), ("place",), ("year",), ("place", "year"), ("state", "year")]
SLOPES = [("place[year]",), ("state[year]", "year")]
WEIGHTS = [("", ""), ("size", "analytic"), ("count", "frequency")]


def by_pyfixest(rows):
    full = pf.ssc(k_adj=True, k_fixef="full", G_adj=True, G_df="min")
    for effects in EFFECTS:
        for weights, kind in WEIGHTS:
            for spec, vcov in [
                ("iid", "iid"),
                ("hc1", "hetero"),
                ("cluster(place)", {"CRV1": "place"}),
                ("cluster(state)", {"CRV1": "state"}),
                ("cluster(state, year)", {"CRV1": "state + year"}),
            ]:
                fit = feols(rows, effects, vcov, weights, kind)
                yield case("pyfixest", effects, spec, "fixest", fit.se(), fit.coef().index, fit._df_t, weights, kind)
        for spec, vcov, more in [
            ("dk(year)", "DK", {}),
            ("dk(year, lag = 3)", "DK", {"lag": 3}),
            ("nw(place, year, gaps = rows)", "NW", {}),
            ("nw(place, year, lag = 2, gaps = rows)", "NW", {"lag": 2}),
        ]:
            ids = {"time_id": "year", "panel_id": "place"}
            fit = feols(rows, effects, vcov, vcov_kwargs=ids | more, ssc=full)
            yield case("pyfixest", effects, spec, "fixest(K.fixef = full)", fit.se(), fit.coef().index, fit._df_t)


def jackknife(rows):
    """pyfixest's sum of squares about the estimate of all rows, times (G - 1)/G; weighted ones from their definition."""
    none = pf.ssc(k_adj=False, k_fixef="none", G_adj=False, G_df="min")
    for effects in EFFECTS:
        for key in ("state", "year"):
            groups = rows[key].unique()
            scale = (len(groups) - 1) / len(groups)
            if effects != ("place",) or key == "state":
                fit = feols(rows, effects, {"CRV3": key}, ssc=none)
                errors = fit.se() * np.sqrt(scale)
                yield case("pyfixest", effects, f"crv3({key})", "fixest", errors, fit.coef().index, len(groups) - 1)
            for weights, kind in WEIGHTS:
                all_rows = dummies(rows, effects, weights)
                left = [dummies(rows[rows[key] != g], effects, weights) - all_rows for g in groups]
                errors = np.sqrt(scale * np.sum(np.square(left), axis=0))
                names = ([] if effects else ["const"]) + X
                yield case("numpy, one cluster out", effects, f"crv3({key})", "none", errors, names, None, weights, kind)


def dummies(rows, effects, weights=""):
    """Least squares on a dummy per level; the coefficients of the regressors, the constant first without effects."""
    w = np.sqrt(rows[weights].to_numpy(float)) if weights else np.ones(len(rows))
    design = matrix(rows, effects)
    b = np.linalg.lstsq(design * w[:, None], rows["y"].to_numpy() * w, rcond=None)[0]
    return b[: 2 if effects else 3]


def matrix(rows, effects):
    columns = [rows[X].to_numpy()]
    if not effects:
        columns.insert(0, np.ones((len(rows), 1)))
    for i, effect in enumerate(effects):
        levels, _, slope = effect.removesuffix("]").partition("[")
        dummy = pd.get_dummies(rows[levels], dtype=float).to_numpy()
        columns.append(dummy[:, int(i > 0) :])
        if slope:
            columns.append(dummy * (rows[slope].to_numpy(float) - 2005)[:, None])
    return np.hstack(columns)


def slopes(rows):
    """One cluster out where slopes differ by level: by places whose slopes go with them, and by years that cut through them."""
    for effects, key in [(SLOPES[0], "place"), (SLOPES[0], "state"), (SLOPES[1], "place")]:
        groups = rows[key].unique()
        all_rows = dummies(rows, effects)
        left = [dummies(rows[rows[key] != g], effects) - all_rows for g in groups]
        errors = np.sqrt((len(groups) - 1) / len(groups) * np.sum(np.square(left), axis=0))
        yield case("numpy, one cluster out", effects, f"crv3({key})", "none", errors, X)


def clusters(rows):
    """Three keys and combined ones, by inclusion and exclusion."""
    for effects in [(), ("place",), *SLOPES]:
        design = matrix(rows, effects)
        bread = np.linalg.pinv(design.T @ design)
        u = rows["y"].to_numpy() - design @ (bread @ (design.T @ rows["y"].to_numpy()))
        names = ([] if effects else ["const"]) + X
        for keys in [["place", "state", "year"], ["state^year"], ["state^year", "place"], ["state", "place", "count", "year"]]:
            meat = 0
            for subset in range(1, 2 ** len(keys)):
                some = [k for i, k in enumerate(keys) if subset >> i & 1]
                columns = sorted({c for k in some for c in k.split("^")})
                sums = pd.DataFrame(design * u[:, None]).groupby([rows[c] for c in columns]).sum().to_numpy()
                meat = meat + (-1) ** (len(some) + 1) * sums.T @ sums
            v = np.diag(bread @ meat @ bread)[: len(names)]
            if np.all(v > 0):
                yield case("numpy, by definition", effects, f"cluster({', '.join(keys)})", "none", np.sqrt(v), names)


def leverages(rows):
    for effects in EFFECTS + SLOPES:
        for weights, kind in WEIGHTS:
            repeated = rows.loc[rows.index.repeat(rows["count"])] if kind == "frequency" else rows
            design = matrix(repeated, effects)
            size = repeated["size"] if kind == "analytic" else np.ones(len(repeated))
            for spec in ("HC2", "HC3"):
                fit = sm.WLS(repeated["y"], design, weights=size).fit(cov_type=spec, use_t=True)
                names = ([] if effects else ["const"]) + X
                errors = np.asarray(fit.bse)[: len(names)]
                by = "statsmodels, a dummy per level"
                yield case(by, effects, spec.lower(), "stata-areg", errors, names, fit.df_resid, weights, kind)


def by_linearmodels(rows):
    panel = rows.assign(period=rows["year"]).set_index(["place", "period"])
    for effects in EFFECTS:
        for weights, kind in WEIGHTS[:2]:
            for constant in (False, True) if effects == ("place",) else (not effects,):
                exog = sm.add_constant(panel[X]) if constant else panel[X]
                size = {"weights": panel[weights]} if weights else {}
                if effects:
                    other = {"other_effects": pd.DataFrame(panel["state"].astype("category"))} if "state" in effects else {}
                    model = PanelOLS(
                        panel["y"], exog, entity_effects="place" in effects, time_effects="year" in effects, **other, **size
                    )
                else:
                    model = PooledOLS(panel["y"], exog, **size)
                codes = panel[["state", "year"]].apply(lambda c: c.astype("category").cat.codes)
                for spec, options in linearmodels_options(codes):
                    for debiased in (True, False):
                        fit = model.fit(debiased=debiased, **options)
                        rules = ["debiased = false"] * (not debiased) + ["constant = true"] * (constant and bool(effects))
                        rules += ["group_debias = true"] * bool(options.get("group_debias"))
                        text = "linearmodels" + (f"({', '.join(rules)})" if rules else "")
                        keep = [n for n in fit.params.index if n in X or not effects]
                        df = fit.df_resid if debiased else None
                        yield case("linearmodels", effects, spec, text, fit.std_errors[keep], keep, df, weights, kind)
    model = RandomEffects(panel["y"], sm.add_constant(panel[X]))
    for spec, options in linearmodels_options(panel[["state", "year"]].apply(lambda c: c.astype("category").cat.codes)):
        fit = model.fit(debiased=True, **options)
        text = "linearmodels" + ("(group_debias = true)" if options.get("group_debias") else "")
        one = case("linearmodels", (), spec, text, fit.std_errors, fit.params.index, fit.df_resid, random="place")
        yield one | {"components": "harmonic"}


def linearmodels_options(codes):
    yield "iid", {"cov_type": "unadjusted"}
    yield "hc1", {"cov_type": "robust"}
    for group in (False, True):
        clustered = {"cov_type": "clustered", "group_debias": group}
        yield "cluster(place)", clustered | {"cluster_entity": True}
        yield "cluster(year)", clustered | {"cluster_time": True}
        yield "cluster(state)", clustered | {"clusters": codes[["state"]]}
        yield "cluster(place, year)", clustered | {"cluster_entity": True, "cluster_time": True}
    yield "dk(year)", {"cov_type": "kernel"}
    yield "dk(year, lag = 3)", {"cov_type": "kernel", "bandwidth": 3}
    yield "nw(place, year)", {"cov_type": "autocorrelated"}
    yield "nw(place, year, lag = 1)", {"cov_type": "autocorrelated", "bandwidth": 1}


def conley(rows):
    """From the definition, all pairs of rows."""
    lat, lon = np.radians(rows["lat"].to_numpy()), np.radians(rows["lon"].to_numpy())
    half = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    distance = 2 * EARTH * np.arcsin(np.sqrt(half))
    year = rows["year"].to_numpy()
    same = year[:, None] == year
    unit = rows["place"].to_numpy()[:, None] == rows["place"].to_numpy()
    apart = np.abs(year[:, None] - year)
    for effects in EFFECTS:
        for weights, kind in WEIGHTS:
            w = rows[weights].to_numpy(float) if weights else np.ones(len(rows))
            design = matrix(rows, effects)
            root = np.sqrt(w)[:, None]
            bread = np.linalg.pinv((design * root).T @ (design * root))
            b = bread @ (design.T @ (w * rows["y"].to_numpy()))
            scores = design * (w * (rows["y"].to_numpy() - design @ b))[:, None]
            names = ([] if effects else ["const"]) + X
            for cutoff in (250, 600):
                for kernel in ("uniform", "bartlett"):
                    near = distance <= cutoff
                    weight = near * (1.0 if kernel == "uniform" else 1 - distance / cutoff)
                    text = f"conley(lat, lon, cutoff = {cutoff}, kernel = {kernel}"
                    for spec, k in [
                        (text + ")", weight),
                        (text + ", time = year)", weight * same),
                        (
                            text + ", time = year, unit = place, lag = 2)",
                            weight * same + unit * ~same * np.maximum(1 - apart / 3, 0),
                        ),
                    ]:
                        if kind == "frequency" and "lag" in spec:
                            continue
                        v = bread @ (scores.T @ k @ scores) @ bread
                        errors = np.sqrt(np.diag(v)[: len(names)])
                        if np.all(np.diag(v)[: len(names)] > 0):
                            yield case("numpy, all pairs", effects, spec, "none", errors, names, None, weights, kind)
            for spec, k in [
                ("dk(year, lag = 2, gaps = calendar)", np.maximum(1 - apart / 3, 0)),
                ("nw(place, year, lag = 2, gaps = calendar)", unit * np.maximum(1 - apart / 3, 0)),
            ]:
                if kind == "frequency" and "nw" in spec:
                    continue
                v = bread @ (scores.T @ k @ scores) @ bread
                yield case("numpy, all pairs", effects, spec, "none", np.sqrt(np.diag(v)[: len(names)]), names, None, weights, kind)


if __name__ == "__main__":
    rows = places()
    path = RESOURCES / "panels" / "places.csv"
    rows.to_csv(path, index=False, float_format="%.17g")
    rows = pd.read_csv(path)
    packages = ("pyfixest", "linearmodels", "statsmodels", "numpy", "pandas", "scipy")
    found = {
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "cases": [*by_pyfixest(rows), *jackknife(rows), *slopes(rows), *clusters(rows), *leverages(rows), *by_linearmodels(rows), *conley(rows)],
    }
    found["cases"] = [{key: value for key, value in one.items() if value not in ("", None)} for one in found["cases"]]
    text = json.dumps(found).replace('}, {"panel"', '},\n{"panel"')
    (RESOURCES / "expected" / "covariances.json").write_text(text + "\n")
