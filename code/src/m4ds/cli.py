"""The command `m4ds`: what a learner or an instructor does outside a notebook."""

import argparse
import sys
from pathlib import Path

from m4ds.course.grade import grade_class
from m4ds.course.report import write_reports
from m4ds.exercises import chapters, of_chapter

__all__ = ["main"]


def main(arguments=None) -> int:
    """Run one command; return 0, or 2 with one line that says what to do."""
    parser = argparse.ArgumentParser(prog="m4ds", description="Mathematics for Data Science and Machine Learning")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    grade = commands.add_parser("grade", help="mark a folder of notebooks")
    grade.add_argument("folder", type=Path, help="one .ipynb a learner")
    grade.add_argument("--questions", nargs="+", required=True, metavar="NAME",
                       help="chapters (vectors) or exercises (ex-vectors-angle) to mark")
    grade.add_argument("--seed-file", type=Path, required=True,
                       help="16 secret bytes or more; the inputs of the tests follow from them")
    grade.add_argument("--out", type=Path, required=True, help="folder for grades.json, grades.csv and the pages")
    grade.add_argument("--trust-code", action="store_true", help="run without a sandbox where there is none")
    grade.set_defaults(run=_grade)
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except (RuntimeError, ValueError, KeyError, OSError) as error:
        print(f"m4ds: {error.args[0] if isinstance(error, KeyError) else error}", file=sys.stderr)
        return 2


def _grade(options) -> int:
    if options.folder.resolve() in options.seed_file.resolve().parents:
        raise ValueError(f"the secret {options.seed_file} lies among the notebooks: keep it where no learner reads it")
    labels = [label for name in options.questions
              for label in (of_chapter(name) if name in chapters() else [name])]
    reports = grade_class(options.folder, labels, options.seed_file.read_bytes(), trusted=options.trust_code)
    write_reports(reports, options.out)
    print(f"{len(reports)} notebooks, {len(reports[0].marks)} questions: see {options.out / 'grades.csv'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
