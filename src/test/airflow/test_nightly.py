"""The DAG in Airflow, night after night; the tests go on from one another."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

from cluster import until
from conftest import STUDY, WORK, Airflow


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


def test_a_bad_study_file_fails_at_once(airflow: Airflow) -> None:
    bad = STUDY.with_name("bad.conf")
    bad.write_text(STUDY.read_text("utf-8") + "\nno-such-setting = 1\n", "utf-8")
    done = airflow.night("2026-03-04", study=str(bad), out=str(WORK / "bad"))
    assert done.code == 1
    assert "Not tried again: the study file is not right" in done.out + done.err
    assert "no-such-setting" in done.out + done.err
    assert airflow.tasks("2026-03-04")["study"] == ("failed", 1)


def test_a_lost_cluster_is_tried_again(airflow: Airflow) -> None:
    # As spark-submit ends when the master is gone.
    binaries = WORK / "bin"
    binaries.mkdir()
    (binaries / "spark-submit").write_text("#!/bin/sh\necho All masters are unresponsive\nexit 1\n")
    (binaries / "spark-submit").chmod(0o755)
    path = f"{binaries}{os.pathsep}{airflow.environment['PATH']}"
    conf = json.dumps({"out": str(WORK / "lost")})
    running = airflow.begin("dags", "test", "agglo_nightly", "2026-03-05", "--conf", conf, PATH=path)
    try:
        until(lambda: airflow.states("2026-03-05").get("study") == "up_for_retry", "the study to wait for its next try")
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
