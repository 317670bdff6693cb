"""A study every night: waits for new files, runs the study by spark-submit, and says what changed since the last night.

Link this file from Airflow's DAG folder, or point a DAG bundle at its folder. It needs Airflow 3 with the Apache Spark
provider, spark-submit on the PATH of its workers, and a connection ``spark_default``. Airflow's environment has:

    AGGLO_HOME   where Agglo is checked out and built; by default two folders above this file
    AGGLO_START  the first night, such as 2026-03-01; nights since then that were missed are caught up

What is run stands in the Airflow variable ``agglo_nightly``, a JSON object; what it leaves out is as in DEFAULTS below.
The same names given when the DAG is triggered by hand go before the variable:

    study   the study file
    data    the folder where its input paths start
    files   the files a night waits for: a pattern below data, in which %Y, %m and %d are the night's date
    out     the folder of results; each night has a folder of its own in it, named by its date
    store   the folder of the store, so that a night reads new files only; without it, all are read every night
    jars    what spark-submit is to send along; a store needs the jar of Iceberg's Spark runtime
    rows    the share by which counts of rows may change from night to night before a warning

Results do not depend on how often a task is tried: a run replaces the folder of its night whole or leaves it as it was.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import Asset, Context, Param, PokeReturnValue, Variable, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

HOME = Path(os.environ.get("AGGLO_HOME", Path(__file__).resolve().parents[2]))
START = datetime.fromisoformat(os.environ.get("AGGLO_START", "2026-01-01")).replace(tzinfo=timezone.utc)
DEFAULTS = {
    "study": str(HOME / "conf/studies/china-provinces.conf"),
    "data": str(HOME / "data/china-provinces"),
    "files": "**/*.csv",
    "out": str(HOME / "results/nightly"),
    "store": "",
    "jars": "",
    "rows": 0.05,
}
# What trying again cannot help: a bad study file, bad data, a model that is not estimable.
FINAL = {2: "the study file is not right", 3: "the data are not right", 4: "a model cannot be estimated"}
SETTLED = 60  # seconds since a file last changed, before it is taken to be whole
RESULTS = Asset(name="agglo_nightly_results", uri="agglo://nightly/results")


class StudyOperator(SparkSubmitOperator):
    """Fails at once where Agglo's exit code says that trying again cannot help; a lost cluster is tried again."""

    def execute(self, context: Context) -> None:
        """Runs the study, and tells one failure from another."""
        # What renders to nothing was not asked for.
        self.application_args = [word for word in self.application_args if word]
        self.jars = self.jars or None
        try:
            super().execute(context)
        except AirflowException as failure:
            code = re.search(r"Error code is: (\d+)", str(failure))
            why = FINAL.get(int(code[1])) if code else None
            if why:
                raise AirflowFailException(f"Not tried again: {why}; the log above says where") from failure
            raise


def manifest(folder: str | None) -> dict:
    """The manifest of a finished run; nothing where there is none."""
    return json.loads((Path(folder) / "manifest.json").read_text("utf-8")) if folder else {}


def figures(run: dict) -> dict:
    """What a night is known by: its rows, its panel, its models."""
    return {
        "id": run["id"],
        "finished": run["finished"],
        "files": len(run["inputs"]),
        "read": {source: files["read"] for source, files in run.get("store", {}).get("files", {}).items()},
        "rows": {
            source: {"in": rows["in"], "used": rows["used"], "set_aside": sum(rows["setAside"].values())}
            for source, rows in run["rows"].items()
        },
        "panel": {"regions": run["panel"]["regions"], "rows": run["panel"]["rows"]},
        "models": {f"{m['table']}/{m['model']}/{m['group']}".rstrip("/"): m["used"] for m in run["models"]},
        "warnings": len(run["warnings"]),
        "seconds": round(sum(run["seconds"].values()), 1),
    }


