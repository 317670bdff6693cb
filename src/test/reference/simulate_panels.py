"""Two panels with a known truth, for what no teaching panel shows at once: several endogenous regressors with instruments and
weights, and non-negative outcomes with many zeros. Writes src/test/resources/panels/{instruments,trade}.csv; values are rounded,
so that the files say all there is to know.

Run in the project's root:
    python3 src/test/reference/simulate_panels.py        (numpy and pandas are needed)
"""

from pathlib import Path

import numpy as np
import pandas as pd

PANELS = Path("src/test/resources/panels")


def instruments(rng):
    """40 firms in 6 regions over 8 years, a tenth of the rows missing; p and q depend on the error of y, z1 … z4 do not."""
    firm, year = (grid.ravel() for grid in np.meshgrid(np.arange(1, 41), np.arange(2001, 2009), indexing="ij"))
    kept = rng.random(firm.size) > 0.1
    firm, year = firm[kept], year[kept]
    n = firm.size
    of_firm, of_year = rng.normal(size=41), rng.normal(size=9)
    alpha, gamma = of_firm[firm], of_year[year - 2000]
    z = rng.normal(size=(4, n)) + 0.5 * alpha
    x = 0.4 * alpha + 0.3 * gamma + rng.normal(size=n)
    u = rng.normal(size=n) * (0.5 + 0.5 * np.abs(z[0])) + 0.6 * rng.normal(size=41)[firm]
    p = 0.7 * z[0] + 0.3 * z[1] + 0.2 * x + 0.5 * u + alpha + rng.normal(size=n)
    q = 0.2 * z[0] + 0.5 * z[2] - 0.4 * z[3] - 0.3 * x - 0.4 * u + gamma + rng.normal(size=n)
    y = 1 + 0.5 * x - 0.8 * p + 0.6 * q + alpha + gamma + u
    columns = {"firm": firm, "year": year, "region": (firm * 7) % 6, "y": y, "x": x, "p": p, "q": q}
    columns |= {f"z{i + 1}": z[i] for i in range(4)}
    columns |= {"w": rng.uniform(0.5, 3, n), "f": rng.integers(1, 5, n)}
    return pd.DataFrame(columns).round(5)


def trade(rng):
    """12 countries that trade with each other in 3 years: flows are real numbers, three in ten of them zero."""
    names = np.array([chr(65 + i) * 3 for i in range(12)])
    place = rng.uniform(0, 10, size=(12, 2))
    size = rng.normal(size=12)
    rows = []
    for o in range(12):
        for d in range(12):
            if o != d:
                distance = np.log(1 + np.hypot(*(place[o] - place[d])))
                for year in range(3):
                    rta = int((o % 3 == d % 3) and year > 0) if rng.random() > 0.2 else 0
                    mean = np.exp(1.5 + 0.6 * size[o] + 0.4 * size[d] - 0.9 * distance + 0.4 * rta + 0.1 * year)
                    flow = rng.poisson(mean) * rng.uniform(0.5, 1.5)
                    rows.append((names[o], names[d], 2000 + 5 * year, flow, distance, rta, size[o] + size[d] + rng.normal()))
    table = pd.DataFrame(rows, columns=["origin", "destination", "year", "flow", "ldist", "rta", "gdp"])
    table["count"] = np.ceil(table.flow).astype(int)
    table["exposure"] = rng.uniform(1, 5, len(table))
    table["w"] = rng.uniform(0.5, 3, len(table))
    table["f"] = rng.integers(1, 5, len(table))
    return table.round(5)


if __name__ == "__main__":
    instruments(np.random.default_rng(20240501)).to_csv(PANELS / "instruments.csv", index=False)
    trade(np.random.default_rng(20240502)).to_csv(PANELS / "trade.csv", index=False)
