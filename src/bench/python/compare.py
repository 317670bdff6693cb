"""Fits what RegressionBench fits with pyfixest and linearmodels, and prints all of them side by side.

    compare.py JMH.json PANEL.csv TABLE.md
"""

import json
import statistics
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pyfixest as pf
from linearmodels.panel import PanelOLS

warnings.filterwarnings("ignore")
XS = [f"x{j}" for j in range(1, 6)]
LABELS = {
    "oneEffect": "province effects, clustered by province",
    "twoEffects": "province and year effects, clustered both ways",
    "twentyModels": "twenty models one by one: 1 to 5 regressors, 4 sets of effects",
    "twentyAtOnce": "the same from one formula",
}
EFFECTS = {"": (False, False), " | province": (True, False), " | year": (False, True), " | province + year": (True, True)}


def milliseconds(work, seconds=5.0):
    """The median of calls over some seconds, after one second of warming up."""
    end = time.perf_counter() + 1
    while time.perf_counter() < end:
        work()
    spent, calls = 0.0, []
    while spent < seconds or len(calls) < 5:
        start = time.perf_counter()
        work()
        calls.append(time.perf_counter() - start)
        spent += calls[-1]
    return 1000 * statistics.median(calls)


def feols(data, effects, vcov, xs=XS):
    return pf.feols(f"y ~ {' + '.join(xs)}{effects}", data, vcov=vcov).se()


def panel_ols(data, effects, both, xs=XS):
    entity, time_ = EFFECTS[effects]
    model = PanelOLS(data["y"], data[xs], entity_effects=entity, time_effects=time_)
    return model.fit(cov_type="clustered", cluster_entity=True, cluster_time=both).std_errors


def twenty(fit):
    for last in range(1, 6):
        for effects in EFFECTS:
            fit(effects, XS[:last])


def twenty_at_once(data):
    models = pf.feols("y ~ csw(x1, x2, x3, x4, x5) | sw0(province, year, province + year)", data, vcov={"CRV1": "province"})
    return [model.se() for model in models.all_fitted_models.values()]


def peers(panel):
    flat = pd.read_csv(panel)
    indexed = flat.set_index(["province", "year"])
    one, two = " | province", " | province + year"
    return {
        f"pyfixest {version('pyfixest')}": {
            "oneEffect": milliseconds(lambda: feols(flat, one, {"CRV1": "province"})),
            "twoEffects": milliseconds(lambda: feols(flat, two, {"CRV1": "province + year"})),
            "twentyModels": milliseconds(lambda: twenty(lambda e, xs: feols(flat, e, {"CRV1": "province"}, xs))),
            "twentyAtOnce": milliseconds(lambda: twenty_at_once(flat)),
        },
        f"linearmodels {version('linearmodels')}": {
            "oneEffect": milliseconds(lambda: panel_ols(indexed, one, False)),
            "twoEffects": milliseconds(lambda: panel_ols(indexed, two, True)),
            "twentyModels": milliseconds(lambda: twenty(lambda e, xs: panel_ols(indexed, e, False, xs))),
        },
    }


def ours(path):
    results = {}
    for run in json.loads(Path(path).read_text()):
        name = run["benchmark"].rsplit(".", 1)[1]
        results.setdefault(f"Agglo, {run['params']['fitter']}", {})[name] = run["primaryMetric"]["score"]
    return results


def table(results):
    base = next(iter(results))
    lines = ["| 360 rows, milliseconds (ratio to Agglo's cross-products) | " + " | ".join(results) + " |"]
    lines.append("|---|" + "---:|" * len(results))
    for name, label in LABELS.items():
        cells = [f"{r[name]:,.1f} ({r[name] / results[base][name]:.2f})" if name in r else "" for r in results.values()]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    jmh, panel, target = sys.argv[1:]
    text = table({**ours(jmh), **peers(panel)})
    Path(target).write_text(text)
    print(text)
