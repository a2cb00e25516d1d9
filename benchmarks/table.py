"""Print measurements as a Markdown table."""


def show(header: list[str], rows: list[list]) -> None:
    """Print `rows` under `header`; floats with three significant digits."""
    cells = [[f"{c:.3g}" if isinstance(c, float) else str(c) for c in row] for row in rows]
    for row in [header, ["---"] * len(header), *cells]:
        print("| " + " | ".join(row) + " |", flush=True)
