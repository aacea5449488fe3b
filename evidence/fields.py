"""The types of the fields of a record: closed sets, slugs, texts, counts, numbers."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from evidence.vocabulary import Code


class Record(BaseModel):
    """A part of a study file: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def member(name: str, codes: dict[str, Code]):
    """A text that must be a code of a closed set; the error lists what is allowed."""

    def check(value: str) -> str:
        if value not in codes:
            raise ValueError(f"{value!r} is not a {name}; allowed: {', '.join(codes)}")
        return value

    return Annotated[str, AfterValidator(check)]


def _yes_no(value: object) -> object:
    """'yes' and 'no' as people write them; anything else is left for the type to refuse."""
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


YesNo = Annotated[Literal[True, False], BeforeValidator(_yes_no)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Percent = Annotated[float, Field(ge=0, le=100)]
Number = Annotated[float, Field(allow_inf_nan=False)]
