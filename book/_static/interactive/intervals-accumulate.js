// Intervals for a mean, one after the other, and the share of them that holds it. Params: law, n, level, count.
"use strict";
m4ds.figure("intervals-accumulate", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 3;
  const [LEFT, RIGHT, BASE, TOP, ROWS, MOST] = [-3.7, 3.7, -2.3, 2.6, 40, 2000];
  const names = { normal: "normal", skewed: "skewed (exponential)" };

  f.board({ width: W, height: H, label: "The last forty intervals, and the true mean" });
  f.key([["sky", "holds the true mean"], ["orange", "misses it"], ["ink", "the true mean"]]);
  const which = f.choice({ label: "Law of the data", options: names, value: f.params.law || "normal" });
  const level = f.choice({ label: "Level", options: { 0.8: "80 %", 0.95: "95 %", 0.99: "99 %" }, value: f.params.level || "0.95" });
  const size = f.range({ label: "Numbers in a sample, n", min: 2, max: 50, step: 1, value: f.params.n ?? 10, digits: 0 });
  const count = f.range({ label: "Samples drawn", min: 20, max: MOST, step: 20, value: f.params.count ?? 100, digits: 0 });
  f.button("Draw 200 more", () => { count.put(Math.min(MOST, count() + 200)); f.update(); });

  // mulberry32: the same samples for every reader.
  const generator = (seed) => {
    let a = seed;
    return () => {
      a = (a + 0x6D2B79F5) | 0;
      let t = Math.imul(a ^ (a >>> 15), 1 | a);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
    };
  };
  const makers = {
    normal: (random) => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
    skewed: (random) => -Math.log(random()) - 1,                  // its mean is 0
  };

  // P(|T| <= t) for whole degrees of freedom: a finite sum in the angle.
  const inside = (t, df) => {
    const angle = Math.atan(t / Math.sqrt(df));
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    let [term, sum] = df % 2 ? [cos, df > 1 ? cos : 0] : [1, 1];
    for (let k = df % 2 ? 3 : 2; k <= df - 2; k += 2) { term *= cos * cos * (k - 1) / k; sum += term; }
    return df % 2 ? 2 / Math.PI * (angle + sin * sum) : sin * sum;
  };
  const quantile = (p, df) => {
    let [low, high] = [0, 1];
    while (inside(high, df) < p) high *= 2;
    for (let i = 0; i < 60; i += 1) {
      const middle = (low + high) / 2;
      if (inside(middle, df) < p) low = middle; else high = middle;
    }
    return high;
  };

  const draw = (law, n, p, samples) => {
    const [random, make, q] = [generator(20), makers[law], quantile(p, n - 1)];
    const found = { rows: [], hits: 0, low: 0, q };
    for (let i = 0; i < samples; i += 1) {
      const x = Array.from({ length: n }, () => make(random));
      const mean = x.reduce((a, b) => a + b, 0) / n;
      const half = q * Math.sqrt(x.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1) / n);
      if (Math.abs(mean) <= half) found.hits += 1; else if (mean < 0) found.low += 1;
      if (i >= samples - ROWS) found.rows.push([mean - half, mean + half]);
    }
    return found;
  };

  let now = null, half = 1;
  const across = (x) => Math.max(LEFT, Math.min(RIGHT, RIGHT * x / half));
  const up = (i) => BASE + (TOP - BASE) * (i + 0.5) / ROWS;
  const bars = (good) => () => (now ? now.rows.flatMap(([a, b], i) => ((a <= 0 && 0 <= b) === good
    ? [[across(a), up(i)], [across(b), up(i)], null] : [])) : []);
  f.curve(bars(true), { strokeColor: colour("sky"), strokeWidth: 2.5 });
  f.curve(bars(false), { strokeColor: colour("orange"), strokeWidth: 3.5 });
  f.curve(() => [[0, BASE], [0, TOP]], { strokeColor: colour("ink"), strokeWidth: 1.5 });
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (const part of [-1, 0, 1]) {
    f.text(() => [part * RIGHT * 0.92, BASE - 0.33], () => show(part * half * 0.92), { strokeColor: colour("grey"), fontSize: 12 });
  }

  return () => {
    const [law, n, p, samples] = [which(), size(), Number(level()), count()];
    now = draw(law, n, p, samples);
    half = 2.2 * Math.min(now.q, 6) / Math.sqrt(n);
    const share = now.hits / samples;
    const error = Math.sqrt(share * (1 - share) / samples);
    f.expose({ law, n, level: p, samples, hits: now.hits, low: now.low, share, error, q: now.q, last: now.rows.at(-1) });
    f.say(`${samples} samples of ${n}, ${names[law]}: ${show(100 * share, 1)} % of the intervals hold the true mean, plus or minus `
      + `${show(100 * error, 1)} (promised: ${show(100 * p, 0)} %). Too far left: ${now.low}, too far right: ${samples - now.hits - now.low}.`);
  };
});
