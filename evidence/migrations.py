"""What a link of an earlier day called something, and what it is called now: an ordered list, applied from the top.

A name or code in links is never reused with another meaning; when one is renamed, its step goes to the end here.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from evidence.reasons import Reason, because

Query = dict[str, list[str]]


@dataclass(frozen=True)
class Renamed:
    """One step: the parameter `name`, or its value `code`, is now called so; `""` as code renames the parameter."""

    name: str
    code: str
    now: str

    def apply(self, query: Query) -> tuple[Query, Reason | None]:
        """The query after this step, and what it did; None where the link has nothing of it."""
        if not self.code:
            return self._parameter(query)
        values = [part for value in query.get(self.name, ()) for part in value.split(",")]
        if self.code not in values:
            return query, None
        values = list(dict.fromkeys(self.now if value == self.code else value for value in values))
        return query | {self.name: values}, because(
            "{before} is now {now}", before=f"{self.name}={self.code}", now=f"{self.name}={self.now}"
        )

    def _parameter(self, query: Query) -> tuple[Query, Reason | None]:
        if self.name not in query:
            return query, None
        rest = {name: values for name, values in query.items() if name != self.name}
        merged = [*rest.get(self.now, ()), *query[self.name]]
        return rest | {self.now: merged}, because("{before} is now {now}", before=self.name, now=self.now)


@dataclass(frozen=True)
class Added:
    """A choice that came later: a link that was made without it keeps what it showed, `kept`.

    This product writes the data version and every choice of a page into its links, so one that names its `fellows` and
    not the choice is older than it; so is one that pins data of a schema before `schema`. A link that somebody typed by
    hand names neither, and gets the default.
    """

    name: str
    kept: str
    fellows: tuple[str, ...]
    schema: int

    def apply(self, query: Query, schema: int | None) -> tuple[Query, Reason | None]:
        """The query with the choice where the link is older; `schema` is that of the data it pins, None if of none."""
        older = all(name in query for name in self.fellows) or (schema is not None and schema < self.schema)
        if self.name in query or not older:
            return query, None
        return query | {self.name: [self.kept]}, because(
            "{choice}, which was no choice then", choice=f"{self.name}={self.kept}"
        )


ADDED: tuple[Added, ...] = (
    # How cohorts match: links made before showed exact matches alone.
    Added("match", "exact", ("carriers", "data"), 2),
    # What of a page is shown, and how many rows: links made before showed everything.
    Added("show", "all", ("organ", "event", "data"), 0),
    # A link by hand that names a choice of one view opens that view.
    Added("show", "dose", ("isotonic",), 0),
    Added("show", "event", ("event",), 0),
    Added("extent", "all", ("organ", "event", "data"), 0),
    Added("part", "all", ("times",), 0),
    Added("extent", "all", ("times", "data"), 0),
    # In which order responses stand: links made before had them by setting.
    Added("sort", "setting", ("endpoint", "pool", "data"), 0),
    # How many responses are drawn: links made before drew all.
    Added("extent", "all", ("sort", "data"), 0),
)

#: Oldest first.
MIGRATIONS: tuple[Renamed, ...] = (
    Renamed(
        "fact",
        "borthakur-2020/expansion-800-bid/dlt/RP2D/single",
        "borthakur-2020/expansion-800-bid/dlt/dose-for-expansion/single",
    ),
    Renamed("fact", "metzelder-2009/all/response/ORR", "metzelder-2009/all/response/clinical-response"),
    Renamed("fact", "zhang-2008/flt3-itd/response/ORR", "zhang-2008/flt3-itd/response/clinical-response"),
    *(
        Renamed("fact", f"kantarjian-2017/{arm}/toxicity/{before}/ge3", f"kantarjian-2017/{arm}/toxicity/{now}-one-term/ge3")
        for arm in ("blina-safety", "chemo-safety")
        for before, now in (("thrombocytopenia", "platelet-count-decreased"), ("leukopenia", "white-cell-count-decreased"))
    ),
    Renamed(
        "fact",
        "ohanian-2018/all/transplant/allogeneic-transplant-in-responders",
        "ohanian-2018/all/transplant/allogeneic-transplant",
    ),
    Renamed("readers", "1", "once"),
    Renamed("readers", "2", "checked"),
    # That an event was serious is a band beside the grades, no longer a term of its own.
    Renamed(
        "fact",
        "cortes-2019/quiz/toxicity/febrile-neutropenia-serious/any",
        "cortes-2019/quiz/toxicity/febrile-neutropenia/serious",
    ),
    Renamed("fact", "cortes-2019/quiz/toxicity/sepsis-serious/any", "cortes-2019/quiz/toxicity/sepsis/serious"),
    Renamed("fact", "cortes-2019/quiz/toxicity/QT-prolonged-serious/any", "cortes-2019/quiz/toxicity/QT-prolonged/serious"),
    Renamed("fact", "cortes-2019/quiz/toxicity/nausea-serious/any", "cortes-2019/quiz/toxicity/nausea/serious"),
    Renamed(
        "fact",
        "cortes-2019/chemo/toxicity/febrile-neutropenia-serious/any",
        "cortes-2019/chemo/toxicity/febrile-neutropenia/serious",
    ),
    Renamed("fact", "cortes-2019/chemo/toxicity/sepsis-serious/any", "cortes-2019/chemo/toxicity/sepsis/serious"),
    Renamed("fact", "cortes-2019/chemo/toxicity/pneumonia-serious/any", "cortes-2019/chemo/toxicity/pneumonia/serious"),
    Renamed("fact", "cortes-2019/chemo/toxicity/fever-serious/any", "cortes-2019/chemo/toxicity/fever/serious"),
    Renamed(
        "fact",
        "erba-2023/quiz/toxicity/febrile-neutropenia-serious/any",
        "erba-2023/quiz/toxicity/febrile-neutropenia/serious",
    ),
    Renamed("fact", "erba-2023/quiz/toxicity/pneumonia-serious/any", "erba-2023/quiz/toxicity/pneumonia/serious"),
    Renamed("fact", "erba-2023/quiz/toxicity/septic-shock-serious/any", "erba-2023/quiz/toxicity/septic-shock/serious"),
    Renamed("fact", "erba-2023/quiz/toxicity/sepsis-serious/any", "erba-2023/quiz/toxicity/sepsis/serious"),
    Renamed("event", "fever, serious", "fever"),
    Renamed("event", "sepsis, serious", "sepsis"),
    Renamed("event", "septic shock, serious", "septic shock"),
    Renamed("event", "pneumonia, serious", "pneumonia"),
    Renamed("event", "febrile neutropenia, serious", "febrile neutropenia"),
    Renamed("event", "QT prolonged, serious", "QT prolonged"),
    Renamed("event", "nausea, serious", "nausea"),
    # The kind of transplant is not printed.
    *(
        Renamed("fact", f"{cohort}/transplant/allogeneic-transplant", f"{cohort}/transplant/transplant")
        for cohort in ("augment101-phase1/resp", "ponatinib-blina-mdacc/n60")
    ),
)
#: Names of earlier days; one that a data version still uses stays there.
RENAMED = tuple(step.code for step in MIGRATIONS if step.code)


def migrate(
    query: Mapping[str, Sequence[str]],
    known: Container[str] = (),
    steps: Sequence[Renamed] = MIGRATIONS,
    schema: int | None = None,
) -> tuple[Query, list[Reason]]:
    """The query in today's names and codes, and what was read under another name.

    `known` are names that the link's own data version still uses: they stay. `schema` is that of the version it pins.
    """
    found: Query = {name: list(values) for name, values in query.items()}
    said: list[Reason] = []
    for step in steps:
        if step.code not in known:
            found, done = step.apply(found)
            said += [done] if done else []
    for added in ADDED:
        found, done = added.apply(found, schema)
        said += [done] if done else []
    return found, said


def name_today(fact_id: str) -> str:
    """What a figure of an earlier data version is called now."""
    for step in MIGRATIONS:
        if step.name == "fact" and step.code == fact_id:
            fact_id = step.now
    return fact_id
