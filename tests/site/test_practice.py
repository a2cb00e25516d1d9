"""Answer boxes, quizzes and progress, by keyboard, as a reader meets them."""

import json

import pytest

from m4ds.exercises import chapters, find, of_chapter

pytestmark = pytest.mark.site
HOW = "book/start/how-to-use.html"


def typed(value) -> str:
    """Return a variant's answer as a reader would type it."""
    if isinstance(value, list):
        rows = [typed(v) for v in value]
        return "[" + ", ".join(rows) + "]"
    return repr(value)


@pytest.fixture(scope="session")
def checked(pages_with):
    """Return `(page, label)` for every answer box of the site."""
    return [
        (page, label)
        for chapter in chapters()
        for label in sorted(of_chapter(chapter))
        for page in pages_with(f'data-exercise="{label}"')
    ]


@pytest.fixture(scope="session")
def some(checked):
    """Return a function that finds the page and the definition of an exercise of a kind."""

    def found(kind: str, seeded: bool | None = None):
        for page, label in checked:
            exercise = find(label)
            if exercise.kind == kind and seeded in (None, exercise.seeded):
                return page, exercise
        pytest.skip(f"no chapter has an exercise of kind {kind}")

    return found


def answer_by_keyboard(page, label: str, text: str) -> str:
    """Type into the box of an exercise, press Enter, return what the page says."""
    field = page.locator(f"#{label}-input")
    field.focus()
    field.fill("")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    return page.locator(f"#{label}-box .answer-feedback").inner_text()


def test_a_box_without_an_answer_is_not_attempted(open_page, some):
    path, exercise = some("number")
    page = open_page(path)
    assert answer_by_keyboard(page, exercise.label, "") == "Not attempted yet."


def test_a_box_takes_the_right_answer_and_explains_a_known_mistake(open_page, some):
    path, exercise = some("number")
    page = open_page(path)
    variant = exercise.variant(0)
    assert answer_by_keyboard(page, exercise.label, repr(float(variant.answer))) == "Correct."
    for wrong, why in variant.mistakes:
        assert answer_by_keyboard(page, exercise.label, repr(float(wrong))) == f"Keep working. {why}"


def test_new_numbers_ask_for_a_new_answer(open_page, some):
    path, exercise = some("number", seeded=True)
    page = open_page(path)
    box = page.locator(f"#{exercise.label}-box")
    for seed in range(1, 8):
        box.get_by_role("button", name="New numbers").press("Enter")
        assert box.locator(".given-text").inner_text() == exercise.variant(seed).given
        assert answer_by_keyboard(page, exercise.label, repr(float(exercise.variant(seed).answer))) == "Correct."


def test_every_box_takes_its_own_answer(open_page, checked):
    """All exercises of every page, all sets of numbers: judged by the page's own script."""
    for path in sorted({page for page, _ in checked}):
        page = open_page(path)
        page.wait_for_function("Boolean(window.m4ds && m4ds.judge && m4ds.startPractice)")
        for label in [label for where, label in checked if where == path]:
            exercise = find(label)
            if exercise.make is None:
                continue
            data = json.loads(page.locator(f"#{label}-box script").text_content())
            for seed, variant in enumerate(data["variants"]):
                mine = exercise.variant(seed).answer
                answer = mine if exercise.kind in ("expression", "choice") else typed(variant["answer"])
                found = page.evaluate("([e, a, v]) => m4ds.judge(e, a, v)", [data, str(answer), variant])
                assert found["state"] == "correct", (label, seed, found)


