"""Whatever is typed on the bench: a saved study checks or its problem is named, and every step can be taken back."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from curate.edits import KEYS, Unchanged, with_head, with_values, without_line
from curate.faults import at_fields, faults
from curate.folder import Folder
from curate.kept import draft_of, publish
from curate.lines import DOMAIN_OF, another, as_value
from etl.read import loaded, study_of
from evidence import vocabulary
from tests.conftest import ALPHA

#: So many edits are made in the suite; ten thousand by hand: CURATE_EDITS=10000.
EDITS = int(os.environ.get("CURATE_EDITS", "400"))
STEPS = 20
TYPED = st.one_of(
    st.sampled_from(
        ["", "0", "3", "10", "12/28", "5 (50%)", "50", "7.5 (4.1–9)", "-1", "1e3", "five", "3.0", "99999999999"]
    ),
    st.sampled_from(
        ["all", "dl1", "nobody", "CR", "ORR", "DLT", "median", "ci95", "months", "treated", ">=3", "no", "twice"]
    ),
    st.sampled_from(
        ["a: b", "{x}", "[1, 2]", "#", "a # b", "- x", "'", '"', "null", "~", "&a", "*a", "!!int 3", "%", "@", "`"]
    ),
    st.text(max_size=12),
)


class Bench(RuleBasedStateMachine):
    """Somebody at the bench who types anything anywhere."""

    def __init__(self):
        super().__init__()
        self.disk = TemporaryDirectory()
        self.folder = Folder(Path(self.disk.name))
        self.folder.studies.mkdir()
        self.study = self.folder.study("alpha-2001")
        self.study.write_text(ALPHA, encoding="utf-8")
        self.before: list[str] = []

    def teardown(self):
        self.disk.cleanup()

    def change(self, make) -> None:
        """Make a change as the screen does: on the draft as it stands; one that is refused changes nothing."""
        draft = draft_of(self.folder, "alpha-2001")
        file = study_of("alpha-2001.yaml", draft.text)
        try:
            after = make(draft.text, file)
        except Unchanged:
            return
        if after != draft.text:
            self.before.append(draft.text)
            draft.change(after)

    def lines(self, name: str) -> list[dict]:
        tree = loaded(draft_of(self.folder, "alpha-2001").text.encode())[0]
        return tree.get(name) or []

    @rule(name=st.sampled_from(list(DOMAIN_OF)), at=st.integers(0, 5), typed=TYPED, data=st.data())
    def types_in_a_figure(self, name, at, typed, data):
        lines = self.lines(name)
        if at < len(lines):
            field = data.draw(st.sampled_from(KEYS[name]))
            self.change(lambda text, file: with_values(text, file, (name, at), {field: as_value(field, typed.strip())}))

    @rule(name=st.sampled_from(["cohorts", "sources"]), at=st.integers(0, 4), typed=TYPED, data=st.data())
    def types_in_a_cohort_or_source(self, name, at, typed, data):
        if at < len(self.lines(name)):
            field = data.draw(st.sampled_from(KEYS[name]))
            self.change(lambda text, file: with_values(text, file, (name, at), {field: as_value(field, typed.strip())}))

    @rule(key=st.sampled_from(["label", "title", "phase", "design", "disease", "year", "note"]), typed=TYPED)
    def types_in_the_study(self, key, typed):
        self.change(lambda text, _: with_head(text, key, typed.strip() or None))

    @rule(name=st.sampled_from([*DOMAIN_OF, "cohorts", "sources"]))
    def adds_a_line(self, name):
        lines = self.lines(name)
        self.change(lambda text, _: another(text, name, lines[-1] if lines else None, "main"))

    @rule(name=st.sampled_from([*DOMAIN_OF, "cohorts", "sources"]), at=st.integers(0, 5))
    def deletes_a_line(self, name, at):
        if at < len(self.lines(name)):
            self.change(lambda text, file: without_line(text, file, (name, at)))

    @precondition(lambda self: self.before)
    @rule()
    def takes_back(self):
        draft = draft_of(self.folder, "alpha-2001")
        draft.undo()
        assert draft.text == self.before.pop()

    @rule()
    def puts_it_into_the_studies(self):
        draft, was = draft_of(self.folder, "alpha-2001"), self.study.read_text(encoding="utf-8")
        wrong = publish(self.folder, draft)
        saved = self.study.read_text(encoding="utf-8")
        if wrong:
            assert saved == was and all(str(problem).startswith("alpha-2001.yaml:") for problem in wrong)
        else:
            assert saved == draft.text and not faults("alpha-2001", saved)
            self.before.clear()

    @invariant()
    def a_problem_stands_at_a_line_that_is_there(self):
        text = draft_of(self.folder, "alpha-2001").text
        problems = faults("alpha-2001", text)
        tree = loaded(text.encode())[0]
        assert problems or study_of("alpha-2001.yaml", text).study
        for part in at_fields(problems):
            assert len(part) == 1 or part[1] < len(tree[part[0]])
        assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


def test_random_edits_are_saved_or_named():
    """Steps that hypothesis chooses; a failing run is made as short as it can be."""
    few = settings(
        max_examples=max(1, EDITS // STEPS),
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Bench, settings=few)


@pytest.mark.parametrize("domain", list(vocabulary.TERM))
def test_every_term_of_the_vocabulary_can_be_written_and_read_back(domain):
    name = next(section for section, one in DOMAIN_OF.items() if one == domain)
    text = another(ALPHA, name, None, "main")
    at = len(loaded(text.encode())[0][name]) - 1
    for term in vocabulary.TERM[domain]:
        after = with_values(text, study_of("alpha-2001.yaml", text), (name, at), {"term": term})
        assert loaded(after.encode())[0][name][at]["term"] == term
