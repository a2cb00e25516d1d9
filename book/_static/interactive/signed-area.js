// A triangle whose corners move: half a determinant is its area, with a sign. Params: matrix (corners A, B, C as rows), shape.
"use strict";
m4ds.figure("signed-area", (f) => {
  const { show, colour } = m4ds;
  const SIDE = 6;
  const corners = f.params.matrix || [[1, 1], [4, 2], [2, 5]];
  f.board({ width: SIDE, height: SIDE, label: "A triangle ABC in the plane, and the line through C parallel to AB" });
  f.key([["blue", "from A to B"], ["orange", "from A to C"], ["grey", "line through C parallel to AB", true],
    ["green", "anticlockwise: positive area"], ["purple", "clockwise: negative area", true]]);

  const looks = ["ink", "blue", "orange"];
  const read = corners.map((at, i) => f.point({ name: `Corner ${"ABC"[i]}`, at, limit: [5, 5], step: 0.5,
    look: { fillColor: colour(looks[i]), strokeColor: colour("paper"), strokeWidth: 2 } }));
  const shape = f.choice({ label: "Show", value: f.params.shape || "triangle",
    options: { triangle: "triangle", parallelogram: "parallelogram" } });

  const points = () => read.map((corner) => corner());
  const minus = (p, q) => [p[0] - q[0], p[1] - q[1]];
  const det = () => {
    const [a, b, c] = points();
    const [u, v] = [minus(b, a), minus(c, a)];
    return u[0] * v[1] - u[1] * v[0];
  };
  const outline = () => {
    const [a, b, c] = points();
    const fourth = [b[0] + c[0] - a[0], b[1] + c[1] - a[1]];
    return shape() === "triangle" ? [a, b, c, a] : [a, b, fourth, c, a];
  };
  const when = (test, curve) => () => (test() ? curve() : []);

  const grid = [];
  for (let i = -SIDE; i <= SIDE; i += 1) grid.push([i, -SIDE], [i, SIDE], null, [-SIDE, i], [SIDE, i], null);
  f.curve(() => grid, { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => [[-SIDE, 0], [SIDE, 0], null, [0, -SIDE], [0, SIDE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.text(() => [1, -0.4], "1", { color: colour("grey") });
  f.text(() => [-0.4, 1], "1", { color: colour("grey") });

  const filled = (name, dash) => ({ strokeColor: colour(name), fillColor: colour(name), fillOpacity: 0.22, strokeWidth: 2, dash });
  f.curve(when(() => det() >= 0, outline), filled("green", 0));
  f.curve(when(() => det() < 0, outline), filled("purple", 2));
  f.curve(() => {
    const [a, b, c] = points();
    const [x, y] = minus(b, a).map((d) => 12 * d);
    return [[c[0] - x, c[1] - y], [c[0] + x, c[1] + y]];
  }, { strokeColor: colour("grey"), strokeWidth: 1.2, dash: 2 });
  f.arrow(() => points()[0], () => points()[1], { strokeColor: colour("blue") });
  f.arrow(() => points()[0], () => points()[2], { strokeColor: colour("orange") });
  const outside = (p) => {
    const [a, b, c] = points();
    const from = minus(p, [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3]);
    const length = Math.hypot(...from) || 1;
    return [p[0] + 0.5 * from[0] / length, p[1] + 0.5 * from[1] / length];
  };
  ["A", "B", "C"].forEach((name, i) => f.text(() => outside(points()[i]), name, { color: colour(looks[i]) }));

  return () => {
    const d = det();
    const area = shape() === "triangle" ? d / 2 : d;
    const [a, b, c] = points();
    const [u, v] = [minus(b, a), minus(c, a)];
    f.expose({ matrix: [a, b, c], det: d, area, shape: shape() });
    f.say(`The columns are B − A = (${u.map((x) => show(x)).join(", ")}) and C − A = (${v.map((x) => show(x)).join(", ")}). ${words(d, area)}`);
  };

  function words(d, area) {
    if (d === 0) return "The determinant is 0: the three corners lie on one line.";
    const turn = d > 0 ? "anticlockwise" : "clockwise";
    return `The determinant is ${show(d)}, so the signed area of the ${shape()} is ${show(area, 3)}: A, B, C run ${turn}.`;
  }
});
