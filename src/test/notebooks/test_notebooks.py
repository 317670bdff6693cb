"""Each notebook runs from the top, and shows what is saved in it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import nbformat
import pytest
from executed import NOTEBOOKS, all_notebooks, executed, shown

SECONDS = 120  # on two cores that do nothing else
BYTES = 500_000


@pytest.fixture(params=all_notebooks(), ids=lambda notebook: notebook.stem)
def notebook(request: pytest.FixtureRequest) -> Path:
    """Each of them."""
    return request.param


def test_there_are_three_in_python_and_one_in_java() -> None:
    kernels = {one.stem: nbformat.read(one, as_version=4).metadata.kernelspec.language for one in all_notebooks()}
    assert kernels == {"cheng-2022": "python", "counties": "python", "library": "java", "quickstart": "python"}


def test_it_runs_from_the_top_and_shows_what_is_saved(notebook: Path) -> None:
    saved = shown(nbformat.read(notebook, as_version=4))
    start = time.monotonic()
    found = shown(executed(notebook))
    seconds = time.monotonic() - start
    for number, (was, now) in enumerate(zip(saved, found, strict=True), start=1):
        assert now == was, f"cell {number} of {notebook.name}; src/test/notebooks/run --save if that is right"
    crowded = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert seconds < SECONDS * crowded


def test_its_cells_have_run_in_order_without_a_word_on_standard_error(notebook: Path) -> None:
    cells = [cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [
        one for cell in cells for one in cell.outputs if one.output_type == "error" or one.get("name") == "stderr"
    ]


def test_it_has_figures_and_tables_and_is_small(notebook: Path) -> None:
    outputs = [output for cell in shown(nbformat.read(notebook, as_version=4)) for output in cell]
    kinds = [kind for output in outputs if isinstance(output, dict) for kind in output]
    assert kinds.count("image/png") >= 2
    assert kinds.count("text/html") >= 2
    assert notebook.stat().st_size < BYTES


def test_it_names_no_place_of_the_machine_that_saved_it(notebook: Path) -> None:
    text = json.dumps(nbformat.read(notebook, as_version=4), ensure_ascii=False)
    assert str(NOTEBOOKS.parent) not in text
    assert f"{Path.home()}/" not in text


def test_the_folder_s_readme_leads_to_each() -> None:
    readme = (NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    assert [one.name for one in all_notebooks() if f"({one.name})" not in readme] == []
