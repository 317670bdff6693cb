"""What Python computes of instrumental variables: linearmodels (IV2SLS with a dummy for each level, IVGMM for Hansen's J, the
classic tests), pyfixest (one endogenous regressor, effects absorbed) and numpy by the formulas of the papers where neither has
the statistic (Cragg–Donald, Kleibergen–Paap). Writes src/test/resources/expected/iv.json with 17 digits.

linearmodels counts every dummy in K under clusters, fixest only those of effects that no cluster column holds; clustered
covariances are taken from linearmodels without its small-sample factor and multiplied by fixest's.

Run in the project's root, after export_panels.R and simulate_panels.py:
    python3 -m venv /tmp/agglo-reference && /tmp/agglo-reference/bin/pip install pyfixest linearmodels statsmodels
    /tmp/agglo-reference/bin/python src/test/reference/expected_iv.py
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
from linearmodels.iv import IV2SLS, IVGMM
from scipy import linalg, stats

RESOURCES = Path("src/test/resources")
RULES = pf.ssc(k_adj=True, k_fixef="nonnested", G_adj=True, G_df="min")
DEMEANER = pf.LsmrDemeaner(fixef_atol=1e-15, fixef_btol=1e-15, fixef_maxiter=100_000)
CLUSTERS = [("firm",), ("region",), ("firm", "year")]
NESTED = {"firm": {"firm", "region"}, "year": {"year"}, "region": {"region"}, "region^year": {"region", "year"}}

# exogenous (1: with a constant), effects, endogenous, instruments
FORMULAS = [
    (["1", "x"], [], ["p"], ["z1"]),
    (["1", "x"], [], ["p"], ["z1", "z2", "z3"]),
    (["1", "x"], [], ["p", "q"], ["z1", "z2", "z3", "z4"]),
    (["1"], [], ["p"], ["z1", "z2"]),
    (["0", "x"], [], ["p"], ["z1", "z2"]),
    (["x"], ["firm"], ["p"], ["z1", "z2"]),
    (["x"], ["firm", "year"], ["p", "q"], ["z1", "z2", "z3", "z4"]),
    (["x"], ["firm", "year"], ["p", "q"], ["z1", "z3"]),
    (["x"], ["region^year"], ["p"], ["z1", "z2"]),
    (["x"], ["region[z4]", "year"], ["p", "q"], ["z1", "z2", "z3"]),
]


def text(exogenous, effects, endogenous, instruments):
    """Our formula of the four lists."""
    own = exogenous[1:] if len(exogenous) > 1 and exogenous[0] == "1" else exogenous
    parts = ["y ~ " + " + ".join(own)] + ([" + ".join(effects)] if effects else [])
    return " | ".join([*parts, " + ".join(endogenous) + " ~ " + " + ".join(instruments)])


def levels(effect, table):
    """The rows' levels, levels of several columns joined by ^, and the column whose slope differs by them, if any."""
    name, slope = re.fullmatch(r"([\w^]+)(?:\[(\w+)\])?", effect).groups()
    return name, table.groupby(name.split("^")).ngroup(), slope


def dummies(effects, table):
    parts = []
    for i, effect in enumerate(effects):
        name, codes, slope = levels(effect, table)
        ones = pd.get_dummies(codes, prefix=name, dtype=float)
        parts.append(ones.iloc[:, 1 if i else 0 :])
        if slope:
            parts.append(ones.mul(table[slope], axis=0).add_suffix(f"[{slope}]"))
    return parts


def counted(effects, table, clusters):
    """Parameters of the effects that count: levels within clusters do not, but the constant does; slopes do."""
    found = [levels(effect, table) for effect in effects]
    crossing = [codes.nunique() for name, codes, _ in found if not NESTED[name] & set(clusters)]
    slopes = sum(codes.nunique() for _, codes, slope in found if slope)
    return (sum(crossing) - len(crossing) + 1 if crossing else 1) + slopes


def spec(clusters):
    return f"cluster({', '.join(clusters)})"


