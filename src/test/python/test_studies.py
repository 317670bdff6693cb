"""Studies and simulations from Python, and tables of regressions."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

import agglo

CONF = Path(__file__).resolve().parents[3] / "conf"
HOSTILE = "<script>alert('x')</script> & \"y\""

STUDY = """\
name = small
title = "TITLE"
data = nowhere
sources {
  firms { preset = firms, path = employment, duplicates = first }
  counties {
    path = "counties.csv"
    columns { county { from = county_code, type = text, required = true }, province { type = text, required = true } }
    key = [county]
  }
  controls {
    path = "controls.csv"
    columns { province { type = text }, year { type = integer }, pat { type = number }, pgdp { type = number } }
    key = [province, year]
  }
}
panel {
  region = province, time = year, from = 2005, to = 2010, source = firms
  crosswalk { source = counties, on = county }
  totals { jobs { sum = employment }, industry { sum = employment, prefixes { industry = ["2", "3"] } } }
  join { controls { on = [province, year] } }
}
measures { lq { type = location-quotient, activity = industry, total = jobs, by = [year] } }
describe { variables = [pat, lq] }
tables {
  patents {
    title = "TITLE"
    models { ols { label = "TITLE", formula = "log(pat) ~ log(lq)", vcov = robust } }
  }
}
figures { coefficients { term = "log(lq)", tables = [patents] } }
"""


@pytest.fixture(scope="module")
def data(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small simulation."""
    folder = tmp_path_factory.mktemp("simulated") / "small"
    report = agglo.simulate(CONF / "simulations" / "small.conf", folder)
    truth = json.loads((folder / "truth.json").read_text())
    assert (report.rows, report.clean) == (truth["rows"], truth["clean_rows"])
    assert report.dirt == truth["dirt"]
    return folder


@pytest.fixture(scope="module")
def results(data: Path, tmp_path_factory: pytest.TempPathFactory) -> agglo.StudyResults:
    """A study of it whose names are hostile."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.conf").write_text(STUDY.replace("TITLE", HOSTILE.replace('"', '\\"')))
    return agglo.run(folder / "study.conf", data=data, out=folder / "results")


def test_results_are_what_the_run_wrote(results: agglo.StudyResults, data: Path) -> None:
    truth = json.loads((data / "truth.json").read_text())
    rows = results.manifest["rows"]
    assert rows["firms"]["used"] == truth["clean_rows"]
    assert len(results.rejects.query("source == 'firms'")) == truth["rows"] - truth["clean_rows"]
    assert list(results.rejects.columns) == ["file", "row", "reason", "record", "source"]
    assert len(results.panel) == 36
    assert results.tables == ["descriptives", "patents", "rows"]
    assert results.figures == ["coefficients"]
    assert [table["name"] for table in results.results["tables"]] == ["patents"]
    assert str(results).startswith(HOSTILE + "\n")


def test_the_study_s_numbers_are_the_stage_s(results: agglo.StudyResults, spark: SparkSession) -> None:
    model = agglo.LeastSquares(formula="log(pat) ~ log(lq)", vcov="robust").fit(spark.createDataFrame(results.panel))
    (study,) = results.results["tables"][0]["models"]
    by_term = {one["term"]: one["estimate"] for one in study["summary"]["coefficients"]}
    assert model.summary().coefficients["estimate"].to_dict() == pytest.approx(by_term, rel=1e-9)


def test_tables_and_figures_show_themselves_in_a_notebook(results: agglo.StudyResults) -> None:
    table = results.table("patents")
    assert table.text() == str(table)
    assert "Observations" in table.text()
    assert table.latex().startswith("\\begin") or "\\begin{table}" in table.latex()
    assert "|" in table.markdown()
    assert table.csv().count("\n") >= 3
    assert repr(results.figure("coefficients")) == "Figure('coefficients')"
    assert results.figure("coefficients")._repr_png_().startswith(b"\x89PNG")
    assert results.figure("coefficients").svg.lstrip().startswith("<svg")


class Tags(HTMLParser):
    """The tags, with how often each opens."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Counts."""
        self.seen[tag] = self.seen.get(tag, 0) + 1


