// A chance: Beta prior, passes and fails, posterior, its 95 % interval and the prediction. Params: a, b, passed, failed.
"use strict";
m4ds.figure("posterior-updating", (f) => {
  const { show, colour } = m4ds;
  const [W, H] = [4, 2.6];
  const [LEFT, RIGHT, BASE, TOP] = [-3.7, 3.7, -2.0, 2.3];
  const N = 400;

  f.board({ width: W, height: H, label: "Prior, likelihood and posterior of a chance" });
  f.key([["grey", "prior", true], ["blue", "likelihood, rescaled"], ["orange", "posterior, with 95 % below it shaded"]]);
  const a = f.range({ label: "Prior a", min: 0.5, max: 20, step: 0.5, value: f.params.a ?? 1 });
  const b = f.range({ label: "Prior b", min: 0.5, max: 20, step: 0.5, value: f.params.b ?? 1 });
  const passed = f.range({ label: "Passed", min: 0, max: 50, step: 1, value: f.params.passed ?? 8, digits: 0 });
  const failed = f.range({ label: "Failed", min: 0, max: 50, step: 1, value: f.params.failed ?? 2, digits: 0 });

  const logGamma = (x) => {                                      // Stirling's series, after steps up to 10
    let [shift, z] = [0, x];
    while (z < 10) { shift += Math.log(z); z += 1; }
    const i = 1 / (z * z);
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI)
      + (1 / 12 - i * (1 / 360 - i * (1 / 1260 - i / 1680))) / z - shift;
  };
  const logBeta = (p, q) => logGamma(p) + logGamma(q) - logGamma(p + q);
  const density = (p, q, x) => Math.exp((p - 1) * Math.log(x) + (q - 1) * Math.log1p(-x) - logBeta(p, q));
  const fraction = (p, q, x) => {                                // the continued fraction, for x left of the middle
    const safe = (v) => (Math.abs(v) < 1e-300 ? 1e-300 : v);
    let [c, d] = [1, 1 / safe(1 - (p + q) * x / (p + 1))];
    let h = d;
    for (let k = 1; k < 300; k += 1) {
      for (const step of [k * (q - k) * x / ((p + 2 * k - 1) * (p + 2 * k)),
        -(p + k) * (p + q + k) * x / ((p + 2 * k) * (p + 2 * k + 1))]) {
        d = 1 / safe(1 + step * d);
        c = safe(1 + step / c);
        h *= c * d;
      }
      if (Math.abs(c * d - 1) < 1e-15) break;
    }
    return Math.exp(p * Math.log(x) + q * Math.log1p(-x) - logBeta(p, q)) * h / p;
  };
  const below = (p, q, x) => (x < (p + 1) / (p + q + 2) ? fraction(p, q, x) : 1 - fraction(q, p, 1 - x));
  const quantile = (p, q, level) => {
    let [low, high] = [0, 1];
    for (let i = 0; i < 60; i += 1) {
      const middle = (low + high) / 2;
      if (below(p, q, middle) < level) low = middle; else high = middle;
    }
    return (low + high) / 2;
  };

  let now = null;
  const xs = Array.from({ length: N - 1 }, (_, i) => (i + 1) / N);
  const across = (x) => LEFT + (RIGHT - LEFT) * x;
  const up = (y) => BASE + (TOP - BASE) * Math.min(y / (now ? now.peak : 1), 1);
  const graph = (p, q) => xs.map((x) => [across(x), up(density(p, q, x))]);
  f.curve(() => {
    if (!now) return [];
    const inside = xs.filter((x) => x > now.low && x < now.high);
    const ends = [now.low, ...inside, now.high];
    return [[across(now.low), BASE], ...ends.map((x) => [across(x), up(density(now.p, now.q, x))]), [across(now.high), BASE]];
  }, { strokeWidth: 0, strokeColor: colour("orange"), fillColor: colour("orange"), fillOpacity: 0.25 });
  f.curve(() => (now ? graph(a(), b()) : []), { strokeColor: colour("grey"), strokeWidth: 2, dash: 2 });
  f.curve(() => (now ? graph(passed() + 1, failed() + 1) : []), { strokeColor: colour("blue"), strokeWidth: 1.5 });
  f.curve(() => (now ? graph(now.p, now.q) : []), { strokeColor: colour("orange"), strokeWidth: 3 });
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (const x of [0, 0.25, 0.5, 0.75, 1]) {
    f.text(() => [across(x), BASE - 0.32], () => show(x), { strokeColor: colour("grey"), fontSize: 12 });
  }

  return () => {
    const [p, q] = [a() + passed(), b() + failed()];
    const peak = 1.05 * Math.max(...xs.slice(4, -4).flatMap((x) => [density(p, q, x), density(a(), b(), x)]));
    now = { p, q, peak, low: quantile(p, q, 0.025), high: quantile(p, q, 0.975) };
    let five = 1;
    for (let j = 0; j < 5; j += 1) five *= (p + j) / (p + q + j);
    f.expose({ a: a(), b: b(), passed: passed(), failed: failed(), mean: p / (p + q), low: now.low, high: now.high, five });
    f.say(`Posterior Beta(${show(p)}, ${show(q)}): mean ${show(p / (p + q), 3)}, 95 % from ${show(now.low, 3)} to `
      + `${show(now.high, 3)}. The next five all pass with probability ${show(five, 3)}.`);
  };
});
