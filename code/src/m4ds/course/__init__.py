"""What marks a learner's work."""

from m4ds.course.check import check, numbers

__all__ = ["check", "numbers"]
