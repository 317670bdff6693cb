"""Runs notebooks from the top through Jupyter; as a program, saves what they show: executed.py [NOTEBOOK …]."""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"


def all_notebooks() -> list[Path]:
    """Every notebook that is shipped."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def executed(notebook: Path) -> NotebookNode:
    """The notebook as it is after a run from the top in its own folder.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        with the cell and its error

    """
    node = nbformat.read(notebook, as_version=4)
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(
        node, timeout=600, record_timing=False, resources={"metadata": {"path": str(notebook.parent)}}
    ).execute()
    for number, cell in enumerate(cell for cell in node.cells if cell.cell_type == "code"):
        cell.execution_count = number + 1
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number + 1
    node.metadata.language_info = {"name": node.metadata.kernelspec.language}
    return node


def shown(node: NotebookNode) -> list[list[Any]]:
    """What a reader sees below each cell of code: texts as they are, and of figures that they are there; what stands in
    a figure's place as text may be an address in memory.
    """
    return [_outputs(cell.outputs) for cell in node.cells if cell.cell_type == "code"]


def _outputs(outputs: list[NotebookNode]) -> list[Any]:
    seen: list[Any] = []
    for output in outputs:
        if output.output_type == "stream":
            if seen and seen[-1][0] == output.name:
                seen[-1][1] += output.text
            else:
                seen.append([output.name, output.text])
        elif output.output_type == "error":
            seen.append(["error", output.ename])
        else:
            figures = {kind: "a figure" for kind in output.data if kind.startswith("image/")}
            seen.append(figures or dict(output.data))
    return seen


def small(node: NotebookNode) -> NotebookNode:
    """The notebook with its figures in 128 colours, a third of the size."""
    for output in (one for cell in node.cells for one in cell.get("outputs", []) if "image/png" in one.get("data", {})):
        picture, packed = Image.open(BytesIO(b64decode(output.data["image/png"]))), BytesIO()
        picture.convert("RGB").quantize(128).save(packed, "PNG", optimize=True)
        output.data["image/png"] = b64encode(packed.getvalue()).decode()
    return node


if __name__ == "__main__":
    for place in map(Path, sys.argv[1:]) if sys.argv[1:] else all_notebooks():
        nbformat.write(small(executed(place.resolve())), place)
        print(f"{place.name}: saved, {place.stat().st_size // 1000} kB")
