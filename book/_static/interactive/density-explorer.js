// Laws with a density: choose one, move its parameters and an interval. Probability is area. Params: law, shape, scale, from, to.
"use strict";
m4ds.figure("density-explorer", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 3.2;
  const [LEFT, RIGHT] = [-3.2, 3.85];                          // the frame, left to right
  const UP = { base: 0.35, top: 2.9 }, DOWN = { base: -2.6, top: -0.6 };   // the density above, the distribution function below
  const laws = { weibull: "Weibull", exponential: "exponential", gamma: "Gamma", normal: "normal", uniform: "uniform" };

  f.board({ width: W, height: H, label: "A density above and its distribution function below, with an interval" });
  f.key([["blue", "density (above), distribution function (below)"], ["orange", "the interval: area above, rise below"]]);
  const which = f.choice({ label: "Law", options: laws, value: f.params.law || "weibull" });
  const shape = f.range({ label: "Shape (Weibull, Gamma)", min: 0.5, max: 6, step: 0.1, value: f.params.shape ?? 1.8, digits: 1 });
  const scale = f.range({ label: "Scale (normal: standard deviation)", min: 0.1, max: 2, step: 0.1, value: f.params.scale ?? 1, digits: 1 });
  const from = f.range({ label: "Interval from", min: 0, max: 4, step: 0.05, value: f.params.from ?? 0.5 });
  const to = f.range({ label: "Interval to", min: 0, max: 4, step: 0.05, value: f.params.to ?? 1 });

  // log Gamma by Stirling's series, after the recursion has carried the argument beyond 8.
  function logGamma(a) {
    let shift = 0;
    for (; a < 8; a += 1) shift += Math.log(a);
    const r = 1 / (a * a);
    return (a - 0.5) * Math.log(a) - a + 0.5 * Math.log(2 * Math.PI)
      + (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / a - shift;
  }

  // P(X <= x) of the Gamma law with scale 1: its power series, all terms positive.
  function gammaCdf(a, x) {
    if (x <= 0) return 0;
    let [term, total] = [1, 1];
    for (let n = 1; n < 2000 && term > 1e-17 * total; n += 1) { term *= x / (a + n); total += term; }
    return Math.min(1, total * Math.exp(a * Math.log(x) - x - logGamma(a + 1)));
  }

  // The normal law has the mean 2, so that its hump stands in the frame; Phi comes from the Gamma law of shape 1/2.
  const MEAN = 2;
  const make = {
    weibull: (k, s) => ({ pdf: (x) => (x < 0 ? 0 : k / s * (x / s) ** (k - 1) * Math.exp(-((x / s) ** k))), cdf: (x) => -Math.expm1(-((x / s) ** k)) }),
    exponential: (k, s) => ({ pdf: (x) => Math.exp(-x / s) / s, cdf: (x) => -Math.expm1(-x / s) }),
    gamma: (k, s) => ({ pdf: (x) => { const p = Math.exp((k - 1) * Math.log(x / s) - x / s - logGamma(k)) / s; return Number.isNaN(p) ? Math.exp(-logGamma(k)) / s : p; },
      cdf: (x) => gammaCdf(k, x / s) }),
    normal: (k, s) => ({ pdf: (x) => Math.exp(-0.5 * ((x - MEAN) / s) ** 2) / (s * Math.sqrt(2 * Math.PI)),
      cdf: (x) => 0.5 + Math.sign(x - MEAN) * 0.5 * gammaCdf(0.5, 0.5 * ((x - MEAN) / s) ** 2) }),
    uniform: (k, s) => ({ pdf: (x) => (x <= s ? 1 / s : 0), cdf: (x) => Math.min(1, x / s) }),
  };

  let now = null;
  const across = (x) => LEFT + (RIGHT - LEFT) * x / 4;
  const above = (y) => UP.base + (UP.top - UP.base) * Math.min(y / now.top, 1.02);
  const below = (y) => DOWN.base + (DOWN.top - DOWN.base) * y;
  const grid = (a, b) => Array.from({ length: 241 }, (_, i) => a + (b - a) * i / 240);
  const finite = (y) => (Number.isFinite(y) ? y : 10 * now.top);
  const line = (name, width = 2.4) => ({ strokeColor: colour(name), strokeWidth: width });

  f.curve(() => (now ? [...[0, 0.5, 1].flatMap((t) => [[LEFT, above(t * now.top)], [RIGHT, above(t * now.top)], null, [LEFT, below(t)], [RIGHT, below(t)], null])] : []),
    line("light", 1));
  f.curve(() => {
    if (!now || now.b === now.a) return [];
    return [[across(now.a), UP.base], ...grid(now.a, now.b).map((x) => [across(x), above(finite(now.law.pdf(x)))]), [across(now.b), UP.base]];
  }, { ...line("orange", 1), fillColor: colour("orange"), fillOpacity: 0.45 });
  f.curve(() => (now ? grid(0, 4).map((x) => [across(x), above(finite(now.law.pdf(x)))]) : []), line("blue"));
  f.curve(() => (now ? grid(0, 4).map((x) => [across(x), below(now.law.cdf(x))]) : []), line("blue"));
  f.curve(() => {
    if (!now) return [];
    const [low, high] = [now.law.cdf(now.a), now.law.cdf(now.b)].map(below);
    return [[LEFT, low], [across(now.a), low], null, [LEFT, high], [across(now.b), high], null, [LEFT + 0.06, low], [LEFT + 0.06, high]];
  }, line("orange", 2));
  [0, 0.5, 1].forEach((t) => {
    f.text(() => [-3.58, now ? above(t * now.top) : 0], () => (now ? show(t * now.top, 2) : ""), { strokeColor: colour("grey"), fontSize: 12 });
    f.text(() => [-3.58, below(t)], () => show(t, 1), { strokeColor: colour("grey"), fontSize: 12 });
  });
  [0, 1, 2, 3, 4].forEach((x) => f.text(() => [across(x), -2.92], () => String(x), { strokeColor: colour("grey"), fontSize: 12 }));

  return () => {
    const [k, s] = [shape(), scale()];
    const law = make[which()](k, s);
    const [a, b] = [Math.min(from(), to()), Math.max(from(), to())];
    const inner = grid(0, 4).map(law.pdf).filter(Number.isFinite);
    const most = Math.max(...inner.slice(2));
    now = { law, a, b, top: [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64].find((t) => t >= most) ?? 64 };
    const probability = law.cdf(b) - law.cdf(a);
    const middle = law.pdf((a + b) / 2);
    f.expose({ law: which(), shape: k, scale: s, from: a, to: b, probability, low: law.cdf(a), high: law.cdf(b),
      middle: Number.isFinite(middle) ? middle : null });
    const name = { weibull: `Weibull, shape ${show(k, 1)}, scale ${show(s, 1)}`, exponential: `Exponential, mean ${show(s, 1)}`,
      gamma: `Gamma, shape ${show(k, 1)}, scale ${show(s, 1)}`, normal: `Normal, mean 2, standard deviation ${show(s, 1)}`, uniform: `Uniform on 0 to ${show(s, 1)}` }[which()];
    f.say(`${name}. From ${show(a)} to ${show(b)}: probability ${show(probability, 4)}, the area above and the rise below.`
      + ` The density in the middle of the interval is ${Number.isFinite(middle) ? show(middle, 3) : "infinite"}.`);
  };
});