def test_a_choice_is_answered_by_keyboard(open_page, some):
    path, exercise = some("choice")
    page = open_page(path)
    box = page.locator(f"#{exercise.label}-box")
    box.locator(f"input[value='{exercise.variant(0).answer}']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    box.get_by_role("button", name="Check").press("Enter")
    assert box.locator(".answer-feedback").inner_text().startswith("Correct.")


def test_a_quiz_gives_the_reason_for_what_was_chosen_and_remembers_what_was_solved(open_page, checked, pages_with):
    path = pages_with('class="quiz"')[0]
    page = open_page(path)
    page.wait_for_selector(".quiz .answer-tools button")
    quiz = page.locator(".quiz").first
    check = quiz.get_by_role("button", name="Check")
    check.press("Enter")
    assert quiz.locator(".quiz-feedback").inner_text().startswith("Not attempted yet.")
    for right, said in (("false", "Keep working."), ("true", "Correct.")):
        for option in quiz.locator("input:checked").all():
            if option.get_attribute("type") == "checkbox":
                option.press("Space")
        for option in quiz.locator(f"input[data-correct={right}]").all():
            option.focus()
            page.keyboard.press("Space")
        check.press("Enter")
        assert quiz.locator(".quiz-feedback").inner_text().startswith(said)
        assert quiz.locator(".quiz-feedback li .reason").first.inner_text().strip()
    page.reload()
    page.wait_for_selector(".solved-mark")
    assert quiz.locator(".solved-mark").is_visible()


def test_every_quiz_has_a_correct_option_and_a_reason_for_each(open_page, pages_with):
    for path in pages_with('class="quiz"'):
        page = open_page(path)
        for quiz in page.locator(".quiz").all():
            options = quiz.locator(".quiz-options input").count()
            assert quiz.locator("input[data-correct=true]").count() >= 1
            assert quiz.locator(".quiz-reasons .reason").count() == options


IMPORT = "#progress-file"


def test_progress_is_shown_exported_imported_and_erased(open_page, tmp_path, some):
    path, exercise = some("number")
    page = open_page(path)
    answer_by_keyboard(page, exercise.label, repr(float(exercise.variant(0).answer)))
    page.goto(page.url.split("/book/")[0] + "/" + HOW)
    rows = page.locator(".progress-rows li")
    rows.first.wait_for()
    assert any(text.endswith(f"1 of {total}") for text in rows.all_inner_texts() for total in [text.split()[-1]])
    with page.expect_download() as download:
        page.get_by_role("button", name="Export to a file").press("Enter")
    exported = tmp_path / "progress.json"
    download.value.save_as(exported)
    assert json.loads(exported.read_text())["items"] == {exercise.label: "correct"}
    erase = page.locator(".progress-tools button").last
    erase.press("Enter")
    erase.press("Enter")
    assert page.evaluate("localStorage.getItem('m4ds-progress')") is None
    page.set_input_files(IMPORT, exported)
    page.wait_for_function("localStorage.getItem('m4ds-progress') !== null")
    assert exercise.label in page.evaluate("localStorage.getItem('m4ds-progress')")


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "[]",
        "{}",
        '{"version": 2, "items": {}}',
        '{"version": 1, "items": []}',
        '{"version": 1}',
        "null",
    ],
)
def test_a_file_that_is_not_progress_changes_nothing(open_page, tmp_path, content):
    page = open_page(HOW)
    page.wait_for_selector(IMPORT, state="attached")
    file = tmp_path / "progress.json"
    file.write_text(content)
    page.set_input_files(IMPORT, file)
    page.wait_for_function("document.querySelector('.progress-status').textContent !== ''")
    assert page.locator(".progress-status").inner_text().startswith("This is not a progress file")
    assert page.evaluate("localStorage.getItem('m4ds-progress')") is None


def test_imported_entries_that_are_malformed_are_dropped(open_page, tmp_path):
    page = open_page(HOW)
    page.wait_for_selector(IMPORT, state="attached")
    file = tmp_path / "progress.json"
    file.write_text(
        json.dumps(
            {
                "version": 1,
                "items": {
                    "ex-vectors-angle": "correct",
                    "<img src=x onerror=alert(1)>": "correct",
                    "__proto__": "correct",
                    "quiz-vectors-zero": "<script>",
                    "ex-vectors-other": 1,
                },
            }
        )
    )
    page.set_input_files(IMPORT, file)
    page.wait_for_function("localStorage.getItem('m4ds-progress') !== null")
    kept = json.loads(page.evaluate("localStorage.getItem('m4ds-progress')"))["items"]
    assert kept == {"ex-vectors-angle": "correct"}


def test_boxes_work_where_the_browser_gives_no_storage(open_page, chromium, site, some):
    path, exercise = some("number")
    context = chromium.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no storage'); }})")
    page = context.new_page()
    page.goto(site + path)
    page.wait_for_selector(f"#{exercise.label}-box .answer-tools button")
    assert answer_by_keyboard(page, exercise.label, repr(float(exercise.variant(0).answer))) == "Correct."
    context.close()
