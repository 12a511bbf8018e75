"""What is dear is made once, however many ask for it at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kadash.answers.keeper import Keeper, keeping


def test_eight_who_ask_at_once_get_what_was_made_once() -> None:
    keeper, made, all_here = Keeper(4), list[int](), threading.Barrier(8)

    def make() -> object:
        made.append(1)
        return object()

    def ask() -> object:
        all_here.wait()
        return keeper.get("figures", make)

    with ThreadPoolExecutor(8) as people:
        found = [one.result() for one in [people.submit(ask) for _ in range(8)]]

    assert len(made) == 1 and len(set(map(id, found))) == 1


def test_what_could_not_be_made_is_tried_again_by_the_next() -> None:
    keeper, answers = Keeper(4), iter([ValueError("too long"), 7])

    def make() -> int:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    with pytest.raises(ValueError, match="too long"):
        keeper.get("figures", make)

    assert keeper.get("figures", make) == 7


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    made = list[int]()

    @keeping(2)
    def twice(number: int) -> int:
        made.append(number)
        return 2 * number

    assert [twice(number) for number in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert made == [1, 2, 3, 2]
