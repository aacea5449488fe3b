"""A row of an answer: values by column name; what is missing is None."""

from typing import Any

Row = dict[str, Any]
