"""Measure the build, the pages and the library, each beside a named peer in the same run: `make bench`."""

import argparse

from benchmarks import build, library, pages

PARTS = {"build": build, "pages": pages, "library": library}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=list(PARTS))
    for name in parser.parse_args().parts or PARTS:
        print(f"\n## {name}\n")
        PARTS[name].main()


if __name__ == "__main__":
    main()
