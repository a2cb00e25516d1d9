"""The book's TeX macros, defined once for KaTeX on the site, for LaTeX in print, and written out in notebooks."""

import re
import string

MACROS = {
    r"\R": r"\mathbb{R}",
    r"\E": r"\mathbb{E}",
    r"\Var": r"\operatorname{Var}",
    r"\Cov": r"\operatorname{Cov}",
    r"\Prob": r"\mathbb{P}",
    r"\norm": r"\left\lVert #1 \right\rVert",
    r"\abs": r"\left\lvert #1 \right\rvert",
    r"\T": r"^{\mathsf{T}}",
    r"\argmin": r"\operatorname*{arg\,min}",
    r"\argmax": r"\operatorname*{arg\,max}",
    r"\tr": r"\operatorname{tr}",
    r"\rank": r"\operatorname{rank}",
    r"\diag": r"\operatorname{diag}",
    r"\sign": r"\operatorname{sign}",
    r"\dd": r"\mathrm{d}",
    r"\ones": r"\mathbf{1}",
    **{rf"\v{c}": rf"\mathbf{{{c}}}" for c in string.ascii_lowercase},
}


def latex_preamble() -> str:
    """Return the macros as LaTeX definitions."""
    def line(name: str, body: str) -> str:
        if body.startswith(r"\mathbf"):
            body = f"{{{body}}}"  # one symbol, so that an accent may stand before it: \hat\vx
        arguments = "[1]" if "#1" in body else ""
        return rf"\providecommand{{{name}}}{{}}\renewcommand{{{name}}}{arguments}{{{body}}}"
    return "\n".join(line(name, body) for name, body in MACROS.items())


# MathJax draws these bars too short around a letter unless something as tall as a bracket stands inside
WRITTEN_OUT = {**MACROS, r"\norm": r"\left\lVert\mathstrut #1 \right\rVert"}
TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)", re.S)


def expand(tex: str) -> str:
    """Return `tex` with the book's macros written out, for a reader such as JupyterLab that has none."""
    done, at = [], 0
    while match := TOKEN.search(tex, at):
        done.append(tex[at:match.start()])
        at, body = match.end(), WRITTEN_OUT.get(match[0], match[0])
        if "#1" in body:
            argument, at = _argument(tex, at)
            body = body.replace("#1", expand(argument))
        touches = body != match[0] and body[-1:].isalpha() and tex[at:at + 1].isalpha()
        done.append(body + " " * touches)
    return "".join([*done, tex[at:]])


def _argument(tex: str, at: int) -> tuple[str, int]:
    """Return TeX's next argument from position `at`, without its braces, and the position after it."""
    at += len(tex[at:]) - len(tex[at:].lstrip())
    if not tex.startswith("{", at):
        match = TOKEN.match(tex, at)
        end = match.end() if match else at + 1
        return tex[at:end], end
    depth, i = 0, at
    while i < len(tex):
        depth += {"{": 1, "}": -1}.get(tex[i], 0)
        i += 2 if tex[i] == "\\" else 1
        if depth == 0:
            return tex[at + 1:i - 1], i
    raise ValueError(f"a brace is not closed in {tex!r}")
