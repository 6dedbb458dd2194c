from roedtraad.foundation.lib.once import each_once, once, while_reading


def test_outside_a_page_everything_is_asked_anew() -> None:
    asked: list[int] = []

    for _time in range(2):
        once("key", lambda: asked.append(1))

    assert len(asked) == 2


def test_while_a_page_is_read_each_key_is_asked_once() -> None:
    asked: list[str] = []

    with while_reading():
        for key in ("a", "b", "a"):
            once(key, lambda key=key: asked.append(key))  # type: ignore[misc]

    assert asked == ["a", "b"]


def test_the_next_page_asks_again() -> None:
    answers = iter([1, 2])

    found = []
    for _page in range(2):
        with while_reading():
            found.append(once("key", lambda: next(answers)))

    assert found == [1, 2]


def test_of_many_keys_only_those_are_looked_up_that_nobody_has_asked_for() -> None:
    asked: list[list[int]] = []

    def squares(keys: list[int]) -> dict[int, int]:
        asked.append(keys)
        return {key: key * key for key in keys if key != 4}

    with while_reading():
        first = each_once("squares", [1, 2, 4], squares)
        second = each_once("squares", [2, 3, 4, 3], squares)

    assert (first, second) == ({1: 1, 2: 4}, {2: 4, 3: 9})
    assert asked == [[1, 2, 4], [3]]


def test_many_keys_are_asked_anew_outside_a_page() -> None:
    asked: list[list[int]] = []

    for _time in range(2):
        each_once("keys", [1], lambda keys: asked.append(keys) or {})  # type: ignore[func-returns-value]

    assert asked == [[1], [1]]
