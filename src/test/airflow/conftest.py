"""Airflow with a database of its own, and the cluster that it submits to."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cluster import Cluster
from harness import ONE, QUICK, ROOT, SPARK_HOME, STUDY, Ended, archive, iceberg, run, simulate

HOME = ROOT / "target/airflow"
WORK = HOME / "work"
AIRFLOW = (str(HOME / "bin/python"), "-m", "airflow")


class Airflow:
    """The ``airflow`` command with the DAG of ``jobs/airflow``."""

    def __init__(self, master: str) -> None:
        host, port = master.removeprefix("spark://").split(":")
        self.environment = {
            "AIRFLOW_HOME": str(WORK / "home"),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "jobs/airflow"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW_CONN_SPARK_DEFAULT": json.dumps(
                {"conn_type": "spark", "host": f"spark://{host}", "port": int(port)}
            ),
            "AIRFLOW_VAR_AGGLO_NIGHTLY": json.dumps(
                {
                    "study": str(STUDY),
                    "data": str(WORK / "data"),
                    "files": "employment/**/*.csv",
                    "out": str(WORK / "nights"),
                    "store": str(WORK / "store"),
                    "jars": iceberg(),
                }
            ),
            "SPARK_CONF_DIR": str(WORK / "spark-conf"),
            "SPARK_HOME": str(SPARK_HOME),
            **QUICK,
            "PATH": f"{SPARK_HOME / 'bin'}{os.pathsep}{HOME / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }

    def __call__(self, *arguments: str, **environment: str) -> Ended:
        """Runs a command to its end."""
        return run(*AIRFLOW, *arguments, **{**self.environment, **environment})

    def begin(self, *arguments: str, **environment: str) -> subprocess.Popen:
        """Starts a command that is not waited for."""
        return subprocess.Popen(
            [*AIRFLOW, *arguments],
            env={**os.environ, **self.environment, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def night(self, date: str, **params: str) -> Ended:
        """Runs the DAG as for one night."""
        conf = ("--conf", json.dumps(params)) if params else ()
        return self("dags", "test", "agglo_nightly", date, *conf)

    def tasks(self, date: str) -> dict[str, tuple[str, int]]:
        """State and number of tries of each task of a night."""
        rows = self._rows("select task_id, t.state, try_number from task_instance t", date)
        return {task: (state, tries) for task, state, tries in rows}

    def states(self, date: str) -> dict[str, str]:
        """State of each task of a night."""
        return {task: state for task, (state, _) in self.tasks(date).items()}

    def pushed(self, date: str, task: str, key: str = "return_value") -> Any:
        """What a task of a night has left for others."""
        for of, name, value in self._rows("select task_id, key, value from xcom t", date):
            if (of, name) == (task, key):
                found = json.loads(value)
                return json.loads(found) if isinstance(found, str) else found
        return None

    def assets(self) -> list[dict]:
        """What was told to DAGs that wait for the results, night by night."""
        return [json.loads(extra) for (extra,) in self._rows("select extra from asset_event order by id")]

    def _rows(self, query: str, date: str | None = None) -> list[tuple]:
        """What a query of the database gives; of one night, if there is a date."""
        night = (
            " join dag_run d on d.dag_id = t.dag_id and d.run_id = t.run_id where d.logical_date like ?" if date else ""
        )
        with sqlite3.connect(WORK / "home/airflow.db", timeout=30) as database:
            return database.execute(query + night, (f"{date}%",) if date else ()).fetchall()


@pytest.fixture(scope="session")
def airflow(data: Path) -> Iterator[Airflow]:
    """Airflow with an empty database, beside a cluster that is stopped whatever happens."""
    defaults = WORK / "spark-conf/spark-defaults.conf"
    defaults.parent.mkdir(parents=True)
    defaults.write_text("".join(f"{name} {value}\n" for name, value in ONE.items()), "utf-8")
    archive(data)
    with Cluster(SPARK_HOME, WORK / "spark", **QUICK) as cluster:
        command = Airflow(cluster.url)
        migrated = command("db", "migrate")
        assert migrated.code == 0, migrated.err
        yield command


@pytest.fixture(scope="session")
def data() -> Path:
    """Simulated firm files, as they were an hour ago."""
    shutil.rmtree(WORK, ignore_errors=True)
    folder = WORK / "data"
    simulate(folder)
    for file in folder.rglob("*"):
        os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 3600))
    return folder
