// Resamples of a small sample, one after the other: the draw on top, the histogram of its statistic below.
// Params: data, draws, statistic.
"use strict";
m4ds.figure("bootstrap-resample", (f) => {
  const { show, colour } = m4ds;
  const MOST = 2000;
  const [LEFT, RIGHT, BASE, TOP, ROW] = [-3.7, 3.8, -2.0, 0.9, 1.35];
  const data = [...f.params.data].sort((a, b) => a - b);
  const n = data.length;
  const END = data[n - 1] + 2;                                     // hours at the right edge
  const names = { mean: "mean", median: "median", maximum: "maximum" };
  const half = { mean: 0.25, median: 0.5, maximum: 0.5 };           // half the width of a bar, in hours

  f.board({ width: 4, height: 2.6, label: "A resample of the data, and the histogram of its statistic" });
  f.key([["grey", "the data"], ["orange", "the present resample and its statistic"], ["sky", "all resamples so far"],
    ["purple", "95 % percentile interval", true]]);
  const which = f.choice({ label: "Statistic", options: names, value: f.params.statistic || "mean" });
  const draws = f.range({ label: "Resamples drawn", min: 2, max: MOST, step: 1, value: f.params.draws ?? 40, digits: 0 });
  f.button("Draw one more", () => go(draws() + 1));
  f.button("Draw 100 more", () => go(draws() + 100));

  const go = (to) => { draws.put(Math.min(MOST, to)); f.update(); };

  // mulberry32: the same resamples on every visit
  let seed = 7;
  const random = () => {
    seed = (seed + 0x6D2B79F5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const samples = Array.from({ length: MOST }, () => Array.from({ length: n }, () => Math.floor(random() * n)));
  const middle = (x) => (n % 2 ? x[(n - 1) / 2] : (x[n / 2 - 1] + x[n / 2]) / 2);
  const take = {
    mean: (x) => x.reduce((sum, v) => sum + v, 0) / n,
    median: (x) => middle([...x].sort((a, b) => a - b)),
    maximum: (x) => Math.max(...x),
  };
  const all = Object.fromEntries(Object.keys(names).map((name) => [name, samples.map((s) => take[name](s.map((i) => data[i])))]));

  const quantile = (sorted, level) => {
    const place = level * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  };

  let now = null;
  const across = (hours) => LEFT + (RIGHT - LEFT) * hours / END;
  const up = (share) => BASE + (TOP - BASE) * share / now.tallest;
  f.curve(() => (now ? now.bars.flatMap(([at, share]) => {
    const [a, b] = [across(at - 0.9 * now.half), across(at + 0.9 * now.half)];
    return [[a, BASE], [a, up(share)], [b, up(share)], [b, BASE]];
  }) : []), { strokeColor: colour("sky"), fillColor: colour("sky"), fillOpacity: 0.9, strokeWidth: 1 });
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE], null, [LEFT, ROW], [RIGHT, ROW]], { strokeColor: colour("grey"), strokeWidth: 1 });
  const square = (x, y, r) => [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r], [x - r, y - r], null];
  f.curve(() => data.flatMap((x, i) => square(across(x), ROW - 0.12 - (data[i - 1] === x ? 0.14 : 0), 0.05)),
    { strokeColor: colour("grey"), strokeWidth: 1.5 });
  f.curve(() => {
    if (!now) return [];
    const seen = new Map();
    return now.sample.flatMap((i) => {
      const level = seen.get(data[i]) ?? 0;
      seen.set(data[i], level + 1);
      return square(across(data[i]), ROW + 0.12 + 0.15 * level, 0.05);
    });
  }, { strokeColor: colour("orange"), strokeWidth: 2.5 });
  f.curve(() => (now ? [[across(now.value), BASE], [across(now.value), ROW]] : []), { strokeColor: colour("orange"), strokeWidth: 1.5 });
  f.curve(() => (now ? [[across(now.low), BASE], [across(now.low), TOP], null, [across(now.high), BASE], [across(now.high), TOP]] : []),
    { strokeColor: colour("purple"), strokeWidth: 1.8, dash: 2 });
  for (let x = 0; x <= END; x += 10) f.text(() => [across(x), BASE - 0.3], () => show(x, 0), { strokeColor: colour("grey"), fontSize: 12 });
  f.text(() => [across(35), BASE - 0.3], () => "hours", { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    const [name, b] = [which(), draws()];
    const values = all[name].slice(0, b);
    const sorted = [...values].sort((x, y) => x - y);
    const centre = values.reduce((sum, v) => sum + v, 0) / b;
    const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (b - 1));
    const counts = new Map();
    const width = 2 * half[name];
    for (const v of values) {
      const at = Math.round(v / width) * width;
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    const bars = [...counts].map(([at, count]) => [at, count / b]).sort((x, y) => x[0] - y[0]);
    const sample = samples[b - 1];
    const largest = values.filter((v) => v === data[n - 1]).length / b;
    const missing = n - new Set(sample).size;
    now = {
      bars, half: half[name], tallest: Math.max(...bars.map((bar) => bar[1])), sample, value: values[b - 1],
      low: quantile(sorted, 0.025), high: quantile(sorted, 0.975),
    };
    f.expose({
      statistic: name, draws: b, sd, low: now.low, high: now.high, value: now.value, missing, different: new Set(values).size, largest,
    });
    const edge = name === "maximum" ? ` The data's own maximum, ${show(data[n - 1])}, in ${show(100 * largest, 1)} % of them; never more.` : "";
    f.say(`Resample ${b} leaves out ${missing} of ${n} observations; its ${name} is ${show(now.value)}. ${b} resamples: `
      + `standard deviation ${show(sd)}, 95 % from ${show(now.low)} to ${show(now.high)}, ${now.bars.length} bars.${edge}`);
  };
});
