// An axis through the mean of a cloud: variance along it, squared distance from it, and their sum. Params: points, angle.
// The last point can be dragged.
"use strict";
m4ds.figure("rotating-axis", (f) => {
  const { show, colour } = m4ds;
  const [TOP, LEFT, LONG] = [-2.9, -3.6, 7.2]; // where the two bars lie
  const given = f.params.points || [[-2, -1], [0, 1], [2, 0]];
  f.board({ width: 4.2, height: 3.4, label: "A cloud of points, an axis through its mean, and the distances from the axis" });
  f.key([["blue", "the axis, and the variance along it"], ["orange", "the distances, and their mean square"],
    ["purple", "the best axis", true]]);

  const dragged = f.point({ name: "Last point", at: given[given.length - 1], limit: [3.8, 2.4], step: 0.1,
    look: { fillColor: colour("gold"), strokeColor: colour("paper"), strokeWidth: 2 } });
  const angle = f.range({ label: "Angle of the axis, degrees", min: 0, max: 180, step: 1, value: f.params.angle ?? 90, digits: 0 });

  let now = measure();

  f.curve(() => [at(now.mean, 9), at(now.mean, -9)], { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => (now.best === null ? [] : [along(now.best, 9), along(now.best, -9)]),
    { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => now.points.flatMap((p, i) => [p, now.feet[i], null]), { strokeColor: colour("orange"), strokeWidth: 2 });
  f.curve(() => now.points.flatMap((p) => ring(p, 0.075)), { strokeColor: colour("ink"), strokeWidth: 1.5, fillColor: colour("ink"), fillOpacity: 1 });
  f.curve(() => now.feet.flatMap((p) => ring(p, 0.05)), { strokeColor: colour("blue"), strokeWidth: 1.5 });
  f.curve(() => bar(0, share()), { strokeColor: colour("blue"), strokeWidth: 1, fillColor: colour("blue"), fillOpacity: 1 });
  f.curve(() => bar(share(), 1), { strokeColor: colour("orange"), strokeWidth: 1, fillColor: colour("orange"), fillOpacity: 1 });

  return () => {
    now = measure();
    f.expose({ points: now.points, angle: angle(), mean: now.mean, variance: now.variance, error: now.error,
      total: now.total, best: now.best });
    f.say(words());
  };

  function measure() {
    const points = [...given.slice(0, -1), dragged()];
    const n = points.length;
    const mean = [0, 1].map((i) => points.reduce((sum, p) => sum + p[i], 0) / n);
    const rest = points.map((p) => [p[0] - mean[0], p[1] - mean[1]]);
    const sum = (g) => rest.reduce((s, r) => s + g(r), 0) / (n - 1);
    const [a, b, c] = [sum((r) => r[0] * r[0]), sum((r) => r[0] * r[1]), sum((r) => r[1] * r[1])];
    const [x, y] = unit(angle());
    const lengths = rest.map((r) => r[0] * x + r[1] * y);
    const feet = lengths.map((t) => [mean[0] + t * x, mean[1] + t * y]);
    const variance = sum((r) => (r[0] * x + r[1] * y) ** 2);
    const error = sum((r) => (r[0] * y - r[1] * x) ** 2);
    const round = Math.hypot(a - c, 2 * b) < 1e-9 * (a + c);
    const turn = Math.atan2(2 * b, a - c) * 90 / Math.PI;
    return { points, mean, feet, variance, error, total: a + c, best: round ? null : (turn + 180) % 180 };
  }

  function unit(degrees) { const t = degrees * Math.PI / 180; return [Math.cos(t), Math.sin(t)]; }
  function share() { return now.total > 0 ? now.variance / now.total : 0; }
  function at([x, y], length) { const [u, v] = unit(angle()); return [x + length * u, y + length * v]; }
  function along(degrees, length) { const [u, v] = unit(degrees); return [now.mean[0] + length * u, now.mean[1] + length * v]; }

  function bar(from, to) {
    const [x0, x1] = [LEFT + LONG * from, LEFT + LONG * to];
    return [[x0, TOP], [x1, TOP], [x1, TOP - 0.3], [x0, TOP - 0.3], [x0, TOP]];
  }

  function ring([x, y], r) {
    return [...Array.from({ length: 13 }, (_, i) => [x + r * Math.cos(i * Math.PI / 6), y + r * Math.sin(i * Math.PI / 6)]), null];
  }

  function words() {
    const sums = `Variance along the axis ${show(now.variance)}, mean squared distance from it ${show(now.error)}; ` +
      `together ${show(now.total)}, whatever the angle, up to rounding.`;
    if (now.best === null) return `${sums} This cloud varies equally in every direction: no axis is better than another.`;
    const away = Math.abs(now.best - angle()) % 180;
    const off = Math.min(away, 180 - away);
    if (off < 1) return `${sums} This is the best axis, to a degree: the variance is largest and the distances are smallest.`;
    if (off > 89) return `${sums} This is the worst axis, to a degree: the variance is smallest and the distances are largest.`;
    return `${sums} The best axis lies at ${show(now.best, 0)}°, ${show(off, 0)}° away.`;
  }
});
