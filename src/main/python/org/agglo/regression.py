"""Where pyspark looks for the Python class of a Java stage in a saved pipeline; use the package agglo."""

from agglo.models import *
from agglo.regression import *
