"""The wild cluster bootstrap of the package wildboottest on the simulated panel of places, every pattern of signs
taken once. Writes src/test/resources/expected/wild.json.

Run in the project's root, after expected_covariances.py:
    /tmp/agglo-reference/bin/pip install wildboottest
    /tmp/agglo-reference/bin/python src/test/reference/expected_wild.py
"""

import json
import platform
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from wildboottest.wildboottest import WildboottestCL

warnings.filterwarnings("ignore")
RESOURCES = Path("src/test/resources")


def matrix(rows, effects):
    columns = [rows[["x", "z"]].to_numpy()] if effects else [np.ones((len(rows), 1)), rows[["x", "z"]].to_numpy()]
    for i, effect in enumerate(effects):
        columns.append(pd.get_dummies(rows[effect], dtype=float).to_numpy()[:, int(i > 0) :])
    return np.hstack(columns)


def cases(rows):
    for effects in [(), ("state",), ("place",), ("year",), ("place", "year")]:
        design = matrix(rows, effects)
        names = ["x", "z"] if effects else ["(Intercept)", "x", "z"]
        for cluster in ("state", "year"):
            for j, name in enumerate(names):
                for imposed in (True, False):
                    r = np.zeros(design.shape[1])
                    r[j] = 1
                    codes = rows[cluster].to_numpy()
                    boot = WildboottestCL(X=design, Y=rows["y"].to_numpy(), cluster=codes, R=r, B=99999, seed=1)
                    boot.get_scores(bootstrap_type="11", impose_null=imposed, adj=True, cluster_adj=True)
                    boot.get_weights(weights_type="rademacher")
                    boot.get_numer()
                    boot.get_denom()
                    boot.get_tboot()
                    boot.get_vcov()
                    boot.get_tstat()
                    t = float(np.squeeze(boot.t_stat))
                    # as its get_pvalue, but patterns that give the data's own t but for rounding are not counted as larger
                    larger = np.abs(boot.t_boot) > abs(t) * (1 + 1e-10)
                    assert abs(np.mean(larger) - np.mean(np.abs(boot.t_boot) > abs(t))) <= 2 / len(larger)
                    yield {
                        "formula": "y ~ x + z" + (" | " + " + ".join(effects) if effects else ""),
                        "cluster": cluster,
                        "term": name,
                        "hypothesis": "IMPOSED" if imposed else "FREE",
                        "p": float(np.mean(larger)),
                        "t": t,  # all dummies counted in K
                    }


if __name__ == "__main__":
    rows = pd.read_csv(RESOURCES / "panels" / "places.csv")
    packages = ("wildboottest", "numpy", "pandas")
    found = {
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "cases": list(cases(rows)),
    }
    (RESOURCES / "expected" / "wild.json").write_text(json.dumps(found, indent=1) + "\n")
