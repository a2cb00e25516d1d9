"""Repair what the theme's own markup gets wrong for screen readers."""

import re

REPAIRS = (
    # names that differ from what the button shows
    (re.compile(r'(<button class="btn search-button-field[^>]*?) aria-label="[^"]*"'), r"\1"),
    (re.compile(r'(<i class="theme-switch[^>]*?) title="[^"]*"'), r"\1"),
    (re.compile(r'aria-label="Color mode"'), 'aria-label="Colour mode"'),
    (re.compile(r'data-bs-title="Color mode"'), 'data-bs-title="Colour mode"'),
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    # the side bar stands in no landmark
    (re.compile(r'<div id="pst-primary-sidebar"'),
     '<div id="pst-primary-sidebar" role="region" aria-label="Book"'),
    (re.compile(r'(<p [^>]*class="caption"[^>]*role="heading")(?! aria-level)'), r'\1 aria-level="2"'),
    # a role that its own standard has given up
    (re.compile(r' role="doc-biblioentry"'), ' role="listitem"'),
    # pandas leaves the corner of a table as a header without text
    (re.compile(r"<th></th>"), "<td></td>"),
)


def repair(html: str) -> str:
    """Return the page with names and landmarks put right."""
    for pattern, better in REPAIRS:
        html = pattern.sub(better, html)
    return html
