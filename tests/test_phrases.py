"""Common names of cohorts and times, which are the curators' own, in the spoken language; anything else as it is."""

from evidence.language import speaking
from evidence.wording.phrases import named, time


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
