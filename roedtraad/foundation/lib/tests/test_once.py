from roedtraad.foundation.lib.once import once, while_reading


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