def tags(html: str) -> dict[str, int]:
    """The tags of a piece of HTML."""
    parser = Tags()
    parser.feed(html)
    return parser.seen


def test_a_notebook_shows_hostile_names_as_text(results: agglo.StudyResults, gasoline: DataFrame) -> None:
    model = agglo.LeastSquares(formula="lgaspcar ~ lincomep | country").fit(gasoline)
    own = agglo.regression_table({HOSTILE: model}, HOSTILE, labels={"lincomep": HOSTILE})
    for table in (own, results.table("patents")):
        html = table._repr_html_()
        assert "script" not in tags(html)
        assert "&lt;script&gt;" in html
        assert tags(html)["table"] == 1
        assert tags(html)["div"] == 1


def test_a_table_of_regressions_has_a_column_a_model(gasoline: DataFrame) -> None:
    model = agglo.LeastSquares(formula="lgaspcar ~ lincomep | country").fit(gasoline)
    models = {"Clustered": model, "Robust": model.summary("robust")}
    table = agglo.regression_table(models, "Gasoline", labels={"lincomep": "Income"}, brackets="t", decimals=2)
    assert "Brackets hold t values." in table.text()
    header, first = table.csv().splitlines()[:2]
    assert header.split(",")[-2:] == ["Clustered", "Robust"]
    estimate = model.summary().coefficients.loc["lincomep", "estimate"]
    assert first.split(",")[0] == "Income"
    assert [float(cell) for cell in first.split(",")[-2:]] == pytest.approx([estimate, estimate])


@pytest.mark.parametrize(
    ("models", "options", "message"),
    [
        ({}, {}, 'Regression table "" has no models'),
        ({"A": 1}, {}, "A is a int; a table takes models and their summaries"),
        ({"A": 1}, {"brackets": "se"}, "brackets is errors or t, not 'se'"),
    ],
)
def test_what_makes_no_table_is_refused(spark: SparkSession, models: dict, options: dict, message: str) -> None:
    with pytest.raises(agglo.ArgumentError) as refused:
        agglo.regression_table(models, **options)
    assert str(refused.value) == message


def test_mistakes_are_said_with_file_and_line(spark: SparkSession, data: Path, tmp_path: Path) -> None:
    study = tmp_path / "study.conf"
    study.write_text(STUDY.replace("region =", "regoin ="))
    with pytest.raises(agglo.StudyError, match=f"{study}:18: panel.regoin"):
        agglo.run(study, data=data, out=tmp_path / "results")
    simulation = tmp_path / "simulation.conf"
    simulation.write_text("name = x\nrow = 3\n")
    with pytest.raises(agglo.StudyError, match=f"{simulation}:2: Unknown setting row"):
        agglo.simulate(simulation, tmp_path / "out")
    with pytest.raises(agglo.ArgumentError, match="holds a simulation already"):
        agglo.simulate(CONF / "simulations" / "small.conf", data)
    with pytest.raises(agglo.DataError, match=r"there is no manifest\.json in it"):
        agglo.StudyResults(tmp_path)


def test_names_that_are_not_there_are_said(results: agglo.StudyResults) -> None:
    with pytest.raises(agglo.DataError, match="There is no table x; there are descriptives, patents, rows"):
        results.table("x")
    with pytest.raises(agglo.DataError, match="There is no figure x; there are coefficients"):
        results.figure("x")


def test_a_session_starts_without_a_word_and_the_jvm_can_still_speak() -> None:
    program = (
        "import agglo, time; spark = agglo.session('local[1]')\n"
        "spark._jvm.java.lang.System.err.println('from Java'); time.sleep(1)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == ""
    assert told.stderr == "from Java\n"
