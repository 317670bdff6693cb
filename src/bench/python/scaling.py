"""One study on one and on two standalone workers of one core each, by rows: src/bench/scaling calls it.

    scaling.py ROWS ...

Each is run three times (or BENCH_ROUNDS) and the median told: seconds from the command to its end, of those the seconds in which files are read
and the panel is made, processor seconds of the executors, and bytes that went through shuffles.
"""

import json
import os
import platform
import shutil
import statistics
import sys
import time
from pathlib import Path

from cluster import Cluster
from harness import LOOPBACK, ROOT, SPARK_HOME, Events, options, run
from servers import pytest_configure as heed_sigterm

BENCH = ROOT / "target/bench/scaling"
STUDY = ROOT / "conf/studies/china-provinces.conf"
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
MEMORY = "1g"


def firms(rows: int) -> Path:
    """Firm files of the thirty provinces."""
    folder = BENCH / f"firms-{rows}"
    conf = ROOT / "conf/simulations/.scaling.conf"
    text = (ROOT / "conf/simulations/national-20m.conf").read_text("utf-8")
    try:
        conf.write_text(text.replace("\nrows = 20000000\n", f"\nrows = {rows}\n"), "utf-8")
        succeeds("jobs/agglo", "simulate", conf, "--out", folder, "--overwrite")
    finally:
        conf.unlink()
    return folder


def succeeds(*command, **environment):
    done = run(*command, **environment)
    if done.code:
        raise SystemExit(done.err)


def measured(cluster: Cluster, data: Path) -> dict[str, float]:
    """One run of the study."""
    events = Events(BENCH / "events")
    events.clear()
    out = BENCH / "results"
    conf = options({**events.conf, "spark.executor.memory": MEMORY, "spark.sql.shuffle.partitions": "8"})
    words = ["run", STUDY, "--data", data, "--out", out, "--again"]
    start = time.monotonic()
    succeeds("jobs/agglo", "--master", cluster.url, *conf, *words, SPARK_HOME=str(SPARK_HOME), **LOOPBACK)
    whole = time.monotonic() - start
    stages = json.loads((out / "manifest.json").read_text("utf-8"))["seconds"]
    tasks = [e["Task Metrics"] for e in events.all() if e["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in e]
    return {
        "seconds": whole,
        "reading": stages.get("Read", 0) + stages.get("Panel", 0),
        "processor": sum(task["Executor CPU Time"] for task in tasks) / 1e9,
        "shuffled": sum(task["Shuffle Write Metrics"]["Shuffle Bytes Written"] for task in tasks) / 1e6,
    }


def main(sizes: list[int]) -> None:
    told = "one run each" if ROUNDS == 1 else f"medians of {ROUNDS} runs"
    lines = [
        f"{platform.machine()}, executors of one core and {MEMORY}, {told}.\n",
        "| rows | files | workers | seconds | of those reading | processor seconds | shuffled |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    try:
        for rows in sizes:
            data = firms(rows)
            size = sum(file.stat().st_size for file in data.rglob("*.csv")) / 1e9
            for workers in (1, 2):
                with Cluster(SPARK_HOME, BENCH / "spark", workers=workers, cores=1) as cluster:
                    runs = [measured(cluster, data) for _ in range(ROUNDS)]
                median = {name: statistics.median(one[name] for one in runs) for name in runs[0]}
                lines.append(
                    f"| {rows:,} | {size:.2g} GB | {workers} | {median['seconds']:.1f} | {median['reading']:.1f} "
                    f"| {median['processor']:.1f} | {median['shuffled']:.1f} MB |"
                )
                print(lines[-1], flush=True)
            shutil.rmtree(data)
    finally:
        shutil.rmtree(BENCH, ignore_errors=True)
    table = "\n".join(lines) + "\n"
    (BENCH.parent / "scaling.md").write_text(table, "utf-8")
    print(table)


heed_sigterm()
main([int(word) for word in sys.argv[1:]])
