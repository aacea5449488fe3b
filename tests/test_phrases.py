"""Common names of cohorts and times, which are the curators' own, in the spoken language; anything else as it is."""

import re
from calendar import month_abbr, month_name
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.messages import STUDIES, left_english, names, remarks
from etl.read import read_studies
from evidence.language import languages, speaking
from evidence.wording.phrases import comparison, named, regimen, remark, schedule, time, told, untold

#: What a language writes as a sign or a number: units with powers, months by name.
SIGNS = {"g/m2": "g/m²", "x10^9": "×10⁹"}
MONTHS = {name: str(number) for names in (month_abbr, month_name) for number, name in enumerate(names) if name}


def test_english_stays_as_the_record_has_it():
    assert time("end of cycle 1, below 0.01 %") == "end of cycle 1, below 0.01 %" and time(None) == ""
    assert named("All treated") == "All treated"


def test_chinese_has_names_and_times_of_ours_part_by_part():
    with speaking("zh"):
        assert time("four weeks") == "四周" and time("safety lead-in") == "安全性导入期"
        assert time("end of cycle 1, below 0.01 %") == "第 1 周期末，低于 0.01%"
        assert time("median follow-up 22.4 months") == "中位随访 22.4 个月"
        assert time("before sorafenib") == "索拉非尼前" and time("before relapse") == "复发前"
        assert named("All enrolled") == "全部入组者" and named("Cohort 2, FLT3-ITD present") == "队列 2，FLT3-ITD 阳性"
        assert named("18 to 60 years") == "18 至 60 岁" and named("Women") == "女性"


def test_a_comparison_and_a_regimen_are_told_in_chinese():
    compared = "quizartinib against placebo, both with chemotherapy"
    assert comparison(compared) == compared and comparison(None) == ""
    with speaking("zh"):
        assert comparison(compared) == "奎扎替尼对比安慰剂，均联合化疗"
        assert comparison("gilteritinib with azacitidine against azacitidine") == "吉瑞替尼联合阿扎胞苷对比阿扎胞苷"
        assert comparison("no sorafenib against sorafenib") == "不用索拉非尼对比索拉非尼"
        assert comparison("FLT3-ITD against none") == "FLT3-ITD 对比无" and comparison("placebo") == "安慰剂"
        assert regimen("placebo + chemotherapy") == "安慰剂 + 化疗"
        assert regimen("chemotherapy with midostaurin or placebo") == "化疗联合米哚妥林或安慰剂"
        assert named("Quizartinib 40 mg daily + chemotherapy") == "奎扎替尼 40 mg 每日 + 化疗"


def test_a_schedule_reads_in_chinese_and_a_square_metre_in_both():
    stepped, after = (
        "5 mcg/m2 daily in week 1, 15 thereafter; 4 weeks on, 2 off",
        "after mitoxantrone, etoposide and cytarabine",
    )
    assert schedule(stepped) == "5 mcg/m² daily in week 1, 15 thereafter; 4 weeks on, 2 off" and schedule(None) == ""
    with speaking("zh"):
        assert schedule(stepped) == "第 1 周每日 5 μg/m²，此后 15；用药 4 周，停药 2 周"
        assert schedule(after) == "米托蒽醌、依托泊苷和阿糖胞苷之后"
        assert schedule("20, 30 or 40 mg/m2 on a full moon") == "20, 30 or 40 mg/m² on a full moon"


def test_a_remark_that_is_made_again_and_again_reads_in_chinese_and_any_other_is_quoted():
    shared, alone = "Denominator not printed", "Denominator not printed, but likely 12"
    assert remark(shared) == shared and remark(None) == ""
    with speaking("zh"):
        assert remark(shared) == "未给出分母" and remark(alone) == alone


@pytest.mark.parametrize("language", languages())
def test_a_phrase_has_the_same_numbers_in_every_language(language):
    records = [file.record for file in read_studies(STUDIES)]
    with speaking(language):
        said = {phrase: told(phrase) for record in records for phrase in names(record)}
        said |= {text: remark(text) for text in remarks(records)}
    assert len(said) > 1000 and {text: one for text, one in said.items() if numbers(one) != numbers(text)} == {}


def numbers(text: str) -> Counter[str]:
    """How often each number stands in a phrase; powers in units are none."""
    for typed, sign in (SIGNS | MONTHS).items():
        text = re.sub(rf"{re.escape(typed)}\b", sign, text)
    return Counter(re.findall(r"\d+(?:\.\d+)?", text))


@pytest.mark.parametrize("text", ["sorafenib against something else", "plerixafor + MEC + something new", "off drug x"])
def test_a_phrase_with_a_part_that_nobody_translated_stays_whole(text):
    with speaking("zh"):
        assert told(text) == text


def test_a_catalogue_is_asked_for_the_parts_that_are_no_drug_dose_abbreviation_or_number():
    assert untold("sorafenib 400 mg twice daily + MEC against no maintenance, both (18, 20) treated") == [
        "no maintenance",
        "both (18, 20) treated",
    ]


def test_words_that_names_keep_in_english_are_counted(monkeypatch):
    record = SimpleNamespace(record="a study")
    monkeypatch.setattr("etl.messages.read_studies", lambda folder: [record])
    monkeypatch.setattr("etl.messages.names", lambda study: ["ulocuplumab + MEC", "ulocuplumab", "sorafenib", "CLAG-M"])
    assert left_english(Path("zh.po")) == {"ulocuplumab": 2}
