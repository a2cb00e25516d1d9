// The four subspaces of a 2x2 matrix: edit its entries, drag x. Params: matrix, x.
"use strict";
m4ds.figure("four-subspaces", (f) => {
  const { show, colour } = m4ds;
  const [[a0, b0], [c0, d0]] = f.params.matrix || [[1, 2], [0.5, 1]];
  const [x0, y0] = f.params.x || [2, 1];
  const [SIDE, SHRINK, STEP] = [2.5, 1 / 3, 0.25];   // half a plane's side; the output is drawn at a third
  const [LEFT, RIGHT] = [[-2.75, -0.2], [2.75, -0.2]];
  f.board({ width: 5.5, height: 3, label: "The input plane with row space and null space; the output plane with column space and left null space" });
  f.key([["blue", "row space, column space"], ["orange", "null space, left null space", true],
    ["ink", "x, and Ax drawn at a third"], ["green", "part of x in the row space"], ["purple", "part of x in the null space"]]);

  const entry = (label, value) => f.range({ label, min: -2, max: 2, step: 0.5, value });
  const entries = [entry("Row 1, column 1", a0), entry("Row 1, column 2", b0), entry("Row 2, column 1", c0), entry("Row 2, column 2", d0)];
  const inputs = [["x, first entry", x0], ["x, second entry", y0]].map(([label, value]) =>
    f.range({ label, min: -2, max: 2, step: STEP, value }));

  // The mathematics: everything that is drawn, from the entries and x.
  function look() {
    const [a, b, c, d] = entries.map((read) => read());
    const x = inputs.map((read) => read());
    const rows = space([a, b], [c, d]);
    const columns = space([a, c], [b, d]);
    const rowPart = project(x, rows);
    return { matrix: [[a, b], [c, d]], rank: rows.length, row: rows, null: complement(rows), column: columns, left: complement(columns),
      x, rowPart, nullPart: [x[0] - rowPart[0], x[1] - rowPart[1]], image: [a * x[0] + b * x[1], c * x[0] + d * x[1]] };
  }

  // A basis of the span of two vectors: unit vectors of the axes, the longer vector, or nothing.
  function space(u, v) {
    if (Math.abs(u[0] * v[1] - u[1] * v[0]) > 1e-9) return [[1, 0], [0, 1]];
    const longer = Math.hypot(...u) >= Math.hypot(...v) ? u : v;
    return Math.hypot(...longer) > 1e-9 ? [longer] : [];
  }

  function complement(basis) {
    if (basis.length === 1) return [[-basis[0][1], basis[0][0]]];
    return basis.length ? [] : [[1, 0], [0, 1]];
  }

  function project(x, basis) {
    if (basis.length !== 1) return basis.length ? [...x] : [0, 0];
    const [u] = basis;
    const t = (x[0] * u[0] + x[1] * u[1]) / (u[0] * u[0] + u[1] * u[1]);
    return [t * u[0], t * u[1]];
  }

  // The picture.
  let now = look();
  const put = ([ox, oy], [x, y], scale = 1) => [ox + scale * x, oy + scale * y];
  const square = (at) => [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([x, y]) => put(at, [SIDE * x, SIDE * y]));
  const line = (at, [x, y]) => {
    const t = SIDE / Math.max(Math.abs(x), Math.abs(y));
    return [put(at, [-t * x, -t * y]), put(at, [t * x, t * y])];
  };
  const plane = (at, name) => {
    f.curve(() => square(at), { strokeColor: colour("light"), strokeWidth: 1 });
    f.curve(() => [...line(at, [1, 0]), null, ...line(at, [0, 1])], { strokeColor: colour("grey"), strokeWidth: 1 });
    f.text(() => put(at, [0, SIDE + 0.35]), name, { color: colour("ink") });
  };
  const subspace = (at, basis, name, dashed) => {
    f.curve(() => (basis().length === 2 ? square(at) : []),
      { strokeWidth: 0, fillColor: colour(name), fillOpacity: 0.16 });
    f.curve(() => (basis().length === 1 ? line(at, basis()[0]) : []),
      { strokeColor: colour(name), strokeWidth: 3, dash: dashed ? 2 : 0 });
  };
  plane(LEFT, "input");
  plane(RIGHT, "output");
  subspace(LEFT, () => now.row, "blue", false);
  subspace(LEFT, () => now.null, "orange", true);
  subspace(RIGHT, () => now.column, "blue", false);
  subspace(RIGHT, () => now.left, "orange", true);
  const vector = (at, end, name, scale, more = {}) =>
    f.arrow(() => at, () => put(at, end(), scale), { strokeColor: colour(name), ...more });
  vector(LEFT, () => now.rowPart, "green", 1);
  vector(LEFT, () => now.nullPart, "purple", 1);
  vector(LEFT, () => now.x, "ink", 1);
  vector(RIGHT, () => now.image, "ink", SHRINK);

  // The tip of x can be dragged; by keyboard and for a screen reader it is moved by its two handles.
  const tip = f.jxg.create("point", put(LEFT, now.x), { name: "", withLabel: false, size: 5, tabindex: -1,
    fillColor: colour("ink"), strokeColor: colour("paper"), strokeWidth: 2, highlight: false });
  tip.on("drag", () => {
    [tip.X() - LEFT[0], tip.Y() - LEFT[1]].forEach((value, i) =>
      inputs[i].put(Math.max(-2, Math.min(2, Math.round(value / STEP) * STEP))));
    f.update();
  });

  return () => {
    now = look();
    tip.moveTo(put(LEFT, now.x));
    f.expose(now);
    f.say(`${spaces()} ${parts()}`);
  };

  function spaces() {
    if (now.rank === 2) return "The rank is 2. Row space and column space are the whole planes; both null spaces hold only the zero vector.";
    if (now.rank === 0) return "The rank is 0. Both null spaces are the whole planes; row space and column space hold only the zero vector.";
    const through = (basis) => `the line through ${pair(basis[0])}`;
    return `The rank is 1. Input: row space ${through(now.row)}, null space ${through(now.null)}. ` +
      `Output: column space ${through(now.column)}, left null space ${through(now.left)}.`;
  }

  function parts() {
    return `x = ${pair(now.x)} is ${pair(now.rowPart)} from the row space and ${pair(now.nullPart)} from the null space. Ax = ${pair(now.image)} comes from the first part alone.`;
  }

  function pair([x, y]) { return `(${show(x)}, ${show(y)})`; }
});
