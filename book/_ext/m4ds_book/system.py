"""Install with apt, when this machine allows it, the programs that pip does not carry: Chromium, TeX, bubblewrap."""

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "chromium": ("chromium",),
    "xelatex": ("texlive-xetex", "texlive-plain-generic", "texlive-fonts-recommended", "texlive-latex-extra",
                "lmodern", "fonts-texgyre", "fonts-texgyre-math", "fonts-dejavu-core", "latexmk"),
    "pdftotext": ("poppler-utils",),
    "bwrap": ("bubblewrap",),
}


def missing() -> list[str]:
    """Return the programs that are not on this machine."""
    return [program for program in PACKAGES if shutil.which(program) is None]


def command(programs: list[str]) -> str:
    """Return the one command that installs `programs` on Debian or Ubuntu."""
    names = " ".join(name for program in programs for name in PACKAGES[program])
    return f"apt-get update && apt-get install -y --no-install-recommends {names}"


def may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def ensure(programs: list[str] | None = None) -> list[str]:
    """Install what is missing if this may be done; return what is missing still."""
    wanted = missing() if programs is None else [p for p in programs if p in missing()]
    if wanted and may_install():
        print(f"installing {', '.join(wanted)} with apt-get ...", flush=True)
        subprocess.run(["sh", "-c", command(wanted)], check=False, stdout=subprocess.DEVNULL,
                       env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    return [p for p in wanted if shutil.which(p) is None]


def main() -> int:
    absent = ensure()
    if absent:
        print(f"NOT INSTALLED: {', '.join(absent)}. The tests that need them are skipped. To have them run:\n"
              f"    sudo sh -c '{command(absent)}'", file=sys.stderr)
    return bool(absent and os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
