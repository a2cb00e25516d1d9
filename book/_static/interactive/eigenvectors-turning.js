// A start vector, multiplied again and again by a matrix: its direction, and how much longer it gets. Params: matrix, start, steps.
"use strict";
m4ds.figure("eigenvectors-turning", (f) => {
  const { show, colour } = m4ds;
  const MATRICES = { pull: [[4, 1], [2, 3]], mirror: [[0, 1], [1, 0]], shear: [[1, 1], [0, 1]],
    swing: [[1, 1], [-0.5, 0]], shares: [[0.8, 0.3], [0.2, 0.7]] };
  f.board({ width: 1.6, height: 1.35, label: "The unit circle and the directions of a vector under repeated multiplication" });
  f.key([["orange", "the start"], ["sky", "the directions on the way"], ["blue", "the direction after the last step"],
    ["purple", "directions that do not turn", true]]);

  const start = f.point({ name: "Start", at: f.params.start || [0.2, -1], limit: [1.2, 1.2], step: 0.1,
    look: { fillColor: colour("orange"), strokeColor: colour("paper"), strokeWidth: 2 } });
  const steps = f.range({ label: "Steps", min: 0, max: 20, step: 1, value: f.params.steps ?? 1, digits: 0 });
  const chosen = f.choice({ label: "Matrix, row by row", value: f.params.matrix || "pull",
    options: { pull: "(4, 1), (2, 3)", mirror: "(0, 1), (1, 0)", shear: "(1, 1), (0, 1)",
      swing: "(1, 1), (−½, 0)", shares: "(0.8, 0.3), (0.2, 0.7)" } });

  const matrix = () => MATRICES[chosen()];
  const unit = ([x, y]) => { const r = Math.hypot(x, y); return r < 1e-9 ? [0, 0] : [x / r, y / r]; };
  const apply = ([[a, b], [c, d]], [x, y]) => [a * x + b * y, c * x + d * y];
  let way = walk();
  let kept = eigenpairs(matrix());

  const circle = Array.from({ length: 97 }, (_, i) => [Math.cos(i * Math.PI / 48), Math.sin(i * Math.PI / 48)]);
  f.curve(() => [[-2, 0], [2, 0], null, [0, -2], [0, 2]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => circle, { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => kept.flatMap(({ vector: [x, y] }) => [[-3 * x, -3 * y], [3 * x, 3 * y], null]),
    { strokeColor: colour("purple"), strokeWidth: 2, dash: 2 });
  f.curve(() => way.directions.slice(1, -1).flatMap((p) => [[0, 0], p, null]), { strokeColor: colour("sky"), strokeWidth: 1.5 });
  f.arrow(() => [0, 0], () => start(), { strokeColor: colour("orange"), strokeWidth: 2 });
  f.arrow(() => [0, 0], () => way.directions[way.directions.length - 1], { strokeColor: colour("blue"), strokeWidth: 4 });

  return () => {
    [way, kept] = [walk(), eigenpairs(matrix())];
    f.expose({ matrix: matrix(), start: start(), steps: steps(), directions: way.directions, growth: way.growth,
      eigenvalues: kept.map((pair) => pair.value), eigenvectors: kept.map((pair) => pair.vector), angle: angle() });
    f.say(words());
  };

  // The unit vectors along x, Ax, A²x, ..., and the factor by which the last step stretched.
  function walk() {
    const directions = [unit(start())];
    let growth = null;
    for (let k = 0; k < steps(); k += 1) {
      const next = apply(matrix(), directions[k]);
      growth = Math.hypot(...next);
      directions.push(unit(next));
    }
    return { directions, growth };
  }

  // Degrees between the last direction and the eigenvector of the largest eigenvalue, as lines; null if there is none.
  function angle() {
    const [x, y] = way.directions[way.directions.length - 1];
    if (!kept.length || (x === 0 && y === 0)) return null;
    const [u, v] = kept[0].vector;
    return Math.atan2(Math.abs(x * v - y * u), Math.abs(x * u + y * v)) * 180 / Math.PI;
  }

  function words() {
    if (!way.directions[0][0] && !way.directions[0][1]) return "The start is zero: it has no direction.";
    const [x, y] = way.directions[way.directions.length - 1];
    const at = `After ${steps()} ${steps() === 1 ? "step" : "steps"} the direction is (${show(x)}, ${show(y)}).`;
    const grown = way.growth === null ? "" : ` The last step stretched by ${show(way.growth, 3)}.`;
    if (!kept.length) return `${at}${grown} This matrix has no real eigenvector: every direction turns at every step.`;
    const names = kept.map(({ value, vector: [u, v] }) => `(${show(u)}, ${show(v)}) with eigenvalue ${show(value)}`);
    return `${at}${grown} It is ${show(angle(), 3)}° away from the first of the directions that do not turn: ${names.join(" and ")}.`;
  }

  // The real eigenvalues, the one of larger modulus first, each with a unit eigenvector; none if they are complex.
  function eigenpairs([[a, b], [c, d]]) {
    const half = (a - d) / 2;
    const inside = half * half + b * c;
    if (inside < 0) return [];
    const root = Math.sqrt(inside);
    const values = root === 0 ? [(a + d) / 2] : [(a + d) / 2 + root, (a + d) / 2 - root];
    return values.map((value) => ({ value, vector: unit(Math.abs(b) > 0 ? [b, value - a] : [value - d, c]) }));
  }
});