class Model:
    """The matrices of one formula on one table, effects as dummies."""

    def __init__(self, table, exogenous, effects, endogenous, instruments, kind):
        if kind == "frequency":
            table = table.loc[table.index.repeat(table.f)].reset_index(drop=True)
        self.table, self.effects = table, effects
        self.names = [name for name in exogenous if name not in "01"]
        self.endogenous, self.instruments = endogenous, instruments
        columns = table[self.names].astype(float)
        if "1" in exogenous:
            columns.insert(0, "(Intercept)", 1.0)
        self.own = list(columns.columns)
        self.exog = pd.concat([columns, *dummies(effects, table)], axis=1)
        self.y, self.p, self.z = table[["y"]], table[endogenous], table[instruments]
        self.w = table.w if kind == "analytic" else pd.Series(1.0, index=table.index)
        self.n, self.k = len(table), self.exog.shape[1] + len(endogenous)

    def fit(self):
        return IV2SLS(self.y, self.exog, self.p, self.z, weights=self.w)

    def factor(self, clusters):
        """fixest's factor of a clustered covariance."""
        k = len(self.own) + len(self.endogenous) + (counted(self.effects, self.table, clusters) if self.effects else 0)
        fewest = min(self.table[c].nunique() for c in clusters)
        return (self.n - 1) / (self.n - k) * fewest / (fewest - 1), fewest - 1

    def codes(self, clusters):
        return self.table.groupby(list(clusters)).ngroup().to_numpy()

    def swept(self, *parts):
        """√w times what is left of the columns beyond the given exogenous ones and dummies."""
        root = np.sqrt(self.w.to_numpy())[:, None]
        exog = root * self.exog.to_numpy()
        left = []
        for part in parts:
            weighted = root * part.to_numpy(float)
            left.append(weighted - exog @ np.linalg.lstsq(exog, weighted, rcond=None)[0])
        return left


def inclusion_exclusion(clusters, one):
    parts = []
    for size in range(1, len(clusters) + 1):
        parts += [(-1) ** (size + 1) * one(some) for some in itertools.combinations(clusters, size)]
    return sum(parts)


def grouped(scores, codes):
    return pd.DataFrame(scores).groupby(codes).sum().to_numpy()


def covariance(model, vcov):
    """Of 2SLS, as fixest scales it, and the degrees of freedom of t."""
    fit = model.fit()
    if vcov == "iid":
        return fit.fit(cov_type="unadjusted", debiased=True).cov, model.n - model.k
    if vcov in ("robust", "hc0"):
        return fit.fit(cov_type="robust", debiased=vcov == "robust").cov, model.n - model.k
    factor, df = model.factor(vcov)

    def one(some):
        return fit.fit(cov_type="clustered", clusters=model.codes(some), debiased=False).cov

    return factor * inclusion_exclusion(vcov, one), df


def terms(names, estimates, cov, df):
    errors = np.sqrt(np.diag(cov))
    q = stats.t(df).ppf(0.975)
    return {
        name: {"estimate": b, "error": se, "statistic": b / se, "p": 2 * stats.t(df).sf(abs(b / se)), "low": b - q * se, "high": b + q * se}
        for name, b, se in zip(names, np.asarray(estimates, float), errors, strict=True)
    }


def root_of(matrix):
    return np.real(linalg.sqrtm(matrix))


