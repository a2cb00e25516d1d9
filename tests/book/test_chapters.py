"""Each chapter runs as plain Python, and each worked solution passes the check of its exercise."""

import re

import matplotlib
import matplotlib.pyplot as plt
import pytest

from m4ds.course.check import judge
from m4ds.exercises import of_chapter, seeds
from m4ds_book.chapters import pages

matplotlib.use("Agg")
CHAPTERS = [p for p in pages() if p.is_executable]
LABEL = re.compile(r"^`{3,}\{exercise-start\}.*?^:label:[ \t]*(\S+)", re.M | re.S)


@pytest.fixture(params=CHAPTERS, ids=lambda c: c.slug)
def chapter(request):
    return request.param


def run(chapter):
    """Run the cells in one namespace; return the results of the solutions by label."""
    names, results = {"__name__": "__main__"}, {}
    names["display"] = lambda *_, **__: None
    for cell in chapter.cells:
        try:
            exec(compile(cell.source, f"{chapter.path.name}:{cell.line}", "exec"), names)
        except Exception as error:
            if "raises-exception" not in cell.tags:
                pytest.fail(f"{chapter.path}:{cell.line}: {type(error).__name__}: {error}\n{cell.source}")
        if cell.solves and cell.solves in of_chapter(chapter.slug):
            results[cell.solves] = judge(cell.solves, names)
    plt.close("all")
    return results


def test_every_cell_runs_and_every_worked_solution_passes(chapter):
    results = run(chapter)
    wrong = [str(r) for r in results.values() if r.state != "correct"]
    assert not wrong, "\n".join(wrong)
    if "exercise-start" in chapter.text:
        missing = set(of_chapter(chapter.slug)) - set(results)
        assert not missing, f"checked exercises whose solution in the chapter has no code cell: {missing}"


def test_every_check_belongs_to_an_exercise_of_the_chapter(chapter):
    if "exercise-start" in chapter.text:
        assert set(of_chapter(chapter.slug)) <= set(LABEL.findall(chapter.text))


def test_the_untouched_starter_is_not_attempted(chapter):
    for label, exercise in exercises(chapter).items():
        names = {}
        exec(exercise.starter or f"{exercise.name} = ...", names)
        assert judge(label, names).state == "not attempted", label


def test_each_known_mistake_gets_its_own_explanation(chapter):
    for label, exercise in exercises(chapter).items():
        if exercise.kind == "function":
            continue
        for seed in seeds(exercise):
            for wrong, why in exercise.variant(seed).mistakes:
                result = judge(label, {exercise.name: wrong}, seed)
                assert (result.state, result.message) == ("keep working", why), (label, seed, wrong)


def test_the_same_seed_gives_the_same_numbers_and_the_answer_is_accepted(chapter):
    for label, exercise in exercises(chapter).items():
        if exercise.kind == "function":
            continue
        for seed in seeds(exercise):
            variant = exercise.variant(seed)
            assert variant.given == exercise.variant(seed).given
            assert judge(label, {exercise.name: variant.answer}, seed).state == "correct", (label, seed)
        if exercise.seeded:
            assert len({exercise.variant(s).given for s in seeds(exercise)}) > 1, label


def exercises(chapter):
    return of_chapter(chapter.slug) if "exercise-start" in chapter.text else {}
