"""A PDF or a text: pages with their numbers, identifiers where they are certain, and never a number of results."""

import json
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.importing import Refused, bring
from etl.importing.draft import numbered
from etl.importing.papers import paper
from etl.read import load, read_study
from tests.test_import_fetch import serving


def pdf(path: Path, pages: list[list[str]]) -> Path:
    """A PDF of plain lines of text, a list a page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
             "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    for number, lines in enumerate(pages):
        drawn = "BT /F1 12 Tf 50 750 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        parts.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    path.write_bytes(out.encode("latin-1"))
    return path


FIRST = [
    "An invented trial of drug A",
    "Invented J 2001;1:1-9. doi: 10.1000/alpha.1",
    "PMID: 12345",
    "Registered as NCT09999999",
]
SECOND = ["Table 2. Response", "CR 5 of 10 \\(50%\\)", "as others found, doi 10.1000/beta"]


def test_a_paper_gives_its_identifiers_and_numbered_pages_and_no_figure(tmp_path):
    study = bring(pdf(tmp_path / "paper.pdf", [FIRST, SECOND]), "alpha-2001").studies[0]
    assert (study.source["doi"], study.source["pmid"], study.source["registry"]) == (
        "10.1000/alpha.1",
        "12345",
        "NCT09999999",
    )
    assert study.head["year"] == "2001" and study.head["title"] is None
    assert study.rows == [] and study.taken == []
    assert study.lines[0] == "[p. 1]" and "[p. 2]" in study.lines and "CR 5 of 10 (50%)" in numbered([study])


def test_what_is_not_the_only_one_of_its_kind_is_offered_and_not_written(tmp_path):
    study = bring(pdf(tmp_path / "paper.pdf", [[*FIRST, "NCT08888888 and 10.1000/gamma"]]), "alpha-2001").studies[0]
    assert not study.source.keys() & {"doi", "registry"}
    assert study.hints["sources"] == "doi: 10.1000/alpha.1, 10.1000/gamma; registry: NCT09999999, NCT08888888"


def test_a_checked_draft_is_verified_against_its_numbered_text(tmp_path, capsys):
    drafts, studies = tmp_path / "drafts", tmp_path / "studies"
    assert (
        main(["import", str(pdf(tmp_path / "paper.pdf", [FIRST, SECOND])), "--as", "alpha-2001", "--to", str(drafts)]) == 0
    )
    studies.mkdir()
    (studies / "alpha-2001.yaml").write_text(
        "id: alpha-2001\nlabel: Alpha 2001\ntitle: An invented trial\nphase: '2'\ndesign: single arm\ndisease: AML\nyear: 2001\n"
        "regimen: {name: drug A, group: other, drugs: [sorafenib]}\nsources:\n"
        "  - {id: main, kind: journal article, level: full text, citation: Invented J, document: alpha-2001.txt, seen: 2026-11-20}\n"
        "cohorts:\n  - {id: all, kind: all, label: All, n: 10, at: Table 2}\nresponse:\n"
        '  - {cohort: all, term: CR, events: 5, of: 10, percent: 50, printed: "5 of 10 (50%)", at: "p. 2, Table 2", source: main, readers: once}\n'
    )
    assert main(["verify", str(drafts), "--studies", str(studies)]) == 0
    assert "1 of 1 printed tokens found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("paper.pdf", b"%PDF-1.4 broken", "is no PDF that can be opened"),
        ("paper.pdf", b"", "is empty"),
        ("paper.txt", b"\xff\xfe", "is not UTF-8"),
        ("paper.txt", b"\f" * 700, "has 701 pages"),
        ("paper.txt", b" \f ", "no text"),
        ("paper.docx", b"PK", "expected a record"),
    ],
)
def test_what_is_no_paper_is_a_sentence(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Refused, match=said):
        bring(tmp_path / name, "alpha-2001")


def test_a_paper_needs_a_name(tmp_path):
    with pytest.raises(Refused, match="give --as"):
        bring(pdf(tmp_path / "paper.pdf", [FIRST]))


CROSSREF = {"message": {"title": ["An invented trial"], "author": [{"family": "Alpha", "given": "Ann-Beth C"}, {"family": "Beta"}],
                        "container-title": ["Invented J"], "issued": {"date-parts": [[2001, 2]]}, "volume": "1", "issue": "2", "page": "3-9"}}  # fmt: skip
PUBMED = {"result": {"123": {"title": "An invented trial.", "authors": [{"name": "Alpha AB"}], "source": "Invented J", "pubdate": "2001 Feb",
                             "volume": "1", "issue": "", "pages": "3", "articleids": [{"idtype": "doi", "value": "10.1000/alpha"}]}}}  # fmt: skip


def test_a_template_is_prefilled_with_what_libraries_know(tmp_path):
    with serving({"/works/10.1000/alpha": (200, json.dumps(CROSSREF).encode())}) as address:
        assert (
            main(
                [
                    "new",
                    "alpha-2001",
                    "--studies",
                    str(tmp_path),
                    "--doi",
                    "10.1000/alpha",
                    "--crossref",
                    f"{address}/works/",
                    "--nct",
                    "NCT09999999",
                ]
            )
            == 0
        )
    tree, _ = load(tmp_path / "alpha-2001.yaml")
    assert (tree["label"], tree["year"]) == ("Alpha 2001", "2001") and tree["title"] is None
    assert tree["sources"][0]["citation"] == "Alpha ABC, et al. Invented J 2001;1(2):3-9"
    assert (tree["sources"][0]["doi"], tree["sources"][0]["registry"]) == ("10.1000/alpha", "NCT09999999")


def test_pubmed_gives_the_citation_and_the_doi():
    with serving({"/summary?id=123": (200, json.dumps(PUBMED).encode())}) as address:
        found = paper(None, "123", None, f"{address}/summary?id=")
    assert (found.citation, found.label, found.doi) == ("Alpha AB. Invented J 2001;1:3", "Alpha 2001", "10.1000/alpha")


@pytest.mark.parametrize("answer", [(404, b""), (200, b"[]"), (200, b'{"message": {}}'), (200, b"<html>")])
def test_what_a_library_does_not_know_stays_blank_and_is_said(tmp_path, capsys, answer):
    with serving({"/10.1000/alpha": answer}) as address:
        assert (
            main(["new", "alpha-2001", "--studies", str(tmp_path), "--doi", "10.1000/alpha", "--crossref", f"{address}/"])
            == 0
        )
    assert "10.1000/alpha" in capsys.readouterr().err
    assert load(tmp_path / "alpha-2001.yaml")[0]["label"] is None


def test_the_template_offers_every_domain_and_lacks_only_its_blanks(tmp_path):
    assert main(["new", "alpha-2001", "--studies", str(tmp_path)]) == 0
    tree, _ = load(tmp_path / "alpha-2001.yaml")
    assert {"response", "time_to_event", "mobilisation", "toxicity", "dlt", "mortality", "baseline"} <= tree.keys()
    assert all(
        "is blank" in problem.message or "at least 1 item" in problem.message
        for problem in read_study(tmp_path / "alpha-2001.yaml").problems
    )
