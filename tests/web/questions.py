"""One question of an attempt's page: found, answered and checked."""

from web.visitor import Visitor, words


def question(page: str, number: int) -> str:
    """The part of a page that shows this question."""
    return page.split('<section class="question"')[number + 1].split("</section>")[0]


def check(visitor: Visitor, address: str, number: int, data: dict[str, str | list[str]]) -> str:
    """What the question shows once this is posted and it is checked."""
    visitor.send(address, {**data, "action": f"check:{number}"})
    return question(visitor.get(address).text, number)


def check_in_words(visitor: Visitor, address: str, number: int, **fields: str | list[str]) -> str:
    """The same in words, answered by the fields' short names: `gap_a` is `s0-gap-a`."""
    data = {f"s{number}-{name.replace('_', '-')}": value for name, value in fields.items()}
    return words(check(visitor, address, number, data))
