"""What goes wrong in an exam room, made to happen: no answer is lost, and the page says so."""

import re

import pytest
from browser.quiz_taker import current, start
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from casekit.store.tables import response

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Enregistré à \d+:\d\d:\d\d$")
SHIFTED = """
const shift = %d * 3600000, Real = Date;
Date = class extends Real {
  constructor(...given) { if (given.length) super(...given); else super(Real.now() + shift); }
  static now() { return Real.now() + shift; }
};
"""


def stored(served, slot: int) -> list[dict]:
    """What the database has for a slot of the only attempt, oldest first."""
    statement = select(response).where(response.c.slot == slot).order_by(response.c.id)
    with served.app.extensions["casekit"].store.read() as session:
        return [dict(row) for row in session.connection.execute(statement).mappings()]


def cut(page: Page) -> None:
    """This page's answers reach nobody; other pages have their network."""

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.route("**/attempts/**", refuse)


def mend(page: Page) -> None:
    page.unroute("**/attempts/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")


def second_page(page: Page) -> Page:
    """The same attempt in another tab."""
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#attempt.stepped").wait_for()
    return other


def choose(page: Page, place: int) -> None:
    """Chooses an answer to the question that is shown, and waits until it is saved."""
    with page.expect_response(lambda reply: reply.request.method == "POST" and reply.ok):
        page.keyboard.press(f"Digit{place}")
    expect(page.locator("#saved")).to_have_text(SAVED)


def test_answers_given_without_network_arrive_when_it_is_back(served, open_page):
    """Fails when a request that got no reply takes its answers out of the queue."""
    page = open_page()
    start(page)
    page.context.set_offline(True)
    page.keyboard.press("Digit2")
    expect(page.locator("#told")).to_contain_text("injoignable")
    page.keyboard.press("n")
    current(page).locator("input[type=text]").fill("3,05")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Suivante").click()
    expect(current(page).locator("h2")).to_contain_text("Question 3")
    page.context.set_offline(False)
    expect(page.locator("#told")).to_be_hidden()
    expect(page.locator("#saved")).to_have_text(SAVED)
    assert len(stored(served, 0)) == 1
    page.reload()
    expect(page.locator("#q0 input[value='2']")).to_be_checked()
    expect(page.locator("#q1 input[type=text]")).to_have_value("3,05")


def test_leaving_for_the_review_without_network_stays_and_says_so(served, open_page):
    """Fails when the page goes away before its answers are acknowledged."""
    page = open_page()
    start(page)
    page.keyboard.press("Digit1")
    for _ in range(7):
        page.keyboard.press("n")
    page.context.set_offline(True)
    page.get_by_role("button", name="Relire et terminer").dblclick()
    expect(page.locator("#told")).to_contain_text("restez sur cette page")
    expect(current(page).locator("h2")).to_contain_text("Question 8")


def test_a_network_that_stays_away_leaves_the_answers_in_a_file(served, open_page, tmp_path):
    """Fails when the last resort is missing, or has not what the student read and answered."""
    page = open_page()
    page.clock.install()
    start(page)
    cut(page)
    page.keyboard.press("Digit1")
    chosen = current(page).locator("label.choice > span[lang]").first.inner_text()
    page.clock.run_for(2000)
    expect(page.locator("#told")).to_contain_text("injoignable")
    expect(page.locator("#download")).to_be_hidden()
    page.clock.run_for(21000)
    with page.expect_download() as download:
        page.locator("#download").click()
    download.value.save_as(tmp_path / "answers.txt")
    text = (tmp_path / "answers.txt").read_text("utf-8")
    assert "Contrôle de lecture" in text
    assert "Question 1 sur 8" in text
    assert current(page).locator(".stem").inner_text()[:40] in text
    assert chosen in text


def test_a_reply_lost_after_the_commit_is_asked_for_again_and_stored_once(served, open_page):
    """Fails when a retry is a new answer to the server, or is never sent."""
    page = open_page()
    start(page)
    sent: list[str] = []

    def lose(route: Route) -> None:
        sent.append(route.request.post_data or "")
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/attempts/*", lose)
    page.keyboard.press("Digit1")
    expect(page.locator("#told")).to_contain_text("injoignable")
    expect(page.locator("#saved")).to_have_text(SAVED)
    first, again = (re.search(r"n0=\d+", body) for body in sent)
    assert first is not None
    assert again is not None
    assert first[0] == again[0]
    assert len(stored(served, 0)) == 1


def test_the_newer_of_two_pages_is_kept_and_the_other_is_told(served, open_page):
    """Fails when what arrives last wins, though it was answered first."""
    page = open_page()
    start(page)
    newer = second_page(page)
    cut(page)
    page.keyboard.press("Digit1")
    expect(page.locator("#told")).to_contain_text("injoignable")
    page.wait_for_timeout(1000)  # each page knows the server's clock to within a reply's time
    choose(newer, 2)
    mend(page)
    expect(page.locator("#notices")).to_contain_text("sur une autre page")
    page.get_by_role("link", name="La voir").click()
    expect(page.locator("#q0 input[value='2']")).to_be_checked()
    assert len(stored(served, 0)) == 1


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_is_an_hour_off_changes_nothing(served, open_page, hours):
    """Fails when the computer's own clock orders the answers."""
    page = open_page()
    start(page)
    wrong = page.context.new_page()
    wrong.add_init_script(SHIFTED % hours)
    wrong.goto(page.url)
    wrong.locator("#attempt.stepped").wait_for()
    for tab, place in ((page, 1), (wrong, 2), (page, 3), (wrong, 1)):
        choose(tab, place)
    expect(wrong.locator("#notices")).to_be_empty()
    expect(page.locator("#notices")).to_be_empty()
    page.reload()
    expect(page.locator("#q0 input[value='1']")).to_be_checked()


def test_a_reload_with_unsent_answers_puts_them_back_and_sends_them(served, open_page):
    """Fails when the queue lives in the page alone."""
    page = open_page()
    start(page)
    cut(page)
    page.evaluate("navigator.sendBeacon = () => false")
    page.keyboard.press("Digit3")
    expect(page.locator("#told")).to_contain_text("injoignable")
    page.reload()
    expect(page.locator("#q0 input[value='3']")).to_be_checked()
    assert stored(served, 0) == []
    mend(page)
    expect(page.locator("#saved")).to_have_text(SAVED)
    assert len(stored(served, 0)) == 1
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_that_the_server_refuses_does_not_hold_up_the_others(served, open_page):
    """Fails when one bad answer makes every later request fail."""
    page = open_page()
    start(page)
    cut(page)
    page.evaluate("document.querySelector('#q0 input').value = '99'")
    page.keyboard.press("Digit1")
    page.keyboard.press("n")
    current(page).locator("input[type=text]").fill("3,05")
    expect(page.locator("#told")).to_contain_text("injoignable")
    mend(page)
    expect(page.locator("#notices")).to_contain_text("Question 1 sur 8")
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.locator("#download")).to_be_visible()
    assert len(stored(served, 1)) == 1


def test_going_back_after_handing_in_shows_the_result(served, open_page):
    """Fails when the browser's Back shows a form that takes no answers any more."""
    page = open_page()
    start(page)
    choose(page, 1)
    page.goto(page.url.split("#")[0] + "/review")
    page.get_by_role("button", name="Rendre").dblclick()
    expect(page.locator("h1")).to_contain_text("sur 8")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("sur 8")
