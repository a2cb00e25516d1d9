// A law with two humps and a bell to move: the divergence in both directions. Params: mean, sd, weight of the right hump.
"use strict";
m4ds.figure("kl-explorer", (f) => {
  const { show, colour } = m4ds;
  const grid = Array.from({ length: 201 }, (_, i) => (i - 100) / 10);
  const BASE = -1.7;
  const place = (x) => 0.62 * x;
  const height = (mass) => BASE + 0.52 * 100 * mass;            // a mass of a bin of width 0.1
  const logSum = (v) => { const top = Math.max(...v); return top + Math.log(v.reduce((s, x) => s + Math.exp(x - top), 0)); };
  const logBell = (m, s) => {
    const raw = grid.map((x) => -(((x - m) / s) ** 2) / 2);
    const total = logSum(raw);
    return raw.map((v) => v - total);
  };
  const divergence = (a, b) => a.reduce((sum, v, i) => sum + Math.exp(v) * (v - b[i]), 0);

  const weight = f.params.weight ?? 0.6;
  const [left, right] = [logBell(-2, 0.6), logBell(2, 0.6)];
  const p = left.map((v, i) => logSum([Math.log(1 - weight) + v, Math.log(weight) + right[i]]));

  f.board({ width: 4, height: 2.5, label: "A law p with two humps, and a bell q that you move" });
  f.key([["grey", "p, fixed"], ["blue", "q, the bell"], ["orange", "D(p || q), bar", false], ["green", "D(q || p), bar", false]]);
  const mean = f.range({ label: "Mean of q", min: -3, max: 3, step: 0.1, value: f.params.mean ?? -1, digits: 1 });
  const sd = f.range({ label: "Standard deviation of q", min: 0.4, max: 3, step: 0.05, value: f.params.sd ?? 1 });

  let now = null;
  const line = (law) => grid.map((x, i) => [place(x), height(Math.exp(law[i]))]).slice(40, 161);   // -6 to 6
  const bar = (value, y) => [[-3.7, y], [-3.7 + Math.min(value, 4) * 1.15, y]];
  f.curve(() => [[-3.75, BASE], [3.75, BASE]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => line(p), { strokeColor: colour("grey"), strokeWidth: 4 });
  f.curve(() => (now ? line(now.q) : []), { strokeColor: colour("blue"), strokeWidth: 3 });
  f.curve(() => (now ? bar(now.forward, 2.15) : []), { strokeColor: colour("orange"), strokeWidth: 9 });
  f.curve(() => (now ? bar(now.backward, 1.75) : []), { strokeColor: colour("green"), strokeWidth: 9 });
  [-4, -2, 0, 2, 4].forEach((x) => f.text(() => [place(x), BASE - 0.35], () => show(x, 0), { strokeColor: colour("grey"), fontSize: 12 }));

  return () => {
    const q = logBell(mean(), sd());
    now = { q, forward: divergence(p, q), backward: divergence(q, p) };
    f.expose({ mean: mean(), sd: sd(), weight, p: p.map(Math.exp), q: q.map(Math.exp), forward: now.forward, backward: now.backward });
    f.say(`With mean ${show(mean(), 1)} and standard deviation ${show(sd())}: D(p || q) = ${show(now.forward, 3)} nats, ` +
      `D(q || p) = ${show(now.backward, 3)} nats.`);
  };
});
