"""What Python computes of Poisson regressions: statsmodels' GLM with a dummy for each level, iterated until its parameters stand
still, and pyfixest's fepois with absorbed effects. Writes src/test/resources/expected/poisson.json with 17 digits.

statsmodels' covariances are taken without a small-sample factor and multiplied by fixest's; all tests are against the normal
distribution, as both programs have them. Log-likelihoods and pseudo R² hold without weights only in pyfixest.

Run in the project's root, after export_panels.R and simulate_panels.py:
    python3 -m venv /tmp/agglo-reference && /tmp/agglo-reference/bin/pip install pyfixest statsmodels
    /tmp/agglo-reference/bin/python src/test/reference/expected_poisson.py
"""

import itertools
import json
import platform
import re
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pyfixest as pf
import statsmodels.api as sm
from scipy import special, stats

RESOURCES = Path("src/test/resources")
RULES = pf.ssc(k_adj=True, k_fixef="nonnested", G_adj=True, G_df="min")
DEMEANER = pf.LsmrDemeaner(fixef_atol=1e-15, fixef_btol=1e-15, fixef_maxiter=100_000)

# panel, outcome, regressors (1: with a constant), effects, offset, clusters
MODELS = [
    ("trade", "flow", ["1", "ldist", "rta", "gdp"], [], None, [("origin",), ("origin", "destination")]),
    ("trade", "count", ["1", "ldist", "rta"], [], "exposure", [("origin",)]),
    ("trade", "flow", ["0", "ldist", "rta"], [], None, [("origin",)]),
    ("trade", "flow", ["ldist", "rta"], ["origin"], None, [("origin",), ("year",)]),
    ("trade", "flow", ["ldist", "rta"], ["origin", "destination"], None, [("origin",), ("origin", "destination")]),
    ("trade", "flow", ["ldist", "rta"], ["origin^year"], None, [("destination",)]),
    ("trade", "flow", ["ldist", "rta"], ["origin[gdp]"], None, [("origin",), ("destination",)]),
    ("trade", "count", ["ldist", "rta", "gdp"], ["origin", "destination", "year"], "exposure", [("destination",)]),
    ("epilepsy", "y", ["1", "base", "age", "V4"], [], None, [("subject",)]),
    ("epilepsy", "y", ["V4"], ["subject"], None, [("subject",)]),
    ("ships", "incidents", ["period"], ["type", "year"], "service", [("type",)]),
]


def read(panel):
    table = pd.read_csv(RESOURCES / "panels" / f"{panel}.csv")
    if panel == "ships":
        table = table[table.service > 0].reset_index(drop=True)
    return table


def levels(effect, table):
    """The rows' levels, levels of several columns joined by ^, and the column whose slope differs by them, if any."""
    name, slope = re.fullmatch(r"([\w^]+)(?:\[(\w+)\])?", effect).groups()
    return name, table.groupby(name.split("^")).ngroup(), slope


def positive(table, outcome, effects):
    """Without the levels in which the outcome is zero throughout."""
    for effect in effects:
        table = table[table.groupby(levels(effect, table)[1])[outcome].transform("max") > 0]
    return table.reset_index(drop=True)


def dummies(effects, table):
    parts = []
    for i, effect in enumerate(effects):
        name, codes, slope = levels(effect, table)
        ones = pd.get_dummies(codes, prefix=name, dtype=float)
        parts.append(ones.iloc[:, 1 if i else 0 :])
        if slope:
            parts.append(ones.mul(table[slope], axis=0).add_suffix(f"[{slope}]"))
    return parts


def text(outcome, regressors, effects):
    own = regressors[1:] if regressors[0] == "1" else regressors
    return f"{outcome} ~ {' + '.join(own)}" + (f" | {' + '.join(effects)}" if effects else "")


def spec(clusters):
    return f"cluster({', '.join(clusters)})"


def codes(table, clusters):
    return table.groupby(list(clusters)).ngroup().to_numpy()


class Fit:
    """A GLM with dummies, until its parameters stand still; without the rows of a cluster if one is left out."""

    def __init__(self, model, kind, left_out=None):
        panel, outcome, regressors, effects, exposure, _ = model
        table = positive(read(panel), outcome, effects)
        if left_out:
            table = positive(table[table[left_out[0]] != left_out[1]], outcome, effects)
        if kind == "frequency":
            table = table.loc[table.index.repeat(table.f)].reset_index(drop=True)
        columns = table[[name for name in regressors if name not in "01"]].astype(float)
        if "1" in regressors:
            columns.insert(0, "(Intercept)", 1.0)
        self.own, self.effects, self.table = list(columns.columns), effects, table
        x = pd.concat([columns, *dummies(effects, table)], axis=1)
        w = table.w.to_numpy() if kind == "analytic" else np.ones(len(table))
        offset = np.log(table[exposure]) if exposure else None
        y = table[outcome].astype(float)
        glm = sm.GLM(y, x, family=sm.families.Poisson(), offset=offset, var_weights=w)
        self.fit = glm.fit(tol=1e-15, tol_criterion="params", maxiter=100)
        self.n, self.k = x.shape
        mu = self.fit.mu
        self.bread = np.linalg.inv((x.to_numpy() * (w * mu)[:, None]).T @ x.to_numpy())
        self.scores = x.to_numpy() * (w * (y - mu).to_numpy())[:, None]
        self.deviance = 2 * float(np.sum(w * (special.xlogy(y, y / mu) - (y - mu))))
        self.loglik = float(np.sum(w * (special.xlogy(y, mu) - mu - special.gammaln(y + 1))))
        share = np.sum(w * y) / np.sum(w * (np.exp(offset) if exposure else 1))
        null = share * (np.exp(offset) if exposure else np.ones(len(y)))
        self.null = float(np.sum(w * (special.xlogy(y, null) - null - special.gammaln(y + 1))))
        self.names = list(x.columns)

    def factor(self, clusters):
        k = len(self.own)
        if self.effects:
            found = [levels(effect, self.table) for effect in self.effects]
            crossing = [codes.nunique() for name, codes, _ in found if name not in clusters]
            k += sum(crossing) - len(crossing) + 1 if crossing else 1
            k += sum(codes.nunique() for _, codes, slope in found if slope)
        fewest = min(self.table[c].nunique() for c in clusters)
        return (self.n - 1) / (self.n - k) * fewest / (fewest - 1)

    def covariance(self, vcov):
        if vcov == "iid":
            return self.bread * (self.n - 1) / (self.n - self.k)
        if vcov in ("robust", "hc0"):
            factor = self.n / (self.n - self.k) if vcov == "robust" else 1
            return factor * self.bread @ self.scores.T @ self.scores @ self.bread
        meat = 0
        for size in range(1, len(vcov) + 1):
            for some in itertools.combinations(vcov, size):
                sums = pd.DataFrame(self.scores).groupby(codes(self.table, some)).sum().to_numpy()
                meat = meat + (-1) ** (size + 1) * sums.T @ sums
        return self.factor(vcov) * self.bread @ meat @ self.bread


