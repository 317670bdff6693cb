"""The package that is tested is the one that is installed, with the version and the Spark of the build."""

from __future__ import annotations

from importlib.metadata import requires, version
from pathlib import Path
from xml.etree import ElementTree

import pyspark

import agglo

ROOT = Path(__file__).resolve().parents[3]
POM = ElementTree.parse(ROOT / "pom.xml").getroot()
MAVEN = {"m": "http://maven.apache.org/POM/4.0.0"}


def test_version_and_spark_are_the_builds() -> None:
    assert version("agglo") == POM.find("m:version", MAVEN).text.replace("-SNAPSHOT", ".dev0")
    spark = POM.find("m:properties/m:spark.version", MAVEN).text
    assert pyspark.__version__ == spark
    assert f"pyspark=={spark}" in requires("agglo")


def test_the_wheel_holds_the_jar_that_maven_built() -> None:
    bundled = Path(agglo.jar())
    assert bundled == Path(agglo.__file__).parent / "agglo.jar"
    assert bundled.read_bytes() == (ROOT / "target" / "agglo.jar").read_bytes()
