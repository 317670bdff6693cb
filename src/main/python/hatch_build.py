"""Puts the jar of a checkout into the wheel."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class JarHook(BuildHookInterface):
    """Includes target/agglo.jar, if Maven has built it; an editable install finds it where it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatch before each build."""
        jar = Path(self.root).parents[2] / "target" / "agglo.jar"
        if version == "standard" and jar.is_file():
            build_data["force_include"][str(jar)] = "agglo/agglo.jar"