def jackknife(model, kind, cluster):
    """Errors from the maxima without each cluster, about that of all rows, times (G - 1)/G."""
    fit = Fit(model, kind)
    groups = fit.table[cluster].unique()
    apart = [Fit(model, kind, (cluster, g)).fit.params[fit.own] - fit.fit.params[fit.own] for g in groups]
    return fit, np.sqrt((len(groups) - 1) / len(groups) * np.sum(np.square(apart), axis=0))


def terms(names, estimates, errors):
    q = stats.norm.ppf(0.975)
    return {
        name: {"estimate": b, "error": se, "statistic": b / se, "p": 2 * stats.norm.sf(abs(b / se)), "low": b - q * se, "high": b + q * se}
        for name, b, se in zip(names, np.asarray(estimates, float), np.asarray(errors, float), strict=True)
    }


def case(model, kind, by, vcov):
    panel, outcome, regressors, effects, exposure, _ = model
    return {
        "panel": panel,
        "by": by,
        "formula": text(outcome, regressors, effects),
        "exposure": exposure or "",
        "vcov": vcov if isinstance(vcov, str) else spec(vcov),
        "weights": kind,
    }


def statsmodels_cases():
    for model in MODELS:
        for kind in ("none", "analytic", "frequency") if model[0] == "trade" else ("none",):
            fit = Fit(model, kind)
            for vcov in ("iid", "robust", "hc0", *model[5]):
                errors = np.sqrt(np.diag(fit.covariance(vcov)))[: len(fit.own)]
                yield case(model, kind, "statsmodels", vcov) | {
                    "n": fit.n,
                    "deviance": fit.deviance,
                    "logLikelihood": fit.loglik,
                    "nullLogLikelihood": fit.null,
                    "terms": terms(fit.own, fit.fit.params[fit.own], errors),
                }


def jackknife_cases():
    for number, cluster in [(0, "origin"), (3, "origin"), (3, "year"), (4, "origin"), (9, "subject"), (10, "type")]:
        for kind in ("none", "analytic", "frequency") if number == 4 else ("none",):
            fit, errors = jackknife(MODELS[number], kind, cluster)
            found = case(MODELS[number], kind, "statsmodels", f"crv3({cluster})")
            yield found | {"n": fit.n, "terms": terms(fit.own, fit.fit.params[fit.own], errors)}


def pyfixest_cases():
    names = {"Intercept": "(Intercept)"}
    for model in MODELS:
        panel, outcome, regressors, effects, exposure, clusters = model
        if regressors[0] == "0" or "[" in "".join(effects):
            continue
        table = read(panel)
        if exposure:
            table["offset"] = np.log(table[exposure])
        for weights in (None, "w") if panel == "trade" else (None,):
            kinds = [("iid", "iid"), ("robust", "hetero")] + [(c, {"CRV1": " + ".join(c)}) for c in clusters]
            for vcov, option in kinds:
                fit = pf.fepois(
                    text(outcome, regressors, effects),
                    table,
                    vcov=option,
                    weights=weights,
                    offset="offset" if exposure else None,
                    ssc=RULES,
                    fixef_rm="none",
                    demeaner=DEMEANER,
                    iwls_tol=1e-13,
                    iwls_maxiter=100,
                    separation_check=["fe"],
                )
                found = case(model, "analytic" if weights else "none", "pyfixest", vcov) | {
                    "n": int(fit._N),
                    "deviance": float(fit.deviance),
                    "terms": terms([names.get(t, t) for t in fit.coef().index], fit.coef(), fit.se()),
                }
                if not weights and not exposure:
                    found |= {"logLikelihood": float(fit._loglik), "pseudoR2": float(fit._pseudo_r2)}
                yield found


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    packages = ("pyfixest", "statsmodels", "numpy", "pandas", "scipy")
    found = {
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "cases": [*statsmodels_cases(), *jackknife_cases(), *pyfixest_cases()],
    }
    (RESOURCES / "expected" / "poisson.json").write_text(json.dumps(found, indent=1) + "\n")
