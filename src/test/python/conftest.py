"""One quiet Spark session for all tests, and the committed panels."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

import agglo

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


@pytest.fixture(scope="session")
def spark() -> SparkSession:
    """The session, made as a user makes it."""
    return agglo.session("local[2]", {"spark.sql.shuffle.partitions": "2"})


@pytest.fixture(scope="session")
def panel(spark: SparkSession) -> Callable[[str], DataFrame]:
    """Reads a committed panel by name, once."""

    @cache
    def read(name: str) -> DataFrame:
        return spark.read.csv(str(RESOURCES / "panels" / f"{name}.csv"), header=True, inferSchema=True).cache()

    return read


@pytest.fixture(scope="session")
def gasoline(panel: Callable[[str], DataFrame]) -> DataFrame:
    """18 countries and 19 years."""
    return panel("gasoline")
