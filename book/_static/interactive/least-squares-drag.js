// Four points and their least-squares line: the squares of the residuals, their sum and R². Params: points, line.
"use strict";
m4ds.figure("least-squares-drag", (f) => {
  const { show, colour } = m4ds;
  const SIDE = 6;
  f.board({ width: SIDE, height: SIDE, label: "Four points, the line of least squares, and the square of each residual" });
  f.key([["blue", "the points A, B, C"], ["orange", "the point D"], ["green", "the line of least squares"],
    ["purple", "residuals and their squares"]]);

  const start = f.params.points || [[1, 1], [2, 3], [3, 2], [4, 5]];
  const grid = [];
  for (let i = -SIDE; i <= SIDE; i += 1) grid.push([i, -SIDE], [i, SIDE], null, [-SIDE, i], [SIDE, i], null);
  f.curve(() => grid, { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => [[-SIDE, 0], [SIDE, 0], null, [0, -SIDE], [0, SIDE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  const read = start.map((at, i) => f.point({ name: `Point ${"ABCD"[i]}`, at, limit: [5, 5], step: 0.5,
    look: { fillColor: colour(i === 3 ? "orange" : "blue"), strokeColor: colour("paper"), strokeWidth: 2 } }));
  const kind = f.choice({ label: "Line", value: f.params.line || "any",
    options: { any: "with an intercept", origin: "through the origin" } });

  const sum = (values) => values.reduce((total, x) => total + x, 0);
  const mean = (values) => sum(values) / values.length;

  // Slope and intercept, or null where the points do not determine them.
  function fit(points) {
    const [x, y] = [0, 1].map((i) => points.map((p) => p[i]));
    const [cx, cy] = kind() === "any" ? [mean(x), mean(y)] : [0, 0];
    const square = sum(x.map((t) => (t - cx) ** 2));
    if (square < 1e-12) return null;
    const slope = sum(x.map((t, i) => (t - cx) * (y[i] - cy))) / square;
    return { slope, intercept: cy - slope * cx };
  }

  function found() {
    const points = read.map((p) => p());
    const y = points.map((p) => p[1]);
    const tss = sum(y.map((t) => (t - mean(y)) ** 2));
    const line = fit(points);
    if (!line) return { points, line, tss, residuals: null, rss: null, r2: null };
    const residuals = points.map((p) => p[1] - line.intercept - line.slope * p[0]);
    const rss = sum(residuals.map((r) => r * r));
    return { points, line, tss, residuals, rss, r2: tss < 1e-12 ? null : 1 - rss / tss };
  }

  f.curve(() => {
    const { line } = found();
    return line ? [-9, 9].map((x) => [x, line.intercept + line.slope * x]) : [];
  }, { strokeColor: colour("green"), strokeWidth: 2.5 });
  read.forEach((point, i) => f.curve(() => {
    const { residuals } = found();
    if (!residuals) return [];
    const [[x, y], r] = [point(), residuals[i]];
    const side = r < 0 ? -r : r;              // to the right, whatever the sign
    return [[x, y], [x, y - r], [x + side, y - r], [x + side, y], [x, y]];
  }, { strokeColor: colour("purple"), fillColor: colour("purple"), fillOpacity: 0.16, strokeWidth: 1.5 }));
  ["A", "B", "C", "D"].forEach((name, i) => f.text(() => [read[i]()[0] - 0.42, read[i]()[1] + 0.3], name,
    { color: colour(i === 3 ? "orange" : "blue") }));

  return () => {
    const now = found();
    f.expose({ points: now.points, kind: kind(), slope: now.line?.slope ?? null, intercept: now.line?.intercept ?? null,
      residuals: now.residuals, rss: now.rss, tss: now.tss, r2: now.r2 });
    f.say(words(now));
  };

  function words({ line, rss, tss, r2 }) {
    if (!line) {
      return kind() === "any" ? "The points stand above one another: many lines fit equally well, and none is singled out."
        : "Every x is 0: the slope is not determined.";
    }
    const constant = Math.abs(line.intercept) < 0.005 ? "" : `${show(line.intercept)} ${line.slope < 0 ? "−" : "+"} `;
    const size = constant ? show(Math.abs(line.slope)) : show(line.slope);
    const told = `The line is y = ${constant}${size} x. Sum of squares ${show(rss)}, around the mean ${show(tss)}.`;
    if (r2 === null) return `${told} All heights are equal, so R² has no meaning.`;
    const below = r2 < -0.005 ? " It is negative: the mean alone would do better." : "";
    return `${told} R² = ${show(r2)}.${below}`;
  }
});
