"""What the README and the page on Python show is what is printed."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = re.compile(r"```python\n(.*?)```\n+```\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "src/site/markdown/python.md"])
def test_examples_print_what_stands_below_them(page: str, spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = EXAMPLE.findall((ROOT / page).read_text())
    assert examples
    names: dict[str, object] = {}
    for program, expected in examples:
        printed = StringIO()
        with redirect_stdout(printed):
            exec(program, names)
        assert printed.getvalue() == expected, printed.getvalue()
