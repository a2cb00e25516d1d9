// The frontier that a history shows, and what its portfolios really are. Params: history, months, target.
"use strict";
m4ds.figure("frontier-handle", (f) => {
  const { show, colour } = m4ds;
  const [LEFT, RIGHT, BOTTOM, TOP] = [-3.5, 3.8, -2.3, 2.4];
  const [RISK, LOW, HIGH] = [12, -1, 2.5];                       // the window, % a month
  const mean = [0.4, 0.5, 0.6, 0.8, 0.9], sd = [4, 5, 6, 8, 10], load = [0.5, 0.6, 0.6, 0.7, 0.5];
  const N = mean.length;
  const truth = sd.map((a, i) => sd.map((b, j) => a * b * (i === j ? 1 : load[i] * load[j])));

  f.board({ width: 4, height: 2.7, label: "Risk to the right and mean upwards, both in per cent a month" });
  f.key([["grey", "the true frontier", true], ["blue", "the frontier of the estimate: what is promised"],
    ["orange", "what the same portfolios really are"]]);
  const history = f.range({ label: "History", min: 1, max: 20, step: 1, value: f.params.history ?? 1, digits: 0 });
  const months = f.range({ label: "Months", min: 12, max: 240, step: 12, value: f.params.months ?? 60, digits: 0 });
  const target = f.range({ label: "Target above the least risk, % a month", min: 0, max: 1.5, step: 0.05, value: f.params.target ?? 0 });
  const shorts = f.choice({ label: "Short sales", options: { free: "allowed", none: "forbidden" }, value: "free" });

  const dot = (u, v) => u.reduce((s, x, i) => s + x * v[i], 0);
  const form = (S, w) => dot(w, S.map((row) => dot(row, w)));
  const solve = (M, right) => {                                  // elimination with pivots; null if singular
    const A = M.map((row, i) => [...row, right[i]]), n = A.length;
    for (let k = 0; k < n; k += 1) {
      let p = k;
      for (let i = k + 1; i < n; i += 1) if (Math.abs(A[i][k]) > Math.abs(A[p][k])) p = i;
      if (Math.abs(A[p][k]) < 1e-9) return null;
      [A[k], A[p]] = [A[p], A[k]];
      for (let i = 0; i < n; i += 1) if (i !== k) {
        const c = A[i][k] / A[k][k];
        for (let j = k; j <= n; j += 1) A[i][j] -= c * A[k][j];
      }
    }
    return A.map((row, i) => row[n] / row[i]);
  };
  const safest = (S, mu, m, held) => {                           // KKT system on the assets held; m null: no target
    const rows = [held.map(() => 1)];
    if (m !== null) rows.push(held.map((i) => mu[i]));
    const M = [...held.map((i, k) => [...held.map((j) => S[i][j]), ...rows.map((r) => r[k])]),
      ...rows.map((r) => [...r, ...rows.map(() => 0)])];
    const x = solve(M, [...held.map(() => 0), 1, ...(m === null ? [] : [m])]);
    if (!x) return null;
    const w = mu.map(() => 0);
    held.forEach((i, k) => { w[i] = x[k]; });
    return w;
  };
  const every = Array.from({ length: 2 ** N - 1 }, (_, k) => mean.map((_, i) => i).filter((i) => (k + 1) >> i & 1));
  const best = (S, mu, m, free) => {                             // without short sales: the best of all lists of assets
    if (free) return safest(S, mu, m, mean.map((_, i) => i));
    let found = null;
    for (const held of every) {
      let w = safest(S, mu, m, held);
      if (!w && held.length === 1 && m !== null && Math.abs(mu[held[0]] - m) < 1e-9) w = mean.map((_, i) => Number(i === held[0]));
      if (w && w.every((x) => x > -1e-12) && (!found || form(S, w) < form(S, found))) found = w;
    }
    return found;
  };
  const draw = (seed, T) => {                                    // normal months by Box and Muller, from a generator of 32 bits
    let state = seed * 7919;
    const uniform = () => {
      state = (state + 0x6D2B79F5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const rows = [];
    for (let t = 0; t < T; t += 1) {
      const market = normal();
      rows.push(mean.map((m, i) => m + sd[i] * (load[i] * market + Math.sqrt(1 - load[i] ** 2) * normal())));
    }
    const mu = mean.map((_, i) => rows.reduce((s, r) => s + r[i], 0) / T);
    const S = mean.map((_, i) => mean.map((_, j) => rows.reduce((s, r) => s + (r[i] - mu[i]) * (r[j] - mu[j]), 0) / (T - 1)));
    return { mu, S };
  };

  let now = null;
  const across = (risk) => LEFT + (RIGHT - LEFT) * risk / RISK;
  const up = (m) => BOTTOM + (TOP - BOTTOM) * (m - LOW) / (HIGH - LOW);
  const at = (risk, m) => (risk <= RISK && m >= LOW && m <= HIGH ? [across(risk), up(m)] : null);
  const real = (w) => at(Math.sqrt(form(truth, w)), dot(mean, w));
  const line = (points) => { const shown = points(); return shown.length ? shown : [null]; };
  f.curve(() => line(() => (now ? now.ideal.map((w) => real(w)) : [])), { strokeColor: colour("grey"), strokeWidth: 2, dash: 2 });
  f.curve(() => line(() => (now ? now.path.map((w) => at(Math.sqrt(form(now.S, w)), dot(now.mu, w))) : [])), { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => line(() => (now ? now.path.map((w) => real(w)) : [])), { strokeColor: colour("orange"), strokeWidth: 2 });
  const spot = (place, name) => {
    const size = 0.09;
    f.curve(() => {
      const p = now && place();
      return p ? [0, 1, 2, 3, 4].map((k) => [p[0] + size * [-1, 1, 1, -1, -1][k], p[1] + size * [-1, -1, 1, 1, -1][k]]) : [null];
    }, { strokeColor: colour(name), fillColor: colour(name), fillOpacity: 1, strokeWidth: 2 });
  };
  spot(() => at(now.promised, now.promisedMean), "blue");
  spot(() => at(now.risk, now.mean), "orange");
  f.curve(() => [[LEFT, TOP], [LEFT, BOTTOM], [RIGHT, BOTTOM]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (const r of [0, 4, 8, 12]) f.text(() => [across(r) - 0.08, BOTTOM - 0.2], () => show(r, 0), { strokeColor: colour("grey"), fontSize: 12 });
  for (const m of [-1, 0, 1, 2]) f.text(() => [LEFT - 0.38, up(m)], () => show(m, 0), { strokeColor: colour("grey"), fontSize: 12 });

  const frontier = (S, mu, free) => {
    const start = best(S, mu, null, free), low = dot(mu, start), top = free ? low + 3 : Math.max(...mu);
    return { start, low, top, path: Array.from({ length: 41 }, (_, k) => best(S, mu, low + (top - low) * k / 40 * (free ? 1 : 0.9999), free) || start) };
  };
  return () => {
    const [k, T, free] = [history(), months(), shorts() === "free"];
    const { mu, S } = draw(k, T);
    const { low, top, path } = frontier(S, mu, free);
    const aim = target() === 0 ? null : Math.min(low + target(), low + (top - low) * (free ? 1 : 0.9999));
    const w = best(S, mu, aim, free) || path[path.length - 1];
    const ideal = frontier(truth, mean, free);
    now = { mu, S, path, ideal: ideal.path, promised: Math.sqrt(form(S, w)), promisedMean: dot(mu, w),
      risk: Math.sqrt(form(truth, w)), mean: dot(mean, w), least: Math.sqrt(form(truth, ideal.start)) };
    f.expose({ history: k, months: T, shorts: shorts(), mu, S, weights: w, promised: now.promised,
      promisedMean: now.promisedMean, risk: now.risk, mean: now.mean, least: now.least });
    f.say(`History ${k}, ${T} months, short sales ${free ? "allowed" : "forbidden"}. Promised: risk ${show(now.promised)} %, mean ${show(now.promisedMean)} %. `
      + `Really: risk ${show(now.risk)} %, mean ${show(now.mean)} %. The least possible risk is ${show(now.least)} %. `
      + `Weights: ${w.map((x) => show(x)).join(", ")}.`);
  };
});