def difference(old: str, new: str, rows: float) -> dict | None:
    """What ``agglo compare`` finds: counts of rows beyond the share, estimates outside the old 95 % interval."""
    options = ["--only", "rows,estimates", "--rows", str(rows), "--within-interval", "--json"]
    done = subprocess.run(
        [str(HOME / "jobs/agglo"), "compare", old, new, *options], capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 5):
        raise AirflowException(f"agglo compare ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout) if done.returncode == 5 else None


@dag(
    dag_id="agglo_nightly",
    description="A study every night, as soon as there are new files, compared with the last night's",
    schedule="0 2 * * *",
    start_date=START,
    catchup=True,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=12),
    params={
        name: Param(None, type=["null", kind], description="Else as the variable agglo_nightly or the defaults say")
        for name, kind in zip(DEFAULTS, ["string"] * 6 + ["number"], strict=True)
    },
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5), "execution_timeout": timedelta(minutes=30)},
    doc_md=__doc__,
    tags=["agglo"],
)
def agglo_nightly() -> None:
    """The tasks of one night, in their order."""

    @task
    def night() -> dict:
        """The settings of this night, its folder, and the folder of the last night before it."""
        context = get_current_context()
        date = context.get("logical_date") or context["dag_run"].run_after
        settings = {**DEFAULTS, **Variable.get("agglo_nightly", default={}, deserialize_json=True)}
        settings.update({name: value for name, value in context["params"].items() if value is not None})
        unknown = sorted(settings.keys() - DEFAULTS.keys())
        if unknown:
            raise AirflowFailException(
                f"agglo_nightly has no setting {', '.join(unknown)}; there are {', '.join(DEFAULTS)}"
            )
        out = Path(settings["out"])
        name = date.strftime("%Y-%m-%d")
        finished = sorted(folder.parent for folder in out.glob("????-??-??/manifest.json") if folder.parent.name < name)
        return {
            **settings,
            "files": date.strftime(settings["files"]),
            "folder": str(out / name),
            "previous": str(finished[-1]) if finished else None,
            "past": (datetime.now(timezone.utc) - date) > timedelta(days=1),
        }

    @task.sensor(mode="reschedule", poke_interval=300, timeout=timedelta(hours=6).total_seconds(), soft_fail=True)
    def new_files(settings: dict) -> PokeReturnValue:
        """Waits for files that the last night did not read; a night long past that has none is skipped at once."""
        data = Path(settings["data"])
        read = {(entry["path"], entry["bytes"]) for entry in manifest(settings["previous"]).get("inputs", [])}
        there = [
            file for file in data.glob(settings["files"]) if file.is_file() and not file.name.startswith((".", "_"))
        ]
        new = sorted(
            name
            for file, name in ((file, str(file.relative_to(data))) for file in there)
            if (name, file.stat().st_size) not in read and time.time() - file.stat().st_mtime > SETTLED
        )
        if not new and settings["past"]:
            raise AirflowSkipException("No new file for a night that is past")
        return PokeReturnValue(is_done=bool(new), xcom_value=new)

    study = StudyOperator(
        task_id="study",
        application=str(HOME / "target/agglo.jar"),
        java_class="org.agglo.app.cli.Main",
        name="agglo {{ ti.xcom_pull('night')['folder'].split('/')[-1] }}",
        application_args=[
            "run",
            "{{ ti.xcom_pull('night')['study'] }}",
            "--data={{ ti.xcom_pull('night')['data'] }}",
            "--out={{ ti.xcom_pull('night')['folder'] }}",
            "{{ ti.xcom_pull('night')['store'] and '--store=' ~ ti.xcom_pull('night')['store'] }}",
        ],
        jars="{{ ti.xcom_pull('night')['jars'] }}",
        conf={"spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={HOME}/conf/log4j2.properties"},
        retries=3,
        retry_delay=timedelta(minutes=5),
        retry_exponential_backoff=True,
        execution_timeout=timedelta(hours=4),
    )

    @task(outlets=[RESULTS])
    def published(settings: dict, *, outlet_events: Any = None) -> dict:
        """The night's figures, and the word to DAGs that wait for them."""
        found = figures(manifest(settings["folder"]))
        outlet_events[RESULTS].extra = {"folder": settings["folder"], "study": settings["study"], "id": found["id"]}
        return found

    @task.branch
    def compared(settings: dict) -> str | None:
        """Leads to the warning if the night differs from the last by more than the tolerances."""
        if settings["previous"] is None:
            return None
        found = difference(settings["previous"], settings["folder"], settings["rows"])
        if found is None:
            return None
        get_current_context()["ti"].xcom_push(key="difference", value=found)
        return "warning"

    @task
    def warning() -> dict:
        """Says what changed; hang a notifier on this task."""
        found = get_current_context()["ti"].xcom_pull(task_ids="compared", key="difference")
        logging.getLogger("agglo").warning("The night differs from the last: %s", json.dumps(found, indent=1))
        return found

    settings = night()
    figure = published(settings)
    new_files(settings) >> study >> figure >> (branch := compared(settings))
    branch >> warning()


agglo_nightly()