def kleibergen_paap(model, vcov):
    """The Wald form of Kleibergen and Paap (2006), by the steps of their section 2, over the number of instruments."""
    p, z = model.swept(model.p, model.z)
    k, m, n = p.shape[1], z.shape[1], model.n
    pi = np.linalg.lstsq(z, p, rcond=None)[0]
    v = p - z @ pi
    f, g = np.linalg.cholesky(z.T @ z), np.linalg.cholesky(v.T @ v)
    theta = f.T @ pi @ np.linalg.inv(g).T
    left, _, right = np.linalg.svd(theta)
    a, b = left[:, k - 1 :], right.T[:, k - 1 :]
    a = a @ np.linalg.solve(left[k - 1 :, k - 1 :], root_of(left[k - 1 :, k - 1 :] @ left[k - 1 :, k - 1 :].T))
    b = root_of(right.T[k - 1 :, k - 1 :] @ right[k - 1 :, k - 1 :]) @ np.linalg.solve(right[k - 1 :, k - 1 :], b.T)
    kron = np.kron(b, a.T)
    if vcov == "iid":
        middle = kron @ kron.T / n
    else:
        scores = (v[:, :, None] * z[:, None, :]).reshape(n, -1)
        if vcov in ("robust", "hc0"):
            meat = scores.T @ scores * (n / (n - model.k) if vcov == "robust" else 1)
        else:
            meat = model.factor(vcov)[0] * inclusion_exclusion(
                vcov, lambda some: (s := grouped(scores, model.codes(some))).T @ s
            )
        scale = np.kron(np.linalg.inv(g), np.linalg.inv(f))
        middle = kron @ scale @ meat @ scale.T @ kron.T
    wanted = kron @ theta.T.reshape(-1)
    return float(wanted @ np.linalg.solve(middle, wanted)) / m


def cragg_donald(model):
    """The least eigenvalue of Cragg and Donald (1993), over the number of instruments."""
    p, z = model.swept(model.p, model.z)
    m = z.shape[1]
    explained = z @ np.linalg.lstsq(z, p, rcond=None)[0]
    v = p - explained
    df = model.n - model.exog.shape[1] - m
    half = np.linalg.inv(root_of(v.T @ v / df))
    return float(np.linalg.eigvalsh(half @ explained.T @ explained @ half).min()) / m


def hansen(model, vcov):
    """Two-step GMM of the columns beyond constant and effects, which are taken out first as ivreghdfe does."""
    clusters = {"clusters": model.codes(vcov)} if isinstance(vcov, tuple) else {}
    kind = "clustered" if clusters else "robust"
    if model.effects:
        names = model.names
        table = pd.concat([model.y, model.table[names], model.p, model.z], axis=1).astype(float)
        root = np.sqrt(model.w.to_numpy())[:, None]
        effects = root * model.exog[[c for c in model.exog if c not in names]].to_numpy()
        weighted = root * table.to_numpy()
        left = weighted - effects @ np.linalg.lstsq(effects, weighted, rcond=None)[0]
        table = pd.DataFrame(left / root, columns=table.columns)
        parts = table[["y"]], table[names], table[model.endogenous], table[model.instruments]
    else:
        parts = model.y, model.exog, model.p, model.z
    gmm = IVGMM(*parts, weights=model.w, weight_type=kind, **clusters)
    return float(gmm.fit(iter_limit=2, cov_type="robust").j_stat.stat)


def control_function(model, vcov):
    """Wald's F of the first-stage residuals added to least squares, under fixest's rules."""
    root = np.sqrt(model.w.to_numpy())[:, None]
    first = root * np.hstack([model.exog.to_numpy(), model.z.to_numpy()])
    v = root * model.p.to_numpy()
    v = v - first @ np.linalg.lstsq(first, v, rcond=None)[0]
    x = np.hstack([root * model.exog.to_numpy(), root * model.p.to_numpy(), v])
    y = root[:, 0] * model.y.to_numpy()[:, 0]
    b = np.linalg.lstsq(x, y, rcond=None)[0]
    u = y - x @ b
    bread = np.linalg.inv(x.T @ x)
    k, extra = x.shape[1], v.shape[1]
    scores = x * u[:, None]
    if vcov == "iid":
        cov = bread * (u @ u) / (model.n - k)
    elif vcov in ("robust", "hc0"):
        cov = bread @ scores.T @ scores @ bread * (model.n / (model.n - k) if vcov == "robust" else 1)
    else:
        factor, df = model.factor(vcov)
        k = model.n - (model.n - 1) / factor * (df + 1) / df
        factor = (model.n - 1) / (model.n - k - extra) * (df + 1) / df
        meat = inclusion_exclusion(vcov, lambda some: (s := grouped(scores, model.codes(some))).T @ s)
        cov = factor * bread @ meat @ bread
    if np.linalg.eigvalsh(cov[-extra:, -extra:]).min() <= 0:
        return None  # two-way covariances need not be positive definite
    return float(b[-extra:] @ np.linalg.solve(cov[-extra:, -extra:], b[-extra:])) / extra


