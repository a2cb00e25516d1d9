"""The diagnostic test: the first answer decides, the path follows, and it stays on this device."""

import pytest

pytestmark = pytest.mark.site
PAGE = "book/start/diagnostic.html"


def answer(page, label: str, right: bool):
    box = page.locator(f"#{label}")
    box.locator(f'input[data-correct="{str(right).lower()}"]').first.check()
    box.get_by_role("button", name="Check").click()


def mark(page, label: str) -> str:
    return page.locator(f".path .for-{label} .path-mark").inner_text().strip()


def test_a_wrong_answer_says_read_and_a_right_one_skim(open_page):
    page = open_page(PAGE)
    assert "Answer the questions above" in page.locator(".path-status").inner_text()
    answer(page, "quiz-diagnostic-vectors", False)
    answer(page, "quiz-diagnostic-newton", True)
    assert mark(page, "quiz-diagnostic-vectors") == "Read."
    assert mark(page, "quiz-diagnostic-newton") == "Skim."
    assert mark(page, "quiz-diagnostic-convexity") == ""
    assert page.locator(".path-status").inner_text().startswith("2 of 40 answered, 1 right at the first try.")
    assert not page.troubles


def test_only_the_first_answer_counts_and_it_outlives_the_page(open_page):
    page = open_page(PAGE)
    answer(page, "quiz-diagnostic-vectors", False)
    answer(page, "quiz-diagnostic-vectors", True)
    assert mark(page, "quiz-diagnostic-vectors") == "Read."
    page.reload()
    page.wait_for_selector(".path-status")
    assert mark(page, "quiz-diagnostic-vectors") == "Read."
    page.get_by_role("button", name="Start again").click()
    assert mark(page, "quiz-diagnostic-vectors") == ""


def test_spoilt_storage_does_no_harm(open_page):
    page = open_page(PAGE)
    page.evaluate("localStorage.setItem('m4ds-path', '[\"<b>\", 3]')")
    page.reload()
    page.wait_for_selector(".path-status")
    assert "Answer the questions above" in page.locator(".path-status").inner_text()


def test_each_line_leads_to_its_chapter(open_page):
    page = open_page(PAGE)
    links = page.locator(".path li a")
    assert links.count() >= 43
    assert page.locator(".path .for-quiz-diagnostic-singular-value-decomposition a").count() == 2
