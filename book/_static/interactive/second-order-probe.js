// A probe on a map of contours: the curves on which the second-order term is constant, and its axes. Params: function, point.
"use strict";
m4ds.figure("second-order-probe", (f) => {
  const { show, colour } = m4ds;
  const [W, H] = [2, 1.5];
  const LEVEL = 0.5;   // the curves on which h'Hh is +LEVEL or -LEVEL
  const FUNCTIONS = {
    two: { value: (x, y) => x ** 4 + y * y - 2 * x * y, slopes: (x, y) => [4 * x ** 3 - 2 * y, 2 * y - 2 * x],
      curves: (x) => [12 * x * x, -2, 2], levels: [-0.22, -0.15, -0.05, 0, 0.2, 0.6, 1.2, 2.2, 4, 7, 11, 16] },
    trap: { value: (x, y) => (y - x * x) * (y - 2 * x * x), slopes: (x, y) => [8 * x ** 3 - 6 * x * y, 2 * y - 3 * x * x],
      curves: (x, y) => [24 * x * x - 6 * y, -6 * x, 2], levels: [-1, -0.3, -0.05, 0, 0.05, 0.3, 1, 2.5, 5, 10, 20] },
    land: { value: (x, y) => x ** 3 / 3 - x + 2 * (y ** 3 / 3 - y), slopes: (x, y) => [x * x - 1, 2 * y * y - 2],
      curves: (x, y) => [2 * x, 0, 4 * y], levels: [-2.4, -1.95, -1.7, -1.3, -0.66, -0.3, 0, 0.3, 0.66, 1.3, 1.7, 1.95, 2.4] },
  };
  f.board({ width: W, height: H, label: "Contours of a function, a probe, and its curvature drawn as a curve around it" });
  f.key([["sky", "contours: equal values"], ["orange", "hᵀHh = +½ around the probe"],
    ["purple", "hᵀHh = −½", true], ["green", "its two axes"]]);

  const chosen = f.choice({ label: "Function", value: f.params.function || "two",
    options: { two: "x⁴ + y² − 2xy", trap: "(y − x²)(y − 2x²)", land: "x³/3 − x + 2y³/3 − 2y" } });
  const probe = f.point({ name: "Probe", at: f.params.point || [0.7, 0.7], limit: [1.6, 1.2], step: 0.01,
    look: { fillColor: colour("ink"), strokeColor: colour("paper"), strokeWidth: 2 } });

  const maps = {};
  const contours = () => (maps[chosen()] ??= m4ds.contours(FUNCTIONS[chosen()], W, H));
  const gradient = () => FUNCTIONS[chosen()].slopes(...probe());
  const hessian = () => FUNCTIONS[chosen()].curves(...probe());
  const near = (d, r) => probe().map((x, i) => x + r * d[i]);

  // Eigenvalues of [[a, b], [b, c]], the smaller one first, with the directions of their eigenvectors.
  function axes() {
    const [a, b, c] = hessian();
    const [middle, half] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
    const turn = Math.atan2(2 * b, a - c) / 2;
    const large = [Math.cos(turn), Math.sin(turn)];
    return { values: [middle - half, middle + half], vectors: [[-large[1], large[0]], large] };
  }

  function kind(values) {
    const zero = 1e-6 * Math.max(...values.map(Math.abs));
    if (values[0] < -zero && values[1] > zero) return "saddle";
    if (values[0] > zero) return "minimum";
    return values[1] < -zero ? "maximum" : "undecided";
  }

  f.curve(contours, { strokeColor: colour("sky"), strokeWidth: 1.1 });
  f.curve(() => quadric(-1), { strokeColor: colour("purple"), strokeWidth: 2.5, dash: 2 });
  f.curve(() => quadric(1), { strokeColor: colour("orange"), strokeWidth: 2.5 });
  for (const i of [0, 1]) {
    f.curve(() => { const v = axes().vectors[i]; return [near(v, -0.35), near(v, 0.35)]; },
      { strokeColor: colour("green"), strokeWidth: 2 });
  }

  return () => {
    const { values, vectors } = axes();
    f.expose({ function: chosen(), point: probe(), value: FUNCTIONS[chosen()].value(...probe()), gradient: gradient(),
      hessian: hessian(), eigenvalues: values, axes: vectors, kind: kind(values), critical: critical() });
    f.say(words(values));
  };

  function critical() {
    return Math.hypot(...gradient()) < 0.03;
  }

  function words(values) {
    const [x, y] = probe();
    const [a, b, c] = hessian();
    const shapes = { minimum: "It is curved like a bowl: an ellipse.", maximum: "It is curved like a dome: a dashed ellipse.",
      saddle: "It is curved like a pass: hyperbolas.", undecided: "One eigenvalue is 0: two parallel lines, or nothing." };
    const verdicts = { minimum: "The gradient is nearly zero: a minimum is here.", maximum: "The gradient is nearly zero: a maximum is here.",
      saddle: "The gradient is nearly zero: a saddle is here.",
      undecided: "The gradient is nearly zero, and the second derivatives leave it undecided." };
    const what = kind(values);
    return `At (${show(x)}, ${show(y)}) the Hessian has the rows (${show(a)}, ${show(b)}) and (${show(b)}, ${show(c)}), ` +
      `with the eigenvalues ${show(values[0])} and ${show(values[1])}. ${shapes[what]} ` +
      (critical() ? verdicts[what] : `The gradient has the length ${show(Math.hypot(...gradient()))}: this is no critical point.`);
  }

  // The points around the probe at which h'Hh is sign * LEVEL, as far as they are on the board's scale.
  function quadric(sign) {
    const [a, b, c] = hessian();
    const found = [];
    for (let i = 0; i <= 360; i += 1) {
      const [s, t] = [Math.cos(i * Math.PI / 180), Math.sin(i * Math.PI / 180)];
      const form = sign * (a * s * s + 2 * b * s * t + c * t * t);
      const r = form > 1e-9 ? Math.sqrt(LEVEL / form) : Infinity;
      if (r < 2 * W) found.push(near([s, t], r));
      else if (found.length && found[found.length - 1] !== null) found.push(null);
    }
    return found;
  }
});
