"""Workers: equal wishes are made once, a queue is short, what hangs or dies is replaced, nothing is left behind."""

import os
import signal
import time
from pathlib import Path

import pytest

from dashboard.workers import staff, worker
from dashboard.workers.crew import MEMORY, Busy, Crew, Failed
from dashboard.workers.staff import fetched
from tests import shop


@pytest.fixture
def crew():
    """Makes a crew that is dismissed with the test."""
    made = []

    def build(**given) -> Crew:
        made.append(Crew("test", **({"workers": 1, "queue": 4, "seconds": 20} | given)))
        return made[-1]

    yield build
    for one in made:
        one.dismiss()


def times(place: Path) -> int:
    return len(place.read_text().splitlines()) if place.exists() else 0


def until(true) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_wish_is_made_in_another_process(crew):
    one = crew()
    assert fetched(one, shop.text, "alpha") == b"alpha"
    assert int(fetched(one, shop.process, 1)) != os.getpid()


def test_equal_wishes_are_made_once_and_kept(crew, tmp_path):
    one, wish = crew(), (str(tmp_path / "made"), 0.3)
    flights = [one.ask(shop.slow, wish) for _ in range(30)]
    assert {flight.future.result(20) for flight in flights} == {wish[0].encode()}
    assert fetched(one, shop.slow, wish) == wish[0].encode() and times(tmp_path / "made") == 1


def test_what_is_kept_has_a_limit_of_bytes_and_the_oldest_goes_first(crew, tmp_path):
    one = crew(kept=2 * len(str(tmp_path / "a")))
    for name in "abc":
        fetched(one, shop.slow, (str(tmp_path / name), 0.0))
    for name in "cba":
        fetched(one, shop.slow, (str(tmp_path / name), 0.0))
    assert [times(tmp_path / name) for name in "abc"] == [2, 1, 1]


def test_a_full_queue_refuses_at_once(crew, tmp_path):
    one = crew(queue=2)
    first = one.ask(shop.slow, (str(tmp_path / "first"), 20.0))
    until(lambda: times(tmp_path / "first"))
    for name in "ab":
        one.ask(shop.slow, (str(tmp_path / name), 0.0))
    began = time.monotonic()
    with pytest.raises(Busy, match="ask again in 5 seconds"):
        one.ask(shop.text, "one more")
    assert time.monotonic() - began < 0.5 and not first.future.done()
    assert one.ask(shop.slow, (str(tmp_path / "a"), 0.0)).waiting == 2


def test_what_nobody_waits_for_any_more_is_stopped_and_the_next_one_made(crew, tmp_path):
    one = crew()
    hangs = one.ask(shop.slow, (str(tmp_path / "hangs"), 20.0))
    twice = one.ask(shop.slow, (str(tmp_path / "hangs"), 20.0))
    queued = one.ask(shop.slow, (str(tmp_path / "queued"), 0.0))
    until(lambda: times(tmp_path / "hangs"))
    one.leave(queued)
    one.leave(hangs)
    time.sleep(0.2)
    assert not twice.future.done()
    one.leave(twice)
    assert fetched(one, shop.text, "next") == b"next" and times(tmp_path / "queued") == 0


def test_what_takes_too_long_is_ended_and_the_next_one_made(crew, tmp_path):
    one = crew(seconds=1)
    with pytest.raises(Failed, match="not made within 1 s"):
        fetched(one, shop.slow, (str(tmp_path / "hangs"), 20.0))
    until(lambda: not alive(int((tmp_path / "hangs").read_text())))
    assert fetched(one, shop.text, "next") == b"next"


def test_what_does_nothing_is_ended_before_its_time_and_what_works_is_not(crew, tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "STILL", 1)
    one = crew(seconds=60)
    with pytest.raises(Failed, match="nothing happened for 1 s"):
        fetched(one, shop.slow, (str(tmp_path / "hangs"), 30.0))
    assert fetched(one, shop.busy, 4) == b"4"


def test_a_stopped_worker_is_ended_too(crew, tmp_path):
    one = crew(seconds=2)
    flight = one.ask(shop.slow, (str(tmp_path / "made"), 0.5))
    until(lambda: times(tmp_path / "made"))
    pid = int((tmp_path / "made").read_text())
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(Failed, match="not made within"):
        flight.future.result(20)
    until(lambda: not alive(pid))


@pytest.mark.parametrize("tries", [1, 2])
def test_a_dead_worker_is_replaced_and_tried_again_where_that_is_asked_for(crew, tmp_path, tries):
    one, place = crew(tries=tries), str(tmp_path / "died")
    if tries == 1:
        with pytest.raises(Failed, match="the worker died"):
            fetched(one, shop.dies_once, place)
    assert fetched(one, shop.dies_once, place) == b"made"


def test_where_no_worker_can_be_started_documents_fail_and_the_server_starts(crew, monkeypatch, caplog):
    monkeypatch.setattr(worker.NURSERY, "_process", None)
    monkeypatch.setattr(worker.sys, "executable", "/nowhere/python")
    one = crew()
    for _ in range(2):
        with pytest.raises(Failed, match="no worker could be started"):
            fetched(one, shop.text, "alpha")
    staff.prepare()
    assert "no documents will be made" in caplog.text
    monkeypatch.undo()
    assert fetched(one, shop.text, "alpha") == b"alpha"


def test_a_fault_is_told_without_its_inside_and_logged_with_it(crew, caplog):
    with pytest.raises(Failed, match=r"^the program failed on it$"):
        fetched(crew(), shop.fails, "x")
    assert "secret detail" in caplog.text


def test_a_worker_that_took_much_memory_gives_it_back_by_its_end(crew):
    one = crew()
    before = fetched(one, shop.process, 1)
    fetched(one, shop.text, "small")
    assert fetched(one, shop.process, 2) == before
    fetched(one, shop.large, MEMORY)
    assert fetched(one, shop.process, 3) != before


def test_dismissed_workers_are_gone_whatever_they_do_and_nobody_waits_for_them(crew, tmp_path):
    one = crew()
    flights = [one.ask(shop.slow, (str(tmp_path / name), 20.0)) for name in "ab"]
    until(lambda: times(tmp_path / "a"))
    os.kill(int((tmp_path / "a").read_text()), signal.SIGSTOP)
    one.dismiss()
    for flight in flights:
        with pytest.raises(Failed):
            flight.future.result(5)
    with pytest.raises(Failed, match="ending"):
        one.ask(shop.text, "c")
    until(lambda: not alive(int((tmp_path / "a").read_text())))
