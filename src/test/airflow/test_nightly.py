"""The DAG in Airflow, night after night; the tests go on from one another."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from conftest import WORK, Airflow
from harness import STUDY
from servers import until


def more_firms(data: Path) -> Path:
    """A file that comes in late: the firms of the last one once more, under other names."""
    last = sorted((data / "employment").rglob("*.csv"))[-1]
    head, *rows = last.read_text("utf-8").splitlines()
    at = head.split(",").index("firm_id")
    late = last.with_name("part-late.csv")
    with late.open("w", encoding="utf-8") as file:
        for row in [head, *(",".join(f"N{c}" if i == at else c for i, c in enumerate(r.split(","))) for r in rows)]:
            file.write(row + "\n")
    os.utime(late, (last.stat().st_atime, last.stat().st_mtime))
    return late


def test_the_dag_is_imported_without_errors(airflow: Airflow) -> None:
    errors = airflow("dags", "list-import-errors", "--local")
    assert errors.code == 0, errors.out + errors.err
    assert "No data found" in errors.out


def test_the_first_night(airflow: Airflow, data: Path) -> None:
    done = airflow.night("2026-03-01")
    assert done.code == 0, done.out + done.err
    assert airflow.states("2026-03-01") == {
        "night": "success",
        "new_files": "success",
        "study": "success",
        "published": "success",
        "compared": "success",
        "warning": "skipped",
    }
    manifest = json.loads((WORK / "nights/2026-03-01/manifest.json").read_text("utf-8"))
    assert manifest["spark"]["application"].startswith("app-")
    figures = airflow.pushed("2026-03-01", "published")
    assert figures["id"] == manifest["id"]
    assert figures["files"] == len(manifest["inputs"])
    assert figures["read"] == {"firms": 12, "counties": 1, "controls": 1}
    assert figures["rows"]["firms"]["in"] == manifest["rows"]["firms"]["in"]


def test_the_second_night_reads_its_one_new_file_and_warns_of_its_rows(airflow: Airflow, data: Path) -> None:
    late = more_firms(data)
    done = airflow.night("2026-03-02")
    assert done.code == 0, done.out + done.err
    assert airflow.pushed("2026-03-02", "new_files") == [str(late.relative_to(data))]
    assert airflow.states("2026-03-02")["warning"] == "success"
    found = airflow.pushed("2026-03-02", "warning")
    assert found["same"] is False
    assert {row["source"] for row in found["rows"]} == {"firms"}
    assert airflow.pushed("2026-03-02", "published")["read"] == {"firms": 1, "counties": 0, "controls": 0}
    first, second = (airflow.pushed(f"2026-03-0{night}", "published")["rows"]["firms"]["in"] for night in (1, 2))
    assert second > 1.05 * first
    assert [event["folder"][-10:] for event in airflow.assets()] == ["2026-03-01", "2026-03-02"]


def test_a_night_that_is_past_and_has_no_new_file_is_skipped(airflow: Airflow) -> None:
    done = airflow.night("2026-03-03")
    assert done.code == 0, done.out + done.err
    assert airflow.states("2026-03-03")["new_files"] == "skipped"
    assert airflow.states("2026-03-03")["study"] == "skipped"
    assert not (WORK / "nights/2026-03-03").exists()


def test_a_night_run_again_gives_the_same_numbers(airflow: Airflow) -> None:
    results = WORK / "nights/2026-03-02/results.json"
    before = results.read_bytes()
    done = airflow.night("2026-03-02")
    assert done.code == 0, done.out + done.err
    assert results.read_bytes() == before


def bad_study(_: Path) -> dict[str, str]:
    """A study file with a setting that there is not."""
    bad = WORK / "bad.conf"
    bad.write_text(STUDY.read_text("utf-8") + "\nno-such-setting = 1\n", "utf-8")
    return {"study": str(bad)}


def bad_data(data: Path) -> dict[str, str]:
    """Data without the codes of counties."""
    folder = WORK / "bad-data"
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("counties.csv"))
    return {"data": str(folder), "store": str(WORK / "bad-store")}


@pytest.mark.parametrize(
    ("date", "params", "why", "where"),
    [
        ("2026-03-04", bad_study, "the study file is not right", "no-such-setting"),
        ("2026-03-05", bad_data, "the data are not right", "counties.csv"),
    ],
    ids=["study", "data"],
)
def test_what_trying_again_cannot_help_fails_at_once(
    airflow: Airflow, data: Path, date: str, params: Callable[[Path], dict[str, str]], why: str, where: str
) -> None:
    done = airflow.night(date, **params(data), out=str(WORK / "bad"))
    assert done.code == 1
    assert f"Not tried again: {why}" in done.out + done.err
    assert where in done.out + done.err
    assert airflow.tasks(date)["study"] == ("failed", 1)


def test_a_lost_cluster_is_tried_again(airflow: Airflow) -> None:
    # As spark-submit ends when the master is gone.
    binaries = WORK / "bin"
    binaries.mkdir()
    (binaries / "spark-submit").write_text("#!/bin/sh\necho All masters are unresponsive\nexit 1\n")
    (binaries / "spark-submit").chmod(0o755)
    path = f"{binaries}{os.pathsep}{airflow.environment['PATH']}"
    conf = json.dumps({"out": str(WORK / "lost")})
    running = airflow.begin("dags", "test", "agglo_nightly", "2026-03-06", "--conf", conf, PATH=path)
    try:
        until(lambda: airflow.states("2026-03-06").get("study") == "up_for_retry", "the study to wait for its next try")
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def test_missed_nights_are_caught_up_one_after_the_other(airflow: Airflow) -> None:
    start = datetime.now(timezone.utc).date() - timedelta(days=3)
    begun = {"AGGLO_START": start.isoformat()}
    known = airflow("dags", "reserialize", **begun)
    assert known.code == 0, known.out + known.err

    due = airflow("dags", "next-execution", "agglo_nightly", "--num-executions", "3", **begun)

    nights = [line for line in due.out.splitlines() if line.endswith("T02:00:00+00:00")]
    assert nights == [f"{start + timedelta(days=day)}T02:00:00+00:00" for day in range(3)], due.out + due.err
    details = airflow("dags", "details", "agglo_nightly", "--output", "json", **begun)
    dag = json.loads(details.out[details.out.index("[{") :])[0]
    assert dag["max_active_runs"] == "1"
    assert dag["next_dagrun_data_interval_start"].startswith(f"{start} 02:00")