def classic(model):
    """linearmodels' tests of the iid model, and what the first stages say."""
    fit = model.fit().fit(cov_type="unadjusted", debiased=True)
    first = fit.first_stage.diagnostics
    overidentified = len(model.instruments) > len(model.endogenous)
    found = {
        "wuHausman": float(fit.wu_hausman().stat),
        "durbin": float(fit.durbin().stat),
        "craggDonald": cragg_donald(model),
    }
    if overidentified:
        found["sargan"] = float(fit.sargan.stat)
    for name in model.endogenous:
        found[f"firstF:{name}"] = float(first.loc[name, "f.stat"])
        found[f"partialR2:{name}"] = float(first.loc[name, "partial.rsquared"])
        found[f"sheaR2:{name}"] = float(first.loc[name, "shea.rsquared"])
    return found


def cases():
    table = pd.read_csv(RESOURCES / "panels" / "instruments.csv")
    for formula, kind in itertools.product(FORMULAS, ("none", "analytic", "frequency")):
        model = Model(table, *formula, kind)
        names = [*model.own, *model.endogenous]
        for vcov in ("iid", "robust", "hc0", *CLUSTERS):
            cov, df = covariance(model, vcov)
            fit = model.fit().fit(cov_type="unadjusted", debiased=True)
            tests = {"kleibergenPaap": kleibergen_paap(model, vcov), "endogeneity": control_function(model, vcov)}
            if vcov == "iid":
                tests |= classic(model)
            elif len(model.instruments) > len(model.endogenous) and len(vcov) != 2:
                tests["hansen"] = hansen(model, vcov)
            yield {
                "panel": "instruments",
                "by": "linearmodels",
                "formula": text(*formula),
                "vcov": vcov if isinstance(vcov, str) else spec(vcov),
                "weights": kind,
                "n": model.n,
                "df": df,
                "rss": float(fit.resid_ss * model.w.mean()),  # linearmodels brings weights to a mean of 1
                "terms": terms(names, fit.params[names], cov.loc[names, names], df),
                "tests": tests,
            }


def pyfixest_cases():
    table = pd.read_csv(RESOURCES / "panels" / "instruments.csv")
    kinds = [({"vcov": "iid"}, "iid"), ({"vcov": "hetero"}, "robust")]
    kinds += [({"vcov": {"CRV1": " + ".join(c)}}, spec(c)) for c in CLUSTERS]
    for formula, weights, (options, name) in itertools.product(FORMULAS, (None, "w"), kinds):
        exogenous, effects, endogenous, instruments = formula
        if len(endogenous) > 1 or exogenous[0] == "0" or "^" in "".join(effects):
            continue
        fit = pf.feols(text(*formula), table, weights=weights, ssc=RULES, fixef_rm="none", demeaner=DEMEANER, **options)
        names = {"Intercept": "(Intercept)"}
        errors = fit.se()
        yield {
            "panel": "instruments",
            "by": "pyfixest",
            "formula": text(*formula),
            "vcov": name,
            "weights": "analytic" if weights else "none",
            "df": float(fit._df_t),
            "terms": {
                names.get(term, term): {"estimate": float(b), "error": float(errors[term])} for term, b in fit.coef().items()
            },
        }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    packages = ("pyfixest", "linearmodels", "numpy", "pandas", "scipy")
    found = {
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "cases": [*cases(), *pyfixest_cases()],
    }
    (RESOURCES / "expected" / "iv.json").write_text(json.dumps(found, indent=1) + "\n")
