"""Tables to show: regressions side by side, as text, Markdown, LaTeX, HTML and CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from agglo._session import java_util, jvm, list_of
from agglo.errors import ArgumentError, plain_errors
from agglo.models import RegressionModel
from agglo.results import RegressionSummary

# What a notebook's own style does not know of the tables of a report. Stars and closing brackets hang to the right of a
# column, so that its digits stand below each other.
_INLINE = {
    ' class="num"': ' style="text-align: right; padding-right: 2.4em"',
    ' class="name"': ' style="text-align: left; white-space: nowrap"',
    ' class="group"': ' style="text-align: left"',
    ' class="hang"': ' style="display: inline-block; width: 0"',
    ' class="hidden"': ' style="display: none"',
    "<caption>": '<caption style="caption-side: top; text-align: left; font-weight: bold; white-space: nowrap">',
    '<th scope="row">': '<th scope="row" style="text-align: left">',
    '<th scope="col">': '<th scope="col" style="text-align: left">',
    "<td>": '<td style="text-align: left">',
    "<p>": '<p style="margin: 0 0 2px">',
}
_NOTES = re.compile(r"<tfoot>\n<tr><td[^>]*>\n(.*)</td></tr>\n</tfoot>\n</table>\n", re.DOTALL)


class Table:
    """A table in every format that Agglo writes; ``str()`` and ``print`` give text, a notebook shows HTML."""

    def __init__(self, formats: Mapping[str, str]) -> None:
        self._formats = dict(formats)

    def text(self) -> str:
        """Aligned by decimal points, at most 112 columns wide."""
        return self._formats["text"]

    def markdown(self) -> str:
        """As GitHub reads it."""
        return self._formats["markdown"]

    def latex(self) -> str:
        """A table environment; needs booktabs, graphicx and amssymb."""
        return self._formats["latex"]

    def html(self) -> str:
        """A table element, every name in it escaped."""
        return self._formats["html"]

    def csv(self) -> str:
        """Numbers in full precision, no stars; text that a spreadsheet would take for a formula is defused."""
        return self._formats["csv"]

    def __str__(self) -> str:
        return self.text()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self.text().rstrip())

    def _repr_html_(self) -> str:
        # Notes below the table rather than in it, where they would stretch its columns.
        html = _NOTES.sub(r'</table>\n<div style="font-size: 85%; max-width: 60em">\n\1</div>\n', self.html())
        for found, put in _INLINE.items():
            html = html.replace(found, put)
        return html


def regression_table(
    models: Mapping[str, RegressionModel | RegressionSummary],
    title: str = "",
    *,
    brackets: str = "errors",
    decimals: int = 3,
    labels: Mapping[str, str] | None = None,
    stars: Iterable[float] = (0.01, 0.05, 0.10),
) -> Table:
    """Regressions side by side: a column a model, two lines a term, and a foot that says how the errors were computed.

    Parameters
    ----------
    models
        the column's header to a model, or to one of its summaries, in the order of the columns
    title
        one line
    brackets
        what stands below an estimate: its standard error (``errors``) or its t value (``t``)
    decimals
        of estimates; small ones get more
    labels
        a term, an effect or a cluster to the words that stand for it
    stars
        significance levels

    """
    report = jvm().report
    kinds = {"errors": report.RegressionTable.Brackets.ERRORS, "t": report.RegressionTable.Brackets.T}
    if brackets not in kinds:
        raise ArgumentError(f"brackets is errors or t, not '{brackets}'")
    with plain_errors():
        options = report.RegressionTable.Options().withBrackets(kinds[brackets]).withDecimals(decimals)
        options = options.withStars(list_of(float(level) for level in stars)).withLabels(_map(labels or {}))
        entries = list_of(
            report.RegressionTable.LabelledModel(label, _summary(label, model)) for label, model in models.items()
        )
        table = report.RegressionTable.of(title, entries, options)
        return Table({kind.name().lower(): kind.render(table) for kind in report.TableFormat.values()})


def _summary(label: str, model: RegressionModel | RegressionSummary) -> Any:
    if isinstance(model, RegressionModel):
        return model._java_obj.summary()
    if isinstance(model, RegressionSummary):
        return model._java
    raise ArgumentError(f"{label} is a {type(model).__name__}; a table takes models and their summaries")


def _map(values: Mapping[str, str]) -> Any:
    java = java_util().HashMap()
    for key, value in values.items():
        java.put(key, value)
    return java
