"""Write what a grader found: one JSON and one CSV for the class, and a page for each learner."""

import csv
import html
import json
import re
from pathlib import Path

from m4ds.course.grade import CORRECT, MISSING, Report

__all__ = ["write_reports"]

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ text-align: left; vertical-align: top; padding: .4rem .6rem; }}
tr {{ border-bottom: 1px solid #cfd8e0; }} code {{ font-size: .9em; }}
</style></head><body>
<h1>{title}</h1>
<p><strong>{points} of {total}</strong> questions are correct.</p>
<table><thead><tr><th>Question</th><th>Result</th><th>What to look at</th></tr></thead><tbody>
{rows}
</tbody></table>
{notes}
</body></html>
"""


def write_reports(reports: list[Report], folder) -> None:
    """Write `grades.json`, `grades.csv` and `<learner>.html` into `folder`, which is made if it is missing.

    The CSV has a row for each learner and a column for each question, as gradebooks read it: 1, 0, or empty for what
    was not attempted. Every text of a learner is escaped.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    content = [{"learner": r.name, "points": r.points, "of": len(r.marks), "notes": r.notes,
                "questions": [{"label": m.label, "state": m.state, "message": m.message, "points": m.points}
                              for m in r.marks]} for r in reports]
    (folder / "grades.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf8")
    with (folder / "grades.csv").open("w", newline="", encoding="utf8") as file:
        rows = csv.writer(file)
        rows.writerow(["learner", "points", "of", *(m.label for m in reports[0].marks)] if reports else ["learner"])
        for r in reports:
            rows.writerow([_harmless(r.name), r.points, len(r.marks),
                           *("" if m.state == MISSING else m.points for m in r.marks)])
    for k, r in enumerate(reports, start=1):
        name = re.sub(r"[^\w.-]", "_", r.name)[:80].lstrip(".") or f"learner-{k}"
        (folder / f"{name}.html").write_text(_page(r), encoding="utf8")


def _harmless(text: str) -> str:
    """Return the text so that a spreadsheet takes it for a text."""
    return "'" + text if text[:1] in "=+-@\t\r" else text


def _page(report: Report) -> str:
    rows = "\n".join(
        f"<tr><td><code>{html.escape(m.label)}</code></td><td>{html.escape(m.state)}</td>"
        f"<td>{'' if m.state == CORRECT else html.escape(m.message)}</td></tr>" for m in report.marks)
    items = "".join(f"<li>{html.escape(note)}</li>" for note in report.notes)
    notes = f"<h2>Notes on the run</h2><ul>{items}</ul>" if items else ""
    return PAGE.format(title=html.escape(report.name), points=report.points, total=len(report.marks), rows=rows,
                       notes=notes)
