"""Writes src/main/python/agglo/_params.py from the params of the Java stages: their names, types, docs and defaults.

Run it with ``run --params`` after a change of a param in Java; a test fails where the two differ.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from pyspark import SparkContext
from pyspark.sql import SparkSession

STAGES = [
    "regression.LeastSquares",
    "regression.RandomEffects",
    "regression.BetweenEffects",
    "regression.FirstDifference",
    "regression.Mundlak",
    "regression.InstrumentalVariables",
    "regression.Poisson",
    "regression.Within",
    "measure.LocationQuotient",
]
MODELS = {
    "RegressionModel": ("regression.LeastSquares", ["predictionCol", "predictionType"]),
    "PoissonModel": ("regression.Poisson", ["offsetCol", "exposureCol"]),
}
ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "src/main/python/agglo/_params.py"
HEAD = '''"""The params of the stages. Generated from Java by src/test/python/generate_params.py; not for editing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters

from agglo._stage import toListOfColumns

P = TypeVar("P", bound=Params)
'''
TYPES = {
    "StringArrayParam": ("list[str]", "toListOfColumns"),
    "BooleanParam": ("bool", "TypeConverters.toBoolean"),
    "IntParam": ("int", "TypeConverters.toInt"),
    "LongParam": ("int", "TypeConverters.toInt"),
    "DoubleParam": ("float", "TypeConverters.toFloat"),
    "Param": ("str", "TypeConverters.toString"),
}


class JavaParam:
    """One param as Java has it."""

    def __init__(self, stage: Any, param: Any) -> None:
        self.name = param.name()
        self.doc = param.doc()
        self.type, self.converter = TYPES[param.getClass().getSimpleName()]
        self.owner = stage.getClass().getMethod(self.name, None).getDeclaringClass().getName()
        self.has_default = stage.hasDefault(param)
        default = stage.getDefault(param).get() if self.has_default else None
        self.default = list(default) if self.type == "list[str]" and default is not None else default

    def declaration(self) -> str:
        """The class attribute, getter and setter."""
        title = self.name[0].upper() + self.name[1:]
        several = self.type == "list[str]"
        argument = "*value: str | Iterable[str]" if several else f"value: {self.type}"
        return f'''
    {self.name}: Param[{self.type}] = Param(
        Params._dummy(),
        "{self.name}",
        {self.doc!r},
        typeConverter={self.converter},
    )

    def get{title}(self) -> {self.type}:
        """The value of {self.name}, or its default."""
        return self.getOrDefault(self.{self.name})

    def set{title}(self: P, {argument}) -> P:
        """Sets {self.name}: {self.doc}."""
        return self._set({self.name}=value)
'''

    def argument(self) -> str:
        """The keyword argument of a constructor."""
        if self.type == "list[str]":
            return f"{self.name}: str | Iterable[str] = {tuple(self.default or ())!r}"
        shown = self.type if self.has_default else f"{self.type} | None"
        return f"{self.name}: {shown} = {self.default!r}"


def params(stage: str) -> list[JavaParam]:
    """The params of a stage of org.agglo, in Java's order."""
    java_class = SparkContext._jvm.org.agglo
    for part in stage.split("."):
        java_class = getattr(java_class, part)
    java = java_class()
    return [JavaParam(java, param) for param in java.params()]


def mixin(name: str, bases: str, declared: list[JavaParam], doc: str) -> str:
    """A class that declares params."""
    defaults = {param.name: param.default for param in declared if param.has_default}
    inherited = f"{bases}._defaults | " if bases != "Params" else ""
    body = "".join(param.declaration() for param in declared)
    return f'''

class {name}({bases}):
    """{doc}"""

    _defaults: ClassVar[dict[str, Any]] = {inherited}{defaults!r}
{body}'''


def constructors(every: list[JavaParam]) -> str:
    """The constructor and setParams of a stage."""
    needed_first = sorted(every, key=lambda param: param.has_default)
    arguments = ", ".join(param.argument() for param in needed_first)
    return f'''
    @keyword_only
    def __init__(self, *, {arguments}) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(self: P, *, {arguments}) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)
'''


def generate() -> str:
    """The text of the file, formatted."""
    stages = {stage: params(stage) for stage in STAGES}
    shared: dict[str, list[JavaParam]] = {}
    for every in stages.values():
        for param in every:
            if param.owner.startswith("org.agglo") and param.owner not in {f"org.agglo.{s}" for s in STAGES}:
                declared = shared.setdefault(param.owner, [])
                if param.name not in {other.name for other in declared}:
                    declared.append(param)
    text = HEAD
    for owner, declared in shared.items():
        text += mixin(shared_name(owner), "Params", declared, f"The params that {simple(owner)} declares.")
    for model, (stage, names) in MODELS.items():
        declared = [param for param in stages[stage] if param.name in names]
        text += mixin(f"{model}Params", "Params", declared, f"The params that {model} declares.")
    for stage, every in stages.items():
        base = next((shared_name(o) for o in shared if any(p.owner == o for p in every)), "Params")
        own = [param for param in every if param.owner == f"org.agglo.{stage}"]
        text += mixin(f"{simple(stage)}Params", base, own, f"The params of {simple(stage)}.")
        text += constructors(every)
    return ruff(text)


def shared_name(owner: str) -> str:
    """The mixin of a class that stages inherit from."""
    return f"{simple(owner).removesuffix('Params')}Params"


def simple(java_class: str) -> str:
    """The name without the package."""
    return java_class.rsplit(".", 1)[-1]


def ruff(text: str) -> str:
    """The text as the project formats it."""
    command = [sys.executable, "-m", "ruff"]
    name = ["--stdin-filename", str(FILE), "-"]
    for step in (["check", "--fix", "--quiet", "--exit-zero"], ["format", "--quiet"]):
        text = subprocess.run(command + step + name, input=text, capture_output=True, text=True, check=True).stdout
    return text


if __name__ == "__main__":
    SparkSession.builder.master("local[1]").config("spark.jars", str(ROOT / "target/agglo.jar")).getOrCreate()
    FILE.write_text(generate())
