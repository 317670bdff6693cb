"""Writes notebooks/us-counties.json from the npm package us-atlas 3.0.1: shapes.py FOLDER, the unpacked package.

    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz && python src/test/notebooks/shapes.py package

us-atlas (ISC licence) holds the cartographic boundaries of the US Census Bureau of 2017, which are in the public
domain, in the Albers projection on a page of 975 by 610. What is kept: the 48 neighbouring states and the District of
Columbia, borders thinned alike on both sides, and coordinates in tenths of that page's unit.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[3] / "notebooks" / "us-counties.json"
APART = {"02", "15"}  # Alaska and Hawaii
TOLERANCE = 0.7  # how far a point that is left out may lie from the line without it

Point = tuple[float, float]


def main(package: Path) -> None:
    """Reads, thins and writes."""
    atlas = json.loads((package / "counties-albers-10m.json").read_text())
    whole = decoded(atlas)
    arcs = [thinned(arc) for arc in whole]
    shapes: dict[str, dict[str, object]] = {}
    for level in ("states", "counties"):
        shapes[level] = {
            one["id"]: {"name": one["properties"]["name"], "rings": rings(one, arcs, 3) or rings(one, whole, 1)}
            for one in sorted(atlas["objects"][level]["geometries"], key=lambda one: one["id"])
            if one["id"][:2] not in APART
        }
    TARGET.write_text(json.dumps(shapes, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(shapes['counties'])} counties, {TARGET.stat().st_size // 1000} kB")


def decoded(atlas: dict) -> list[list[Point]]:
    """The arcs of a topology: each point is told by its distance from the one before."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def thinned(points: list[Point]) -> list[Point]:
    """The line without points that lie nearly on it (Douglas and Peucker, 1973); ends stay, so that neighbours still
    meet.
    """
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if length == 0:
        distances = [((x - x0) ** 2 + (y - y0) ** 2) ** 0.5 for x, y in points]
    else:
        distances = [abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length for x, y in points]
    far = max(range(len(points)), key=distances.__getitem__)
    if distances[far] <= TOLERANCE:
        return [points[0], points[-1]]
    return thinned(points[: far + 1])[:-1] + thinned(points[far:])


def rings(shape: dict, arcs: list[list[Point]], least: int) -> list[list[int]]:
    """The outlines that have at least so many points, as x, y, x, y, …; a small town may have less than three."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    outlines = []
    for ring in (ring for polygon in polygons for ring in polygon):
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        tenths = [(round(10 * x), round(10 * y)) for x, y in points[:-1]]
        if len(set(tenths)) >= least:
            outlines.append([value for point in tenths for value in point])
    return outlines


if __name__ == "__main__":
    main(Path(sys.argv[1]))
