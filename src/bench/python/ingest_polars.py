"""From firm files to location quotients by province and year with polars: once for each line of the standard input.

    ingest_polars.py FOLDER PANEL.csv
"""

import sys
import time

import polars as pl

folder, target = sys.argv[1:]
MANUFACTURING = [str(division) for division in range(13, 44)]


def panel():
    firms = pl.scan_csv(f"{folder}/employment/*/*.csv", infer_schema=False)
    counties = pl.scan_csv(f"{folder}/counties.csv", infer_schema=False).select("county_code", "province")
    filled = [pl.col(c).is_not_null() & (pl.col(c) != "") for c in ("firm_id", "county_code", "industry_code")]
    good = firms.with_columns(
        pl.col("year").cast(pl.Int64, strict=False), pl.col("employment").cast(pl.Float64, strict=False)
    ).filter(*filled, pl.col("year").is_between(2005, 2016), pl.col("employment") >= 0)
    manufacturing = pl.col("industry_code").str.slice(0, 2).is_in(MANUFACTURING)
    sums = (
        good.join(counties, on="county_code")
        .group_by("province", "year")
        .agg(
            pl.col("employment").sum().alias("q_total"),
            pl.col("employment").filter(manufacturing).sum().alias("q_mfg"),
        )
    )
    nation = pl.col("q_mfg").sum().over("year") / pl.col("q_total").sum().over("year")
    return (
        sums.with_columns((pl.col("q_mfg") / pl.col("q_total") / nation).alias("maggl"))
        .sort("province", "year")
        .collect(engine="streaming")
    )


print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    rows = panel()
    print(f"ms {1000 * (time.perf_counter() - start):.1f}", flush=True)
    rows.write_csv(target)
