"""Questions in parts in Chromium: by mouse, by touch, by keyboard and without script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.serving import serving
from every_type import NAMES, make_typed_workspace
from guide_reader import CASES, QUIZ, make_guide_workspace, read_guide
from playwright.sync_api import Browser, Locator, Page, expect

from casekit.web import Settings, create_app

pytestmark = pytest.mark.browser

GAPS, PAIRS, STEPS, THINGS = (NAMES.index(name) for name in ("resume", "natures", "etapes", "tri"))
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
RIGHT = ["Elle ouvre sa boutique", "Elle vend ses appareils", "Elle lit les rumeurs"]
Open = Callable[..., Page]


def serve(workspace: Path, browser: Browser) -> Iterator[Open]:
    """Opens pages of a workspace that is served to guests."""
    url = f"sqlite:///{workspace.parent}/casekit.db"
    app = create_app(Settings(workspace, url, "only for this test", guests=True))
    contexts = []

    def make(**options) -> Page:
        options = {"locale": "fr-FR", "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(base_url=address, **options))
        return contexts[-1].new_page()

    with serving(app) as address:
        yield make
        for context in contexts:
            context.close()


@pytest.fixture
def open_quiz(tmp_path: Path, browser: Browser) -> Iterator[Open]:
    yield from serve(make_typed_workspace(tmp_path / "course"), browser)


def begin(page: Page, number: int, quiz: str = "cas/lecture") -> Locator:
    """Begins the quiz and goes to one of its questions."""
    page.goto("/")
    page.goto(f"{page.url.rstrip('/')}/quizzes/{quiz}")
    page.locator("main form button").click()
    page.locator("#attempt").wait_for()
    page.goto(f"{page.url.split('#')[0]}#q{number}")
    return page.locator(f"#q{number}")


def texts(question: Locator) -> list[str]:
    return question.locator(".step .text").all_inner_texts()


def places(question: Locator) -> list[str]:
    menus = question.locator(".step select")
    return [menus.nth(n).input_value() for n in range(menus.count())]


def check(question: Locator) -> Locator:
    question.locator("button[value^=check]").click()
    return question.locator(".verdict")


def sort_by(question: Locator, move: Callable[[Locator, int], None]) -> None:
    """Brings the steps into the right order, from the first place on."""
    last = next(text for text in texts(question) if text not in RIGHT)
    for place, text in enumerate([*RIGHT, last]):
        while texts(question)[place] != text:
            move(question.locator(".step", has_text=text), place)


def drag_by_mouse(step: Locator, place: int) -> None:
    page, target = step.page, step.locator("xpath=..").locator(".step").nth(place)
    here, there = step.locator(".text").bounding_box(), target.bounding_box()
    assert here
    assert there
    page.mouse.move(here["x"] + 5, here["y"] + 5)
    page.mouse.down()
    page.mouse.move(here["x"] + 5, there["y"] + there["height"] / 2 - 4, steps=6)
    page.mouse.up()


def drag_by_finger(step: Locator, place: int) -> None:
    """Touches as a screen reports them: the browser itself makes pointer events of these."""
    page, target = step.page, step.locator("xpath=..").locator(".step").nth(place)
    step.scroll_into_view_if_needed()
    here, there = step.locator(".grip").bounding_box(), target.bounding_box()
    assert here
    assert there
    session = page.context.new_cdp_session(page)
    x, y = here["x"] + here["width"] / 2, here["y"] + here["height"] / 2
    end = there["y"] + there["height"] / 2 - 4

    def touch(kind: str, *points: float) -> None:
        found = [{"x": x, "y": point} for point in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

    touch("touchStart", y)
    for part in (0.25, 0.5, 0.75, 1):
        touch("touchMove", y + (end - y) * part)
    touch("touchEnd")


def move_by_key(step: Locator, place: int) -> None:
    """Tab reaches the buttons; the one pressed keeps the focus."""
    button = step.locator("[data-move='-1']")
    button.focus()
    button.press("Enter")
    expect(button).to_be_focused()


@pytest.mark.parametrize(
    ("move", "options"),
    [(drag_by_mouse, {}), (drag_by_finger, PHONE), (move_by_key, {})],
    ids=["mouse", "finger", "keyboard"],
)
def test_steps_are_put_in_order_by_hand(open_quiz: Open, move, options) -> None:
    """Fails when the menus, which are what is sent, do not follow the rows."""
    question = begin(open_quiz(**options), STEPS)
    assert places(question) == ["", "", "", ""]
    sort_by(question, move)
    assert places(question) == ["1", "2", "3", "4"]
    expect(check(question)).to_contain_text("Juste")


def test_an_order_is_kept_when_the_page_is_read_again(open_quiz: Open) -> None:
    page = open_quiz()
    question = begin(page, STEPS)
    with page.expect_response(lambda reply: reply.request.method == "POST" and reply.ok):
        move_by_key(question.locator(".step", has_text=RIGHT[2]), 1)
    order = texts(question)
    page.reload()
    expect(question.locator(".step .text").first).to_have_text(order[0])
    assert texts(question) == order
    assert places(question) == ["1", "2", "3", "4"]


def test_a_moved_step_is_told_to_those_who_cannot_see_it(open_quiz: Open) -> None:
    question = begin(open_quiz(), STEPS)
    move_by_key(question.locator(".step", has_text=RIGHT[2]), 1)
    expect(question.get_by_role("status")).to_have_text(f"{RIGHT[2]}\u00a0: place 1 sur 4")


def test_two_steps_in_one_place_are_asked_again(open_quiz: Open) -> None:
    question = begin(open_quiz(), STEPS)
    for number in range(4):
        question.locator("select").nth(number).select_option("2")
    question.locator("button[value^=check]").click()
    expect(question.locator(".fault")).to_contain_text("Deux étapes ont la même place")


def test_menus_put_rows_in_order_once_each_has_its_place(open_quiz: Open) -> None:
    question = begin(open_quiz(), STEPS)
    before = texts(question)
    names = [question.locator("select").nth(n).get_attribute("name") for n in range(4)]
    for name, place in zip(names, "4321", strict=True):
        question.locator(f"select[name='{name}']").select_option(place)
    assert texts(question) == before[::-1]
    expect(question.locator(f"select[name='{names[-1]}']")).to_have_value("1")


def test_digits_and_enter_in_a_menu_check_nothing(open_quiz: Open) -> None:
    page = open_quiz()
    question = begin(page, PAIRS)
    question.locator("select").first.focus()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(question.locator("button[value^=check]")).to_be_visible()
    expect(question.locator(".verdict")).to_have_count(0)


def test_enter_goes_on_to_the_next_empty_gap_and_checks_at_last(open_quiz: Open) -> None:
    page = open_quiz()
    question = begin(page, GAPS)
    fields = question.locator("input[type=text]")
    fields.first.fill("61")
    fields.first.press("Enter")
    expect(fields.nth(1)).to_be_focused()
    fields.nth(1).fill("sa boutique en ligne")
    fields.nth(1).press("Enter")
    expect(question.locator("select")).to_be_focused()
    question.locator("select").select_option(label="une déclaration")
    fields.first.press("Enter")
    expect(question.locator(".verdict")).to_contain_text("Juste")


def test_a_number_that_cannot_be_read_is_asked_again_beside_its_gap(open_quiz: Open) -> None:
    question = begin(open_quiz(), GAPS)
    field = question.get_by_label("Trou 1 sur 3")
    field.fill("beaucoup")
    question.locator("button[value^=check]").click()
    expect(question.locator(".gap .fault")).to_contain_text("Écrivez le nombre")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_the_points_say_why_they_are_not_all_of_them(open_quiz: Open) -> None:
    question = begin(open_quiz(), THINGS)
    question.get_by_label("Les ventes").select_option(label="Établi")
    question.get_by_label("Les comptes").select_option(label="Établi")
    expect(check(question)).to_contain_text(
        "0,5 point sur 1\u00a0: 2 sur 4 dans la bonne catégorie"
    )


def test_nothing_is_sent_that_was_not_answered(open_quiz: Open) -> None:
    """Fails when a menu that nobody touched counts as changed."""
    page = open_quiz()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    question = begin(page, PAIRS)
    sent.clear()
    page.reload()
    page.locator("#attempt.stepped").wait_for()
    question.get_by_label("Les ventes").focus()
    page.keyboard.press("Tab")
    assert "POST" not in sent


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_any_type(tmp_path: Path, browser: Browser, scheme) -> None:
    """Every question of the guide, asked and checked, as one form and one by one."""
    workspace = make_guide_workspace(tmp_path / "guide", "fr", quiz=True)
    count = len(read_guide("fr"))
    for open_page in serve(workspace, browser):
        page = open_page(color_scheme=scheme, java_script_enabled=True)
        begin(page, 0, f"{CASES['fr']}/{QUIZ}")
        found = look_at_all(page, count)
        page.goto(page.url.split("#")[0] + "/review")
        page.locator("main form button").last.click()
        page.wait_for_url("**/result")
        assert [*found, *axe(page)] == []


def look_at_all(page: Page, count: int) -> list[str]:
    found = []
    for number in range(count):
        page.goto(f"{page.url.split('#')[0]}#q{number}")
        expect(page.locator(f"#q{number}")).to_be_visible()
        found += axe(page)
    return found


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_type_makes_the_page_scroll_sideways(open_quiz: Open, width: int) -> None:
    page = open_quiz(viewport={"width": width, "height": 800})
    begin(page, 0)
    for number in range(len(NAMES)):
        page.goto(f"{page.url.split('#')[0]}#q{number}")
        expect(page.locator(f"#q{number}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, NAMES[number]
