// The law of a standardised sum of n against the normal law: choose the law and n. Params: law, n.
"use strict";
m4ds.figure("clt-sums", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.6;
  const [LEFT, RIGHT, BASE, TOP] = [-3.7, 3.9, -1.9, 2.2];
  const [FROM, TO, HIGH] = [-4, 4, 0.75];                        // the window: w and density
  const names = { coin: "fair coin", seal: "bad seal, p = 0.03", wait: "waiting time (exponential)", cauchy: "Cauchy (no variance)" };
  const chance = { coin: 0.5, seal: 0.03 };

  f.board({ width: W, height: H, label: "The law of a standardised sum and the normal density" });
  f.key([["sky", "the law of the standardised sum"], ["orange", "the normal density"], ["purple", "where the gap is largest"]]);
  const which = f.choice({ label: "Law of one number", options: names, value: f.params.law || "coin" });
  const size = f.range({ label: "How many numbers n", min: 1, max: 1000, step: 1, value: f.params.n ?? 10, digits: 0 });

  const { density, below: normal } = m4ds.normal;
  const logFactorials = [0];
  const logFactorial = (n) => {
    while (logFactorials.length <= n) logFactorials.push(logFactorials.at(-1) + Math.log(logFactorials.length));
    return logFactorials[n];
  };

  // Each law: bars [w, height] or curve [w, density], P(W > 2), and the gap with its place.
  const binomial = (n, p) => {
    const sd = Math.sqrt(n * p * (1 - p));
    const bars = [];
    let [sum, gap, at, beyond] = [0, 0, 0, 0];
    for (let k = 0; k <= n; k += 1) {
      const z = (k - n * p) / sd;
      const mass = Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
      const phi = normal(z);
      for (const value of [sum, sum + mass]) if (Math.abs(value - phi) > gap) [gap, at] = [Math.abs(value - phi), z];
      sum += mass;
      if (z > 2 + 1e-9) beyond += mass;
      bars.push([z, mass * sd]);
    }
    return { bars, half: 0.45 / sd, gap, at, beyond };
  };
  const smooth = (cdf, pdf) => {
    const curve = [];
    let [gap, at] = [0, 0];
    for (let i = -1000; i <= 1000; i += 1) {
      const z = i / 200;
      const d = Math.abs(cdf(z) - normal(z));
      if (d > gap) [gap, at] = [d, z];
      if (z >= FROM && z <= TO && i % 5 === 0) curve.push([z, pdf(z)]);
    }
    return { curve, gap, at, beyond: 1 - cdf(2) };
  };
  const make = {
    coin: (n) => binomial(n, chance.coin),
    seal: (n) => binomial(n, chance.seal),
    wait: (n) => smooth((z) => {                                 // P(sum <= x) = P(a Poisson count with mean x is >= n)
      const x = n + Math.sqrt(n) * z;
      if (x <= 0) return 0;
      let below = 0;
      for (let k = 0; k < n; k += 1) below += Math.exp(k * Math.log(x) - x - logFactorial(k));
      return Math.max(0, 1 - below);
    }, (z) => {
      const x = n + Math.sqrt(n) * z;
      if (x < 0 || (x === 0 && n > 1)) return 0;
      return Math.sqrt(n) * Math.exp((n > 1 ? (n - 1) * Math.log(x) : 0) - x - logFactorial(n - 1));
    }),
    cauchy: (n) => smooth((z) => 0.5 + Math.atan(z / Math.sqrt(n)) / Math.PI, (z) => Math.sqrt(n) / (Math.PI * (n + z * z))),
  };

  let now = null;
  const across = (z) => LEFT + (RIGHT - LEFT) * (z - FROM) / (TO - FROM);
  const up = (y) => BASE + (TOP - BASE) * Math.min(y, HIGH) / HIGH;
  const filled = { strokeColor: colour("sky"), fillColor: colour("sky"), fillOpacity: 0.9, strokeWidth: 1 };
  f.curve(() => (now && now.bars ? now.bars.filter(([z]) => z >= FROM && z <= TO).flatMap(([z, y]) => {
    const [a, b] = [across(Math.max(z - now.half, FROM)), across(Math.min(z + now.half, TO))];
    return [[a, BASE], [a, up(y)], [b, up(y)], [b, BASE]];
  }) : []), filled);
  f.curve(() => (now && now.curve ? now.curve.map(([z, y]) => [across(z), up(y)]) : []), { strokeColor: colour("sky"), strokeWidth: 3 });
  f.curve(() => Array.from({ length: 161 }, (_, i) => FROM + (TO - FROM) * i / 160).map((z) => [across(z), up(density(z))]),
    { strokeColor: colour("orange"), strokeWidth: 2 });
  f.curve(() => (now && Math.abs(now.at) <= TO ? [[across(now.at), BASE], [across(now.at), TOP]] : []),
    { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (let z = FROM; z <= TO; z += 1) f.text(() => [across(z), BASE - 0.3], () => show(z, 0), { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    const [law, n] = [which(), size()];
    now = make[law](n);
    f.expose({ law, n, gap: now.gap, at: now.at, beyond: now.beyond });
    const what = law === "cauchy" ? "Sum divided by the root of n" : "Standardised sum";
    f.say(`${what}, ${names[law]}, n = ${n}: largest gap of the distribution functions ${show(now.gap, 4)}, at w = ${show(now.at)}. `
      + `Probability beyond 2: ${show(now.beyond, 4)} (normal 0.0228).`);
  };
});
