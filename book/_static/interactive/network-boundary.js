// A network with one hidden layer learns to enclose points: units, learning rate, steps. Params: units, rate, seed.
"use strict";
m4ds.figure("network-boundary", (f) => {
  const { show, colour, contours } = m4ds;
  const [W, H, N] = [3.4, 2.6, 40];
  const X = [];
  for (const [turn, low, high] of [[0, 0, 1], [1, 2.25, 4.84]]) {  // the disc, then the ring: squared radii
    for (let k = 0; k < N; k += 1) {
      const [r, t] = [Math.sqrt(low + (high - low) * (k + 0.5) / N), 2.399963229728653 * k + turn];
      X.push([r * Math.cos(t), r * Math.sin(t)]);
    }
  }
  const y = X.map((_, i) => (i < N ? 1 : 0));

  const uniform = (state) => () => {                               // a generator with a seed, so that each visit is alike
    state = (state + 0x6D2B79F5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  let net = null;
  const begin = (units) => {
    const u = uniform(f.params.seed ?? 1);
    const normal = () => Math.sqrt(-2 * Math.log(1 - u())) * Math.cos(2 * Math.PI * u());
    const draw = (n, scale) => Array.from({ length: n }, () => scale * normal());
    net = { W: Array.from({ length: units }, () => draw(2, 1)), b: draw(units, 0.5), a: draw(units, 1 / Math.sqrt(units)), c: 0, steps: 0 };
  };

  f.board({ width: W, height: H, label: "Points inside a ring of others, and the border that the network draws" });
  f.key([["orange", "fault: class 1"], ["sky", "healthy: class 0"], ["ink", "border: score 0"], ["purple", "where a hidden unit is 0", true]]);
  const units = f.range({ label: "Hidden units", min: 1, max: 8, step: 1, value: f.params.units ?? 2, digits: 0, moved: begin });
  const rate = f.range({ label: "Learning rate", min: 0.5, max: 30, step: 0.5, value: f.params.rate ?? 2 });
  begin(units());

  const hidden = ([p, q]) => net.W.map(([v, w], j) => Math.tanh(v * p + w * q + net.b[j]));
  const score = (h) => h.reduce((sum, value, j) => sum + net.a[j] * value, net.c);
  const lossOf = (z, label) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z;
  const step = () => {
    const [gW, gb, ga] = [net.W.map(() => [0, 0]), net.b.map(() => 0), net.a.map(() => 0)];
    let gc = 0;
    X.forEach((x, i) => {
      const h = hidden(x);
      const error = (1 / (1 + Math.exp(-score(h))) - y[i]) / X.length;   // p - y, and the mean
      gc += error;
      h.forEach((value, j) => {
        const delta = error * net.a[j] * (1 - value * value);            // back through the weight and the tanh
        ga[j] += error * value;
        gb[j] += delta;
        gW[j][0] += delta * x[0];
        gW[j][1] += delta * x[1];
      });
    });
    const eta = rate();
    net = {
      W: net.W.map((row, j) => row.map((w, k) => w - eta * gW[j][k])), b: net.b.map((b, j) => b - eta * gb[j]),
      a: net.a.map((a, j) => a - eta * ga[j]), c: net.c - eta * gc, steps: net.steps + 1,
    };
  };

  for (const [label, name, face] of [[1, "orange", "cross"], [0, "sky", "circle"]]) {
    X.filter((_, i) => y[i] === label).forEach((x) => f.jxg.create("point", x, {
      fixed: true, withLabel: false, highlight: false, size: face === "cross" ? 3 : 2, face, strokeColor: colour(name), fillColor: colour(name),
    }));
  }
  f.curve(() => net.W.flatMap(([v, w], j) => {                          // the line v p + w q + b = 0, cut by the window
    const size = v * v + w * w;
    if (size < 1e-12) return [];
    const [p, q] = [-net.b[j] * v / size, -net.b[j] * w / size];
    const far = 9 / Math.sqrt(size);
    return [[p - far * w, q + far * v], [p + far * w, q - far * v], null];
  }), { strokeColor: colour("purple"), strokeWidth: 1.2, dash: 2 });
  f.curve(() => contours({ value: (p, q) => score(hidden([p, q])), levels: [0] }, W, H), { strokeColor: colour("ink"), strokeWidth: 2.5 });

  f.button("One step", () => { step(); f.update(); });
  let [from, going] = [0, false];
  f.play("Train 300 steps", (t) => {
    if (!going || net.steps < from) [from, going] = [net.steps, true];
    while (net.steps < from + Math.round(300 * t)) step();
    if (t >= 1) going = false;
  }, 2500);

  return () => {
    const scores = X.map((x) => score(hidden(x)));
    const loss = scores.reduce((sum, z, i) => sum + lossOf(z, y[i]), 0) / X.length;
    const right = scores.filter((z, i) => (z > 0) === (y[i] === 1)).length;
    f.expose({ ...net, units: units(), rate: rate(), loss, right });
    f.say(`${units()} hidden units, ${net.steps} steps at rate ${show(rate())}: loss ${show(loss, 3)}, ${right} of ${X.length} points on the right side.`);
  };
});
