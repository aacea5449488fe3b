"""Common names of cohorts and times, which are the curators' own, in the spoken language; anything else as it is."""

from evidence.language import speaking
from evidence.wording.phrases import comparison, named, regimen, time


def test_english_stays_as_the_record_has_it():
    assert time("end of cycle 1, below 0.01 %") == "end of cycle 1, below 0.01 %" and time(None) == ""
    assert named("All treated") == "All treated"


def test_chinese_has_times_and_cohorts_of_ours_and_quotes_the_rest():
    with speaking("zh"):
        assert time("four weeks") == "四周" and time("safety lead-in") == "安全性导入期"
        assert time("end of cycle 1, below 0.01 %") == "第 1 周期末、低于 0.01 %"
        assert time("median follow-up 22.4 months") == "中位随访 22.4 个月"
        assert time("before sorafenib") == "sorafenib 之前" and time("before relapse") == "复发前"
        assert time("off sorafenib after day 204") == "off sorafenib after day 204"
        assert named("All enrolled") == "全部入组者" and named("CHRYSALIS, part B") == "CHRYSALIS, part B"


def test_a_comparison_and_a_regimen_are_told_where_all_their_parts_have_common_names():
    compared = "quizartinib against placebo, both with chemotherapy"
    assert comparison(compared) == compared and comparison(None) == ""
    with speaking("zh"):
        assert comparison(compared) == "奎扎替尼对比安慰剂，均联合化疗"
        assert comparison("gilteritinib with azacitidine against azacitidine") == "吉瑞替尼联合阿扎胞苷对比阿扎胞苷"
        assert comparison("no sorafenib against sorafenib") == "不用索拉非尼对比索拉非尼"
        for quoted in (
            "sorafenib against something else",
            "before plerixafor",
            "placebo",
            "placebo, both with chemotherapy",
        ):
            assert comparison(quoted) == quoted
        assert regimen("placebo + chemotherapy") == "安慰剂 + 化疗"
        assert named("Quizartinib 40 mg daily + chemotherapy") == "奎扎替尼 40 mg 每日一次 + 化疗"
        assert regimen("plerixafor + MEC + something new") == "plerixafor + MEC + something new"
