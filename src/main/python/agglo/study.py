"""Whole studies and simulations: what the commands ``agglo run`` and ``agglo simulate`` do, in this Spark session."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
from pyspark import SparkContext

from agglo._session import java_util, jvm, session
from agglo.errors import DataError, plain_errors
from agglo.results import Record, result
from agglo.tables import Table


class Figure:
    """A figure of a study: ``svg`` is its text, ``png`` its bytes; a notebook shows the PNG."""

    def __init__(self, name: str, svg: str, png: bytes) -> None:
        self.name = name
        self.svg = svg
        self.png = png

    def __repr__(self) -> str:
        return f"Figure({self.name!r})"

    def _repr_png_(self) -> bytes:
        return self.png


class StudyResults:
    """The results folder of a study.

    ``str()`` is what the command prints: rows, panel, tables, what differs, warnings.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        if not (self.folder / "manifest.json").is_file():
            raise DataError(f"{folder} holds no finished run: there is no manifest.json in it")

    @property
    def manifest(self) -> dict[str, Any]:
        """What went in, what became of every row, what was written, and the versions."""
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))

    @property
    def results(self) -> dict[str, Any]:
        """Every number of the study: results.json."""
        return json.loads((self.folder / "results.json").read_text(encoding="utf-8"))

    @property
    def panel(self) -> pd.DataFrame:
        """The panel, measures and derived columns included."""
        return pd.read_csv(self.folder / "panel.csv")

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return sorted(file.stem for file in (self.folder / "tables").glob("*.txt"))

    @property
    def figures(self) -> list[str]:
        """The names of the figures."""
        return sorted(file.stem for file in (self.folder / "figures").glob("*.png"))

    @property
    def rejects(self) -> pd.DataFrame:
        """The rows that were set aside, with source, file, line and reason."""
        files = sorted((self.folder / "rejects").glob("*.csv"))
        parts = [pd.read_csv(file, dtype=str, keep_default_na=False).assign(source=file.stem) for file in files]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def table(self, name: str) -> Table:
        """One of the tables."""
        _known("table", name, self.tables)
        endings = {"text": "txt", "markdown": "md", "latex": "tex", "html": "html", "csv": "csv"}
        files = {kind: self.folder / "tables" / f"{name}.{ending}" for kind, ending in endings.items()}
        formats = {kind: file.read_text(encoding="utf-8") for kind, file in files.items()}
        page = formats["html"]
        formats["html"] = page[page.index("<table>") : page.index("</table>") + len("</table>\n")]
        return Table(formats)

    def figure(self, name: str) -> Figure:
        """One of the figures."""
        _known("figure", name, self.figures)
        folder = self.folder / "figures"
        svg, png = (folder / f"{name}.{ending}" for ending in ("svg", "png"))
        return Figure(name, svg.read_text(encoding="utf-8"), png.read_bytes())

    def __str__(self) -> str:
        return (self.folder / "summary.txt").read_text(encoding="utf-8")

    def __repr__(self) -> str:
        return f"StudyResults({str(self.folder)!r})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self).rstrip())


def run(
    study: str | os.PathLike[str],
    *,
    data: str | os.PathLike[str] | None = None,
    out: str | os.PathLike[str] | None = None,
) -> StudyResults:
    """Runs a study in this Spark session, and gives its results, which are on disk.

    Parameters
    ----------
    study
        the study file
    data
        where input paths start, instead of where the study says
    out
        a local folder for the results, instead of ``results/STUDY``; a finished run there is replaced whole

    """
    session()
    package, optional = jvm().app.run, java_util().Optional
    with plain_errors():
        asked = package.RunRequest(
            _path(study),
            optional.ofNullable(None if data is None else _absolute(data)),
            optional.ofNullable(None if out is None else _absolute(out)),
        )
        package.StudyRun.run(asked, package.Progress.quiet())
        if out is None:
            out = Path("results") / jvm().app.study.StudyReader.read(_path(study), optional.empty()).name()
    return StudyResults(out)


def simulate(simulation: str | os.PathLike[str], out: str | os.PathLike[str], *, overwrite: bool = False) -> Record:
    """Makes firm-level employment files with a known truth, and tells how many rows and bad rows there are.

    Parameters
    ----------
    simulation
        the simulation file
    out
        where the files go
    overwrite
        replaces a simulation that lies there already

    """
    spark = session()._jsparkSession
    package = jvm().simulate
    existing = package.Simulator.Existing.REPLACE if overwrite else package.Simulator.Existing.REFUSE
    with plain_errors():
        spec = package.SimulationReader.read(_path(simulation))
        return result(package.Simulator.run(spark, spec, _absolute(out), existing))


def _known(what: str, name: str, names: list[str]) -> None:
    if name not in names:
        raise DataError(f"There is no {what} {name}; there are {', '.join(names)}")


def _absolute(place: str | os.PathLike[str]) -> str:
    text = os.fspath(place)
    return text if "://" in text else str(Path(text).resolve())


def _path(file: str | os.PathLike[str]) -> Any:
    return SparkContext._jvm.java.io.File(str(Path(file).resolve())).toPath()
