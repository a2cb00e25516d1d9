// A probe on a map of contours: the gradient, the level line, and the slope in a direction. Params: function, point, angle.
"use strict";
m4ds.figure("gradient-probe", (f) => {
  const { show, colour } = m4ds;
  const [W, H] = [4, 3];
  const FUNCTIONS = {
    cubic: { value: (x, y) => x * x * y + y ** 3, slopes: (x, y) => [2 * x * y, x * x + 3 * y * y],
      levels: [-50, -35, -24, -16, -10, -6, -3, -1, 0, 1, 3, 6, 10, 16, 24, 35, 50] },
    saddle: { value: (x, y) => x * y, slopes: (x, y) => [y, x],
      levels: [-9, -7, -5, -3.5, -2, -1, -0.4, 0, 0.4, 1, 2, 3.5, 5, 7, 9] },
    cone: { value: (x, y) => Math.hypot(x, y),
      slopes: (x, y) => (x === 0 && y === 0 ? null : [x / Math.hypot(x, y), y / Math.hypot(x, y)]),
      levels: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5] },
  };
  f.board({ width: W, height: H, label: "Contours of a function, a probe with the gradient, and a direction" });
  f.key([["sky", "contours: equal values"], ["orange", "the gradient (long where it is steep)"],
    ["green", "the level line", true], ["purple", "your direction u"]]);

  const chosen = f.choice({ label: "Function", value: f.params.function || "cubic",
    options: { cubic: "x²y + y³", saddle: "xy", cone: "√(x² + y²)" } });
  const probe = f.point({ name: "Probe", at: f.params.point || [1, 1], limit: [3.6, 2.7], step: 0.1,
    look: { fillColor: colour("ink"), strokeColor: colour("paper"), strokeWidth: 2 } });
  const angle = f.range({ label: "Direction, degrees", min: 0, max: 360, step: 1, value: f.params.angle ?? 0, digits: 0 });

  const maps = {};
  const contours = () => (maps[chosen()] ??= m4ds.contours(FUNCTIONS[chosen()], W, H));
  const gradient = () => FUNCTIONS[chosen()].slopes(...probe());
  const length = (v) => Math.hypot(...v);
  const steep = () => gradient() !== null && length(gradient()) > 1e-12;
  const unit = () => { const g = gradient(); return g.map((x) => x / length(g)); };
  const facing = () => { const t = angle() * Math.PI / 180; return [Math.cos(t), Math.sin(t)]; };
  const from = (d, r) => probe().map((x, i) => x + r * d[i]);
  const slope = () => { const [g, u] = [gradient(), facing()]; return g === null ? null : g[0] * u[0] + g[1] * u[1]; };

  f.curve(contours, { strokeColor: colour("sky"), strokeWidth: 1.2 });
  f.curve(() => (steep() ? [from([-unit()[1], unit()[0]], -1.3), from([-unit()[1], unit()[0]], 1.3)] : []),
    { strokeColor: colour("green"), strokeWidth: 2.5, dash: 2 });
  f.curve(() => arrow(facing(), 1.1), { strokeColor: colour("purple"), strokeWidth: 2.5 });
  f.curve(() => (steep() ? arrow(unit(), 0.4 + 1.5 * length(gradient()) / (length(gradient()) + 5)) : []),
    { strokeColor: colour("orange"), strokeWidth: 3.5 });

  return () => {
    const g = gradient();
    f.expose({ function: chosen(), point: probe(), angle: angle(), value: FUNCTIONS[chosen()].value(...probe()), gradient: g,
      steepest: g === null ? null : length(g), slope: slope(), level: steep() ? [-unit()[1], unit()[0]] : null });
    f.say(words(g));
  };

  function words(g) {
    const [x, y] = probe();
    const here = `At (${show(x)}, ${show(y)}) the value is ${show(FUNCTIONS[chosen()].value(x, y))}.`;
    if (g === null) return `${here} This is the tip of the cone: there is no gradient. Every direction leads up, with slope 1.`;
    if (!steep()) return `${here} The gradient is zero: the slope is 0 in every direction.`;
    const u = facing();
    const cosine = Math.max(-1, Math.min(1, slope() / length(g)));
    const turn = Math.acos(cosine) * 180 / Math.PI;
    const found = `${here} The gradient is (${show(g[0])}, ${show(g[1])}), of length ${show(length(g))}. ` +
      `Your direction u = (${show(u[0])}, ${show(u[1])}) makes an angle of ${show(turn, 0)}° with it; the slope is ${show(slope())}.`;
    if (turn < 0.75) return `${found} This is the steepest way up.`;
    if (turn > 179.25) return `${found} This is the steepest way down.`;
    if (Math.abs(turn - 90) < 0.75) return `${found} You walk along the contour: no slope, up to a degree of rounding.`;
    return found;
  }

  // A line with a head, as one piece: it may be redrawn as nothing.
  function arrow(d, r) {
    const [tip, side] = [from(d, r), [-d[1], d[0]]];
    const barb = (s) => tip.map((x, i) => x - 0.2 * d[i] + s * 0.1 * side[i]);
    return [probe(), tip, null, barb(1), tip, barb(-1)];
  }
});
