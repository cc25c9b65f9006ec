"""A second, independent calculation of a month's pay by the agreed reading of the regulation."""

from tests.independent.engine import compute
from tests.independent.random_cases import random_case

__all__ = ["compute", "random_case"]
