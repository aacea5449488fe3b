"""A row of an answer: values by column name; what is missing is None."""

Row = dict[str, object]
