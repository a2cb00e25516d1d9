"""A wrong function is told what is wrong with it."""

from m4ds.course.check import judge


def is_told(label, name, wrong, why, seed=0):
    """Hold that the exercise refuses `wrong` with a sentence that contains `why`."""
    result = judge(label, {name: wrong}, seed)
    assert result.state == "keep working"
    assert why in result.message, result.message
