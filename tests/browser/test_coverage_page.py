"""The instructor's page of what the questions cover, in Chromium."""

import pytest
from browser.test_teach_pages import check_page, sign_in
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("fr", "light", 390), ("en", "dark", 1280)]
)
def test_the_coverage_is_accessible_at_every_width(served, open_page, language, scheme, width):
    page = open_page(locale=language, color_scheme=scheme, viewport={"width": width, "height": 800})
    sign_in(page, served)
    page.locator('a[href$="/coverage/"]').click()
    expect(page.locator("#missing")).to_be_visible()
    assert check_page(page) == []
