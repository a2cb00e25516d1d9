// A logistic curve over eight labels: move intercept and slope, and watch the log-likelihood. Params: labels, intercept, slope.
"use strict";
m4ds.figure("logistic-fit", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.6;
  const [LEFT, RIGHT, ZERO, ONE] = [-3.6, 3.6, -1.6, 1.7];          // where the readings -3.6 and 3.6, and 0 and 1 are drawn
  const readings = [-3, -2, -1.2, -0.6, 0.4, 1, 2, 3];
  const sets = { overlapping: [0, 0, 0, 1, 0, 1, 1, 1], separated: [0, 0, 0, 0, 1, 1, 1, 1], wrong: [0, 0, 0, 0, 1, 1, 1, 0] };
  const names = { overlapping: "overlapping", separated: "separated", wrong: "separated but for one wrong label" };

  f.board({ width: W, height: H, label: "Eight labels and a logistic curve" });
  f.key([["orange", "the labels"], ["blue", "your curve"], ["green", "the best curve, if there is one", true]]);
  const which = f.choice({ label: "Labels", options: names, value: f.params.labels || "overlapping" });
  const intercept = f.range({ label: "Intercept", min: -5, max: 5, step: 0.1, value: f.params.intercept ?? 0, digits: 1 });
  const slope = f.range({ label: "Slope", min: -2, max: 20, step: 0.1, value: f.params.slope ?? 0.5, digits: 1 });

  const sigma = (t) => (t >= 0 ? 1 / (1 + Math.exp(-t)) : Math.exp(t) / (1 + Math.exp(t)));
  const softplus = (t) => Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  const loglik = (y, a, b) => readings.reduce((sum, x, i) => sum + y[i] * (a + b * x) - softplus(a + b * x), 0);

  // Newton from zero; null if some threshold separates the labels.
  const best = (y) => {
    const ones = readings.filter((_, i) => y[i] === 1), zeros = readings.filter((_, i) => y[i] === 0);
    if (Math.min(...ones) >= Math.max(...zeros) || Math.max(...ones) <= Math.min(...zeros)) return null;
    let [a, b] = [0, 0];
    for (let k = 0; k < 30; k += 1) {
      let [ga, gb, aa, ab, bb] = [0, 0, 0, 0, 0];
      readings.forEach((x, i) => {
        const p = sigma(a + b * x), w = p * (1 - p), r = y[i] - p;
        ga += r; gb += r * x; aa += w; ab += w * x; bb += w * x * x;
      });
      const det = aa * bb - ab * ab;
      a += (bb * ga - ab * gb) / det;
      b += (aa * gb - ab * ga) / det;
    }
    return [a, b];
  };
  const found = Object.fromEntries(Object.entries(sets).map(([name, y]) => [name, best(y)]));

  const up = (p) => ZERO + (ONE - ZERO) * p;
  const grid = Array.from({ length: 181 }, (_, i) => LEFT + (RIGHT - LEFT) * i / 180);
  const s = (a, b) => grid.map((x) => [x, up(sigma(a + b * x))]);
  for (const p of [0, 0.5, 1]) {
    f.curve(() => [[LEFT, up(p)], [RIGHT, up(p)]], { strokeColor: colour("grey"), strokeWidth: 0.7, dash: p === 0.5 ? 2 : 0 });
    f.text(() => [LEFT - 0.2, up(p)], () => show(p, 1), { strokeColor: colour("grey"), fontSize: 12 });
  }
  for (let x = -3; x <= 3; x += 1) f.text(() => [x, ZERO - 0.45], () => show(x, 0), { strokeColor: colour("grey"), fontSize: 12 });
  f.curve(() => (found[which()] ? s(...found[which()]) : []), { strokeColor: colour("green"), strokeWidth: 2, dash: 2 });
  f.curve(() => s(intercept(), slope()), { strokeColor: colour("blue"), strokeWidth: 2.5 });
  const ring = (x, y) => Array.from({ length: 17 }, (_, k) => [x + 0.09 * Math.cos(k * Math.PI / 8), y + 0.09 * Math.sin(k * Math.PI / 8)]);
  f.curve(() => readings.flatMap((x, i) => [...ring(x, up(sets[which()][i])), null]),
    { strokeColor: colour("orange"), strokeWidth: 4 });

  return () => {
    const [name, a, b] = [which(), intercept(), slope()];
    const y = sets[name], top = found[name];
    const value = loglik(y, a, b);
    const peak = top ? loglik(y, ...top) : 0;
    f.expose({ labels: name, intercept: a, slope: b, loglik: value, best: top, largest: peak });
    f.say(`Log-likelihood ${show(value, 4)}. ` + (top
      ? `The largest is ${show(peak, 4)}, at intercept ${show(top[0])} and slope ${show(top[1])}.`
      : "It comes as near to 0 as you like, and never reaches it: the labels are separated."));
  };
});
