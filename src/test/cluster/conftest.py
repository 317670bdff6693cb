"""The cluster that all tests share, and the local run that theirs are compared with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cluster import Cluster
from harness import DATA, HADOOP, HOME, QUICK, SPARK_HOME, Events, archive, run, simulate, study
from hdfs import Hdfs


@pytest.fixture(scope="session")
def local() -> Path:
    """The results of the study in local mode."""
    simulate(DATA)
    shutil.rmtree(HOME / "results", ignore_errors=True)
    out = HOME / "results/local"
    with ThreadPoolExecutor() as beside:
        archived = beside.submit(archive, DATA)
        done = run("jobs/agglo", *study(out))
        archived.result()
    assert done.code == 0, done.err
    return out


@pytest.fixture(scope="session")
def cluster(local: Path) -> Iterator[Cluster]:
    """The cluster, stopped whatever happens."""
    with Cluster(SPARK_HOME, HOME / "spark", **QUICK) as running:
        yield running


@pytest.fixture(scope="session")
def hdfs(local: Path) -> Iterator[Hdfs]:
    """HDFS with the study's data, stopped whatever happens."""
    with Hdfs(HADOOP, HOME / "hdfs") as running:
        running.put(DATA, "/data")
        yield running


@pytest.fixture
def out(request: pytest.FixtureRequest) -> Path:
    """A folder for the results of one test."""
    return HOME / "results" / request.node.name


@pytest.fixture
def events(request: pytest.FixtureRequest) -> Events:
    """The events of the one run of a test."""
    return Events(HOME / "events" / request.node.name)
