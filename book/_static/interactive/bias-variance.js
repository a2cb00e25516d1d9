// Polynomials fitted to many noisy samples: choose degree, sample size, noise. Params: degree, n, noise.
"use strict";
m4ds.figure("bias-variance", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.6;
  const [LEFT, RIGHT, BASE, TOP, HIGH] = [-3.8, 3.8, -2.0, 2.3, 2.6];      // the window shows values from -HIGH to HIGH
  const [POINTS, FITS, MOST] = [201, 20, 12];
  const truth = (x) => Math.sin(5 * x + 0.6);
  const grid = Array.from({ length: POINTS }, (_, i) => -1 + 2 * i / (POINTS - 1));

  f.board({ width: W, height: H, label: "Polynomial fits to twenty samples, their mean and the truth" });
  f.key([["sky", "twenty fits"], ["blue", "their mean over all samples"], ["orange", "the truth", true], ["ink", "data of one sample"]]);
  const degree = f.range({ label: "Degree", min: 0, max: MOST, step: 1, value: f.params.degree ?? 5, digits: 0 });
  const size = f.range({ label: "Points in a sample", min: 14, max: 100, step: 1, value: f.params.n ?? 20, digits: 0 });
  const noise = f.range({ label: "Noise, standard deviation", min: 0.05, max: 1, step: 0.05, value: f.params.noise ?? 0.5 });
  let seed = 1;
  f.button("New samples", () => { seed += 1; f.update(); });
  f.resets.push(() => { seed = 1; });

  const generator = (start) => {                                   // a small shift register, then Box and Muller
    let s = (start * 2654435761) >>> 0 || 1;
    const uniform = () => {
      s ^= s << 13; s >>>= 0; s ^= s >>> 17; s ^= s << 5; s >>>= 0;
      return (s + 0.5) / 4294967296;
    };
    for (let i = 0; i < 10; i += 1) uniform();
    return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  };

  // Polynomials that are orthonormal on the design, each from the two before it; their values there and on the grid.
  const basis = (x, top) => {
    const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);
    const rows = [{ at: x.map(() => 1 / Math.sqrt(x.length)), on: grid.map(() => 1 / Math.sqrt(x.length)) }];
    for (let k = 1; k <= top; k += 1) {
      const last = rows[k - 1];
      let at = last.at.map((v, i) => x[i] * v);
      let on = last.on.map((v, i) => grid[i] * v);
      for (let twice = 0; twice < 2; twice += 1) {
        for (const row of rows) {
          const c = dot(at, row.at);
          at = at.map((v, i) => v - c * row.at[i]);
          on = on.map((v, i) => v - c * row.on[i]);
        }
      }
      const length = Math.sqrt(dot(at, at));
      rows.push({ at: at.map((v) => v / length), on: on.map((v) => v / length) });
    }
    return rows;
  };
  const fitted = (rows, y) => {
    const c = rows.map((row) => row.at.reduce((sum, v, i) => sum + v * y[i], 0));
    return grid.map((_, j) => rows.reduce((sum, row, k) => sum + c[k] * row.on[j], 0));
  };
  const mean = (a) => a.reduce((sum, v) => sum + v, 0) / a.length;

  let now = null;
  const study = () => {
    const [d, n, sd] = [degree(), size(), noise()];
    const x = Array.from({ length: n }, (_, i) => (2 * i + 1) / n - 1);
    const rows = basis(x, d);
    const middle = fitted(rows, x.map(truth));
    const bias2 = mean(middle.map((m, j) => (m - truth(grid[j])) ** 2));
    const variance = sd * sd * mean(grid.map((_, j) => rows.reduce((sum, row) => sum + row.on[j] ** 2, 0)));
    const normal = generator(seed);
    const samples = Array.from({ length: FITS }, () => x.map((t) => truth(t) + sd * normal()));
    const fits = samples.map((y) => fitted(rows, y));
    const train = samples.map((y) => mean(y.map((v, i) => {
      const c = rows.reduce((sum, row) => sum + row.at[i] * row.at.reduce((s, w, j) => s + w * y[j], 0), 0);
      return (v - c) ** 2;
    })));
    const seen = mean(fits.map((fit) => mean(fit.map((v, j) => (v - truth(grid[j])) ** 2)))) + sd * sd;
    return { degree: d, n, noise: sd, bias2, variance, test: bias2 + variance + sd * sd, train: mean(train), seen, x, sample: samples[0],
      first: fits[0], fits, middle };
  };

  const across = (x) => LEFT + (RIGHT - LEFT) * (x + 1) / 2;
  const up = (y) => BASE + (TOP - BASE) * (Math.max(-HIGH, Math.min(HIGH, y)) + HIGH) / (2 * HIGH);
  const line = (values) => values.map((v, j) => (Math.abs(v) <= HIGH ? [across(grid[j]), up(v)] : null));
  f.curve(() => (now ? now.fits.flatMap((fit) => [...line(fit), null]) : []), { strokeColor: colour("sky"), strokeWidth: 1, strokeOpacity: 0.45 });
  f.curve(() => line(grid.map(truth)), { strokeColor: colour("orange"), strokeWidth: 2.5, dash: 2 });
  f.curve(() => (now ? line(now.middle) : []), { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => (now ? now.sample.flatMap((y, i) => (Math.abs(y) <= HIGH ? [[across(now.x[i]) - 0.04, up(y)], [across(now.x[i]) + 0.04, up(y)], null] : [])) : []),
    { strokeColor: colour("ink"), strokeWidth: 5 });
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (const x of [-1, 0, 1]) f.text(() => [across(x), BASE - 0.25], () => show(x, 0), { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    now = study();
    const { fits, middle, ...seen } = now;
    f.expose({ ...seen, middle });
    f.say(`Degree ${now.degree}, ${now.n} points: squared bias ${show(now.bias2, 3)} + variance ${show(now.variance, 3)} + noise `
      + `${show(now.noise ** 2, 3)} = expected test error ${show(now.test, 3)}. Mean training error of these fits ${show(now.train, 3)}, test error ${show(now.seen, 3)}.`);
  };
});
