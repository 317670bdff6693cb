"""The matrix: each formula under each covariance, weights and package's small-sample rules on the simulated panel of places,
which expected_covariances.py writes. pyfixest and linearmodels compute what they have, statsmodels the covariances of a
regression with a dummy per level, numpy by definition those that no package has; the factors of rules whose package is not
at hand are those of src/site/markdown/small-sample.md, with ranks of the dummies by numpy. Where a package has the number too, the
script stops unless both agree to 1e-9. Writes src/test/resources/expected/matrix.json.

Run in the project's root, with the packages named in expected_pyfixest.py:
    python src/test/reference/expected_matrix.py
"""

import json
import platform
import warnings
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pyfixest as pf
import statsmodels.api as sm
from linearmodels.panel import PanelOLS, PooledOLS

warnings.filterwarnings("ignore")
RESOURCES = Path("src/test/resources")
DEMEANER = pf.LsmrDemeaner(fixef_atol=1e-15, fixef_btol=1e-15, fixef_maxiter=100_000)
EARTH = 6371.0088  # mean radius, km
AGREE = 1e-9
LAG = 2
SERIAL = f"place, year, lag = {LAG}"
CONLEY = "conley(lat, lon, cutoff = 600, kernel = bartlett)"
CLUSTERS = {
    "cluster(place)": ["place"],
    "cluster(state)": ["state"],
    "cluster(state, year)": ["state", "year"],
    "crv3(state)": ["state"],
    f"nw({SERIAL})": ["place", "year"],
    f"nw({SERIAL}, gaps = rows)": ["place", "year"],
    f"dk(year, lag = {LAG})": ["year"],
    CONLEY: ["lat^lon"],
}
VCOVS = ["iid", "hc0", "hc1", "hc2", "hc3", *CLUSTERS]
RULES = ["fixest", "fixest(K.fixef = full)", "stata-xtreg", "stata-areg", "reghdfe", "plm", "linearmodels", "none"]
WEIGHTS = {"": "", "analytic": "size", "frequency": "count"}


def last_year(rows, name):
    values = rows.set_index(["place", "year"])[name]
    return np.array([values.get((p, t - 1), np.nan) for p, t in zip(rows["place"], rows["year"])])


def poly(x, degree):
    """Orthonormal to the constant and each other; positive coefficient of the highest power."""
    q, r = np.linalg.qr(np.vander(x - x.mean(), degree + 1, increasing=True))
    return (q * np.sign(np.diag(r)))[:, 1:]


def formulas(rows):
    """Formula, its regressors by name, its effects."""
    x, z = rows["x"], rows["z"]
    plain = {"x": x, "z": z}
    yield "y ~ x + z", plain, []
    yield "y ~ x + z | place", plain, ["place"]
    yield "y ~ x + z | place + year", plain, ["place", "year"]
    yield "y ~ x + z | place + year + count", plain, ["place", "year", "count"]
    yield "y ~ x * z | place", plain | {"x:z": x * z}, ["place"]
    counts = {f"count::{c}": (rows["count"] == c) * 1.0 for c in (2, 3, 4)}
    yield "y ~ z + i(count, ref = 1) | place + year", {"z": z} | counts, ["place", "year"]
    p = poly(x.to_numpy(), 2)
    yield "y ~ poly(x, 2) + log(z) | state", {"poly(x, 2)1": p[:, 0], "poly(x, 2)2": p[:, 1], "log(z)": np.log(z)}, ["state"]
    yield "y ~ x + l(x, 1) | place", {"x": x, "l(x, 1)": last_year(rows, "x")}, ["place"]
    yield "y ~ x + z | state[year]", plain, ["state", "state[year]"]


def dummies(rows, effect, first):
    levels, _, slope = effect.removesuffix("]").partition("[")
    columns = pd.get_dummies(rows[levels], dtype=float).to_numpy()
    if slope:
        return columns * (rows[slope].to_numpy(float) - 2005)[:, None]
    return columns if first else columns[:, 1:]


