// Four laws of counts: choose one, move its parameters and a threshold. Params: law, n, p, population, threshold.
"use strict";
m4ds.figure("distribution-explorer", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.6;
  const [LEFT, BASE, TOP, RIGHT] = [-3.1, -1.5, 2.1, 3.85];   // the frame of the bars
  const laws = { binomial: "binomial(n, p)", poisson: "Poisson(np)", geometric: "geometric(p)", hypergeometric: "hypergeometric(N, pN, n)" };

  const logFactorials = [0];
  const logFactorial = (n) => {
    while (logFactorials.length <= n) logFactorials.push(logFactorials.at(-1) + Math.log(logFactorials.length));
    return logFactorials[n];
  };
  const logChoose = (n, k) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

  f.board({ width: W, height: H, label: "The probabilities of a law of counts, its mean and its spread" });
  f.key([["blue", "P(X = x), below the threshold"], ["orange", "from the threshold on"], ["green", "the mean"],
    ["purple", "one standard deviation either way"]]);
  const which = f.choice({ label: "Law", options: laws, value: f.params.law || "binomial" });
  const trials = f.range({ label: "Trials or draws n", min: 1, max: 60, step: 1, value: f.params.n ?? 20, digits: 0 });
  const chance = f.range({ label: "Chance (or share) p", min: 0.02, max: 1, step: 0.01, value: f.params.p ?? 0.1 });
  const population = f.range({ label: "Population N", min: 10, max: 200, step: 1, value: f.params.population ?? 40, digits: 0 });
  const threshold = f.range({ label: "Threshold k", min: 0, max: 30, step: 1, value: f.params.threshold ?? 5, digits: 0 });

  // What a law is: first and last value, log pmf, mean, variance, its name in words.
  const make = {
    binomial: (n, p) => ({ first: p === 1 ? n : 0, last: n, mean: n * p, variance: n * p * (1 - p),
      log: (k) => (p === 1 ? 0 : logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p)),
      words: `The number of successes in ${n} independent trials with chance ${show(p)}` }),
    poisson: (n, p) => ({ first: 0, last: 500, mean: n * p, variance: n * p,
      log: (k) => k * Math.log(n * p) - n * p - logFactorial(k), words: `A Poisson count with mean ${show(n * p)}` }),
    geometric: (n, p) => ({ first: 1, last: p === 1 ? 1 : 2000, mean: 1 / p, variance: (1 - p) / p ** 2,
      log: (k) => (p === 1 ? 0 : (k - 1) * Math.log1p(-p) + Math.log(p)), words: `The trial of the first success, with chance ${show(p)}` }),
    hypergeometric: (n, p, all) => {
      const [marked, draws] = [Math.round(p * all), Math.min(n, all)];
      const share = marked / all;
      return { first: Math.max(0, draws - all + marked), last: Math.min(draws, marked), mean: draws * share,
        variance: draws * share * (1 - share) * (all - draws) / (all - 1), marked, draws,
        log: (k) => logChoose(marked, k) + logChoose(all - marked, draws - k) - logChoose(all, draws),
        words: `The number of marked items among ${draws} drawn from ${all}, of which ${marked} are marked` };
    },
  };

  let now = null;
  const place = (x) => LEFT + (RIGHT - LEFT) * (x + 0.7) / (now.reach + 1.4);
  const height = (y) => BASE + (TOP - BASE) * y / now.top;
  const bars = (from, to) => {
    const half = 0.4 * (RIGHT - LEFT) / (now.reach + 1.4);
    const points = [];
    for (let k = Math.max(from, 0); k <= Math.min(to, now.reach); k += 1) {
      const [x, y] = [place(k), height(now.pmf[k])];
      points.push([x - half, BASE], [x - half, y], [x + half, y], [x + half, BASE]);
    }
    return points;
  };
  const filled = (name) => ({ strokeColor: colour(name), fillColor: colour(name), fillOpacity: 1, strokeWidth: 1 });

  f.curve(() => (now ? [[LEFT, BASE], [RIGHT, BASE], null, ...[0.5, 1].flatMap((t) => [[LEFT, height(t * now.top)], [RIGHT, height(t * now.top)], null])] : []),
    { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => (now ? bars(0, now.k - 1) : []), filled("blue"));
  f.curve(() => (now ? bars(now.k, now.reach) : []), filled("orange"));
  f.curve(() => (now ? triangle(place(now.mean)) : []), filled("green"));
  f.curve(() => (now ? [[place(Math.max(now.mean - now.sd, -0.7)), -2], [place(now.mean + now.sd), -2]] : []),
    { strokeColor: colour("purple"), strokeWidth: 4 });
  [0, 0.5, 1].forEach((t) => f.text(() => [-3.55, now ? height(t * now.top) : BASE], () => (now ? show(t * now.top, 3) : ""),
    { strokeColor: colour("grey"), fontSize: 12 }));
  Array.from({ length: 9 }, (_, i) => f.text(() => [now && i * now.step <= now.reach ? place(i * now.step) : 2 * W, -2.3],
    () => (now ? String(i * now.step) : ""), { strokeColor: colour("grey"), fontSize: 12 }));

  return () => {
    const [n, p, all, k] = [trials(), chance(), population(), threshold()];
    const law = make[which()](n, p, all);
    const at = (x) => (x < law.first || x > law.last ? 0 : Math.exp(law.log(x)));
    const sd = Math.sqrt(law.variance);
    const reach = Math.max(10, Math.ceil(law.mean + 4.5 * sd), k);
    const pmf = Array.from({ length: reach + 1 }, (_, x) => at(x));
    let tail = 0;
    for (let x = law.last; x >= Math.max(k, law.first); x -= 1) tail += at(x);   // small terms first
    const most = Math.max(...pmf);
    now = { pmf, reach, k, mean: law.mean, sd, top: [0.05, 0.1, 0.2, 0.3, 0.5, 1].find((t) => t >= most - 1e-9) ?? 1,
      step: [1, 2, 5, 10, 20, 50, 100].find((s) => reach / s < 9) };
    f.expose({ law: which(), n: law.draws ?? n, p, population: all, marked: law.marked ?? null, threshold: k, pmf, tail, mean: law.mean, sd });
    f.say(`${law.words}: mean ${show(law.mean, 3)}, standard deviation ${show(sd, 3)}. P(X ≥ ${k}) = ${small(tail)}.`);
  };

  function small(v) {
    if (v >= 1 - 5e-5) return v > 1 - 1e-12 ? "1" : "almost 1";
    if (v === 0 || v >= 0.001) return show(v, 4);
    const power = Math.floor(Math.log10(v));
    return `${show(v / 10 ** power, 1)}·10^${show(power, 0)}`;
  }

  function triangle(x) {
    return [[x, BASE - 0.03], [x - 0.13, BASE - 0.3], [x + 0.13, BASE - 0.3], [x, BASE - 0.03]];
  }
});
