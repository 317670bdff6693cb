"""What every stage shares: its Java object, saving and loading, errors without a stack trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaParams, JavaTransformer
from pyspark.sql import DataFrame

from agglo._session import jvm
from agglo.errors import plain_errors


def toListOfColumns(value: str | Iterable[Any]) -> list[str]:
    """One name or several, also nested, as a list of names."""
    if isinstance(value, str):
        return [value]
    return [name for part in value for name in toListOfColumns(part)]


class _Reader(JavaMLReader):
    @classmethod
    def _java_loader_class(cls, clazz: Any) -> str:
        jvm()
        return clazz._java_class

    def load(self, path: str) -> Any:
        with plain_errors():
            return super().load(path)


class Stage(JavaParams, JavaMLWritable, JavaMLReadable):
    """A stage of Agglo: a Spark ML stage whose work is done by the Java class of the same name."""

    _java_class: ClassVar[str]

    @classmethod
    def read(cls) -> JavaMLReader:
        """A reader of what ``write()`` wrote, here or in Java."""
        return _Reader(cls)


class _Made(Stage):
    """A stage made by the user, with params, unlike a model."""

    _defaults: ClassVar[dict[str, Any]] = {}

    def __init__(self) -> None:
        super().__init__()
        jvm()
        self._java_obj = self._new_java_obj(self._java_class, self.uid)
        self._setDefault(**self._defaults)


class Estimator(_Made, JavaEstimator):
    """An estimator of Agglo."""

    _model: ClassVar[type[Model]]

    def _create_model(self, java_model: Any) -> Model:
        return self._model(java_model)

    def _fit(self, dataset: DataFrame) -> Model:
        with plain_errors():
            return super()._fit(dataset)


class Transformer(_Made, JavaTransformer):
    """A transformer of Agglo."""

    def _transform(self, dataset: DataFrame) -> DataFrame:
        with plain_errors():
            return super()._transform(dataset)


class Model(Stage, JavaModel):
    """A fitted model of Agglo."""

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        if java_model is not None:
            self._transfer_params_from_java()

    def _transform(self, dataset: DataFrame) -> DataFrame:
        with plain_errors():
            return super()._transform(dataset)

    def __str__(self) -> str:
        return self._java_obj.toString()