class Model:
    """One formula under one kind of weights, as a weighted regression on its regressors and a dummy per level."""

    def __init__(self, rows, columns, effects, kind):
        rows = rows.assign(**{f"c{i}": np.asarray(v, float) for i, v in enumerate(columns.values())}).dropna()
        self.rows, self.kind, self.effects = rows, kind, effects
        self.columns = [f"c{i}" for i in range(len(columns))]
        self.names = ([] if effects else ["(Intercept)"]) + list(columns)
        self.k = len(self.names)
        many = rows.loc[rows.index.repeat(rows["count"])] if kind == "frequency" else rows
        self.many = many
        self.n = len(many)
        self.w = many["size"].to_numpy() if kind == "analytic" else np.ones(self.n)
        self.x = many[self.columns].to_numpy() if effects else sm.add_constant(many[self.columns].to_numpy())
        self.d = self.levels(effects)
        self.design = np.hstack([self.x, *self.d])
        self.fit = sm.WLS(many["y"].to_numpy(), self.design, weights=self.w).fit()
        root = np.sqrt(self.w)[:, None]
        self.bread = np.linalg.inv((self.design * root).T @ (self.design * root))
        self.scores = self.design * (self.w * self.fit.resid)[:, None]

    def levels(self, effects):
        return [dummies(self.many, e, i == 0) for i, e in enumerate(effects)]

    # Covariances without a factor

    def raw(self, vcov):
        v = np.diag(self.matrix(vcov))[: self.k]
        assert np.all(v > 0), f"{self.names} {vcov}: variances {v}"
        return v

    def matrix(self, vcov):
        if vcov == "iid":
            return self.bread * (self.w @ self.fit.resid**2) / self.n
        if vcov.startswith("hc"):
            return self.refit("HC1" if vcov == "hc1" else vcov.upper()) * ((self.n - self.design.shape[1]) / self.n if vcov == "hc1" else 1)
        if vcov.startswith("cluster"):
            return self.clustered(CLUSTERS[vcov])
        if vcov.startswith("crv3"):
            return self.jackknife("state")
        return self.bread @ self.meat(vcov) @ self.bread

    def refit(self, kind):
        return self.fit.get_robustcov_results(kind).cov_params()

    def clustered(self, keys):
        total = 0
        for size in range(1, len(keys) + 1):
            for some in combinations(keys, size):
                groups = self.many.groupby(list(some)).ngroup().to_numpy()
                part = self.fit.get_robustcov_results("cluster", groups=groups, use_correction=False).cov_params()
                total = total + (-1) ** (size + 1) * part
        return total

    def jackknife(self, key):
        v = 0
        for g in self.many[key].unique():
            keep = (self.many[key] != g).to_numpy()
            root = np.sqrt(self.w[keep])
            b = np.linalg.lstsq(self.design[keep] * root[:, None], self.many["y"].to_numpy()[keep] * root, rcond=None)[0]
            gap = (b - self.fit.params)[: self.k]
            v = v + np.outer(gap, gap)
        return v

    def meat(self, vcov):
        rows = self.many
        years = rows["year"].rank(method="dense").to_numpy()
        units = rows["place"].to_numpy()
        if vcov == CONLEY:
            lat, lon = np.radians(rows["lat"].to_numpy()), np.radians(rows["lon"].to_numpy())
            half = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
            return self.scores.T @ np.maximum(1 - 2 * EARTH * np.arcsin(np.sqrt(half)) / 600, 0) @ self.scores
        if "rows" in vcov:
            years = rows.sort_values("year").groupby("place").cumcount().reindex(rows.index).to_numpy()
        kernel = np.maximum(1 - np.abs(years[:, None] - years) / (LAG + 1), 0)
        if vcov.startswith("nw"):
            kernel = kernel * (units[:, None] == units)
        return self.scores.T @ kernel @ self.scores

    def blown(self, power):
        """By leverages of the transformed regressors alone, as plm has them."""
        swept = self.x
        root = np.sqrt(self.w)[:, None]
        if self.effects:
            d = np.hstack(self.d) * root
            swept = self.x - np.hstack(self.d) @ np.linalg.lstsq(d, self.x * root, rcond=None)[0]
        inverse = np.linalg.inv((swept * root).T @ (swept * root))
        h = self.w * np.einsum("ij,jk,ik->i", swept, inverse, swept)
        s = swept * (self.w * self.fit.resid / (1 - h) ** (power / 2))[:, None]
        return np.diag(inverse @ (s.T @ s) @ inverse)

    # What the rules count

    def count(self, key):
        return self.many.groupby(key.split("^")).ngroups

    def nested(self, effect, keys):
        if "[" in effect:
            return False
        return any(self.many.groupby(effect)[k.split("^")].nunique().to_numpy().max() == 1 for k in keys)

    def simple(self, keys=()):
        left = [e for e in self.effects if not self.nested(e, keys)]
        slopes = sum(self.count(e.partition("[")[0]) for e in left if "[" in e)
        return self.k + slopes + (1 + sum(self.count(e) - 1 for e in left if "[" not in e) if self.effects else 0)

    def rank(self, keys=(), nested_once=True):
        left = [e for e in self.effects if not self.nested(e, keys)]
        columns = self.levels(left)
        if len(left) < len(self.effects) and nested_once:
            columns.append(np.ones((self.n, 1)))
        return self.k + (np.linalg.matrix_rank(np.hstack(columns)) if columns else 0)

    def rules(self, name, vcov):
        """Factor and degrees of freedom, None where the package has no such covariance; see small-sample.md."""
        keys, n = CLUSTERS.get(vcov, []), self.n
        kind = vcov.partition("(")[0]
        serial, groups = kind in ("nw", "dk"), [self.count(k) for k in keys]
        g = self.count("year") if serial else min(groups, default=0)
        if self.kind == "frequency" and kind == "nw":
            return None
        if kind == "crv3":
            df = {"none": np.inf, "plm": n - self.simple(), "linearmodels": n - self.simple()}.get(name, g - 1)
            return (g - 1) / g, df
        if name == "none":
            return 1, np.inf
        if name.startswith("fixest"):
            full = "full" in name
            k = self.simple() if full else self.simple(keys)
            df = g - 1 if keys and kind != "conley" else n - k
            if kind in ("iid", "hc1"):
                return n / (n - k), df
            if kind.startswith("hc"):
                return 1, df
            return (n - 1) / (n - k) * (1 if kind == "conley" else g / (g - 1)), df
        if name == "linearmodels":
            every = self.simple()
            uncounted = kind == "cluster" and len(self.effects) == 1 and all(self.nested(self.effects[0], [k]) for k in keys)
            k = self.k if uncounted else every
            return None if kind == "conley" else (1 if kind in ("hc0", "hc2", "hc3") else n / (n - k), n - every)
        if name == "plm":
            factor = {"iid": n / (n - self.simple()), "hc1": n / (n - self.k)}.get(kind, 1)
            return None if kind == "conley" else (factor, n - self.simple())
        return self.stata(name, kind, keys, g)

    def stata(self, name, kind, keys, g):
        n, every = self.n, self.rank()
        if name == "stata-xtreg" and kind.startswith("hc"):
            return None
        if kind in ("iid", "hc1"):
            return n / (n - every), n - every
        if kind.startswith("hc"):
            return 1, n - every
        if name == "reghdfe" and kind == "dk":
            return (n - 1) / (n - every) * g / (g - 1), g - 1
        if kind != "cluster" or (name != "reghdfe" and len(keys) > 1):
            return None
        if name == "stata-xtreg":
            if self.effects and not self.nested(self.effects[0], keys):
                return None
            k = every - self.count(self.effects[0]) + 1 if self.effects else every
        else:
            k = every if name == "stata-areg" else self.rank(keys)
        return (n - 1) / (n - k) * g / (g - 1), g - 1

    # What packages compute themselves

    def peer(self, name, vcov):
        if name.startswith("fixest"):
            return self.pyfixest(vcov, "full" if "full" in name else "nonnested")
        return self.linearmodels(vcov) if name == "linearmodels" else None

    def pyfixest(self, vcov, count):
        asked = {"iid": "iid", "hc1": "hetero"}.get(vcov)
        more = {}
        if vcov.startswith("cluster"):
            asked = {"CRV1": " + ".join(CLUSTERS[vcov])}
        elif count == "full" and not self.kind and ("rows" in vcov or vcov.startswith("dk")):
            asked = vcov[:2].upper()
            more = {"vcov_kwargs": {"time_id": "year", "panel_id": "place", "lag": LAG}}
        if asked is None or any("[" in e for e in self.effects):
            return None
        text = "y ~ " + " + ".join(self.columns) + (" | " + " + ".join(self.effects) if self.effects else "")
        if self.kind:
            more |= {"weights": WEIGHTS[self.kind], "weights_type": self.kind[0] + "weights"}
        ssc = pf.ssc(k_adj=True, k_fixef=count, G_adj=True, G_df="min")
        fit = pf.feols(text, self.rows, vcov=asked, ssc=ssc, fixef_rm="none", demeaner=DEMEANER, **more)
        return "pyfixest", fit._df_t, fit.coef().to_numpy(), fit.se().to_numpy()

    def linearmodels(self, vcov):
        options = {
            "iid": {"cov_type": "unadjusted"},
            "hc1": {"cov_type": "robust"},
            "cluster(place)": {"cov_type": "clustered", "cluster_entity": True},
            "cluster(state)": {"cov_type": "clustered", "clusters": ["state"]},
            "cluster(state, year)": {"cov_type": "clustered", "clusters": ["state", "year"]},
            f"nw({SERIAL}, gaps = rows)": {"cov_type": "autocorrelated", "bandwidth": LAG},
            f"dk(year, lag = {LAG})": {"cov_type": "kernel", "bandwidth": LAG},
        }.get(vcov)
        if options is None or self.kind == "frequency" or len(self.effects) > 2 or any("[" in e for e in self.effects):
            return None
        if self.effects == ["state"] and options["cov_type"] == "clustered":
            return None  # 7.1 takes the number of periods for that of other_effects, and so never one of them as nested
        panel = self.rows.assign(period=self.rows["year"]).set_index(["place", "period"])
        if "clusters" in options:
            options |= {"clusters": panel[options["clusters"]]}
        more = {"weights": panel["size"]} if self.kind else {}
        exog = panel[self.columns]
        if self.effects:
            if "state" in self.effects:
                more["other_effects"] = pd.DataFrame(panel["state"].astype("category"))
            model = PanelOLS(panel["y"], exog, entity_effects="place" in self.effects, time_effects="year" in self.effects, **more)
        else:
            model = PooledOLS(panel["y"], sm.add_constant(exog), **more)
        fit = model.fit(debiased=True, **options)
        return "linearmodels", fit.df_resid, fit.params.to_numpy(), fit.std_errors.to_numpy()

    def cell(self, name, vcov):
        """Program, degrees of freedom and errors in one line, as short as 1e-8 allows."""
        found = self.rules(name, vcov)
        if found is None:
            return None
        factor, df = found
        variances = self.raw(vcov)
        if name == "plm" and vcov in ("hc2", "hc3"):
            variances = self.blown(int(vcov[-1]) - 1)
        if name == "linearmodels" and vcov == f"nw({SERIAL})":
            variances = self.raw(f"nw({SERIAL}, gaps = rows)")
        errors = np.sqrt(factor * variances)
        by = "numpy" if vcov.startswith(("crv3", "nw", "dk", "conley")) else "statsmodels"
        if peer := self.peer(name, vcov):
            by, peer_df, estimates, peer_errors = peer
            np.testing.assert_allclose(estimates, self.fit.params[: self.k], rtol=AGREE, err_msg=by)
            np.testing.assert_allclose(peer_errors, errors, rtol=AGREE, err_msg=f"{by} {name} {vcov} {self.kind} {self.effects}")
            assert peer_df == df, f"{by} {name} {vcov} {self.kind} {self.effects}: {peer_df}, not {df}"
            errors = peer_errors
        return " ".join([by, "inf" if np.isinf(df) else str(int(df)), *(f"{e:.11g}" for e in errors)])


def models(rows):
    for formula, columns, effects in formulas(rows):
        for kind in WEIGHTS:
            model = Model(rows, columns, effects, kind)
            cells = {name: {vcov: cell for vcov in VCOVS if (cell := model.cell(name, vcov))} for name in RULES}
            estimates = {name: float(f"{b:.12g}") for name, b in zip(model.names, model.fit.params)}
            yield {"formula": formula, "weights": kind, "n": model.n, "estimates": estimates, "cells": cells}


if __name__ == "__main__":
    rows = pd.read_csv(RESOURCES / "panels" / "places.csv")
    packages = ("pyfixest", "linearmodels", "statsmodels", "numpy", "pandas", "scipy")
    found = {
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "vcovs": VCOVS,
        "rules": RULES,
        "models": list(models(rows)),
    }
    (RESOURCES / "expected" / "matrix.json").write_text(json.dumps(found, indent=0) + "\n")
