"""A folder of registry records: each a draft as it would be alone, and a line for every file that gave none."""

import csv
import json

import pytest

from etl.__main__ import main
from tests.conftest import ALPHA
from tests.test_import_registry import record

KNOWN = ALPHA.replace("doi: 10.1000/alpha", "doi: 10.1000/alpha, registry: NCT00000004")


def numbered(number: str, **more) -> str:
    return json.dumps(record(**more)).replace("NCT09999999", number)


@pytest.fixture
def folder(tmp_path):
    """Files of a registry, two of them records that no study has; a study that has a third."""
    texts = {
        "a/one.json": numbered("NCT00000001"),
        "a/two.json": numbered("NCT00000002", allocation="NON_RANDOMIZED"),
        "b/one again.json": numbered("NCT00000001"),
        "b/known.json": numbered("NCT00000004"),
        "b/silent.json": json.dumps({"protocolSection": {"identificationModule": {"nctId": "NCT00000005"}}}),
        "broken.json": "{",
        "notes.txt": "a list of what was fetched",
    }
    for name, text in texts.items():
        path = tmp_path / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(KNOWN)
    return tmp_path


def bulk(folder, *more: str) -> int:
    studies, to = str(folder / "studies"), str(folder / "unchecked")
    return main(["import", str(folder / "records"), "--bulk", "--studies", studies, "--to", to, *more])


def listed(folder) -> dict[str, dict[str, str]]:
    with (folder / "unchecked" / "records.csv").open(newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_every_file_is_a_draft_or_a_line_with_the_reason(folder, capsys):
    assert bulk(folder) == 0
    rows = listed(folder)
    assert len(rows) == 7 and {name: row["draft"] for name, row in rows.items() if row["draft"]} == {
        "a/one.json": "nct00000001", "a/two.json": "nct00000002",
    }  # fmt: skip
    assert (rows["a/one.json"]["figures"], rows["a/one.json"]["left"]) == ("2", "3")
    why = {name: row["why not"] for name, row in rows.items() if not row["draft"]}
    assert "its number stands in another file of the folder; NCT00000001 in a/one.json" in why["b/one again.json"]
    assert "the base has this trial; import the record alone to compare it with alpha-2001" in why["b/known.json"]
    assert "the record has no results" in why["b/silent.json"] and "not valid JSON" in why["broken.json"]
    assert "is no registry record" in why["notes.txt"]
    told = capsys.readouterr().out
    assert "7 files, 2 drafts" in told and "4 rows became figures, 0 repeat one, 6 were left" in told
    assert "1 without a draft: the base has this trial" in told and "figures/s; memory at most" in told


def test_a_draft_of_many_is_that_of_its_record_alone_and_cannot_be_built(folder, capsys):
    bulk(folder)
    alone = folder / "alone"
    main(["import", str(folder / "records" / "a" / "one.json"), "--studies", str(folder / "studies"), "--to", str(alone)])
    for path in alone.iterdir():
        assert path.read_bytes() == (folder / "unchecked" / path.name).read_bytes()
    assert main(["check", "--studies", str(folder / "unchecked")]) == 1
    assert "nct00000001.yaml" in capsys.readouterr().err


def test_a_draft_that_is_there_stays_unless_it_is_to_be_written_again(folder, capsys):
    bulk(folder)
    draft = folder / "unchecked" / "nct00000001.yaml"
    draft.write_text("somebody's work")
    assert bulk(folder) == 1 and draft.read_text() == "somebody's work"
    assert "is there already" in listed(folder)["a/one.json"]["why not"]
    assert bulk(folder, "--again") == 0 and draft.read_text() != "somebody's work"


def test_what_is_no_folder_is_refused_in_words(folder, capsys):
    assert main(["import", str(folder / "records" / "broken.json"), "--bulk", "--to", str(folder / "to")]) == 1
    assert "is no folder; --bulk takes a folder of registry records" in capsys.readouterr().err
    assert bulk(folder, "--as", "smith-2024") == 2
