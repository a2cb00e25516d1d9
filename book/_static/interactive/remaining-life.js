// One engine seen up to a cycle: its index, the filter's belief, the law of its failure, and whether it is due.
// Params: cycle, horizon, failure (cost, in thousands of euros).
"use strict";
m4ds.figure("remaining-life", (f) => {
  const { show, colour } = m4ds;
  const [W, H] = [4, 2.8];
  const [LEFT, RIGHT, BASE, TOP] = [-3.5, 3.8, -2, 2.4];
  const [LAST, LOW, HIGH] = [360, -0.2, 1.15];                    // the window: cycles and index
  const model = { drift: 0.00494, driftSd: 0.00086, sd: 0.00445, bend: 3.42, noise: 0.064, limit: 0.998 };
  const [PLANNED, PRICE] = [60, 0.304];                           // a removal, and what a cycle is worth
  const names = { a: "engine A", b: "engine B", c: "engine C" };
  const scale = Math.expm1(model.bend);
  const level = (x) => Math.expm1(model.bend * x) / scale;

  f.board({ width: W, height: H, label: "Health index of an engine and the law of its failure" });
  f.key([["sky", "health index, a dot a cycle"], ["blue", "what the filter believes of it"],
    ["orange", "probability of having failed by then"], ["purple", "80 % range of the failure"]]);
  const which = f.choice({ label: "Engine", options: names, value: f.params.engine || "b" });
  const cycle = f.range({ label: "Seen up to cycle", min: 10, max: 300, step: 10, value: f.params.cycle ?? 120, digits: 0 });
  const horizon = f.range({ label: "Next check in, cycles", min: 5, max: 60, step: 5, value: f.params.horizon ?? 10, digits: 0 });
  const failure = f.range({ label: "Cost of a failure, k€", min: 100, max: 1000, step: 50, value: f.params.failure ?? 250, digits: 0 });

  // Engines: drift, then normal numbers from a fixed seed.
  const draw = (drift, seed) => {
    let a = seed;
    const uniform = () => {
      a = (a + 0x6D2B79F5) | 0;
      let t = Math.imul(a ^ (a >>> 15), 1 | a);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const readings = [];
    for (let wear = 0; wear < 1;) {
      wear += drift + 0.0047 * normal();
      readings.push(Math.expm1(3.5 * wear) / Math.expm1(3.5) + model.noise * normal());
    }
    return readings;
  };
  const engines = { a: draw(0.0063, 1), b: draw(0.005, 2), c: draw(0.0038, 3) };

  // The filter of the chapter; a belief is [mean wear, mean drift, three covariances].
  const follow = (readings) => {
    let [m, v, p, c, w] = [0, model.drift, 0, 0, model.driftSd ** 2];
    const path = [];
    for (const z of readings) {
      [m, p, c] = [m + v, p + 2 * c + w + model.sd ** 2, c + w];
      const G = Math.exp(model.bend * m + model.bend ** 2 * p / 2);
      const u = G * G * Math.expm1(model.bend ** 2 * p) / scale ** 2 + model.noise ** 2;
      const h = model.bend * G / scale;
      const surprise = (z - (G - 1) / scale) / u;
      [m, v] = [m + h * p * surprise, v + h * c * surprise];
      [p, c, w] = [p - (h * p) ** 2 / u, c - h * h * p * c / u, w - (h * c) ** 2 / u];
      path.push([m, v, p, c, w]);
    }
    return path;
  };
  const beliefs = Object.fromEntries(Object.entries(engines).map(([key, z]) => [key, follow(z)]));

  const { density, mills, below } = m4ds.normal;

  const nodes = [[0.0950125098376374, 0.1894506104550685], [0.2816035507792589, 0.1826034150449236], [0.4580167776572274, 0.1691565193950025],
    [0.6178762444026438, 0.1495959888165767], [0.755404408355003, 0.1246289712555339], [0.8656312023878318, 0.0951585116824928],
    [0.9445750230732326, 0.0622535239386479], [0.9894009349916499, 0.0271524594117541]].flatMap(([x, w]) => [[-x, w], [x, w]]);
  const failedBy = ([m0, v, p, c, w], t) => {                     // the mixture of first passages, Gauss's rule
    const root = Math.sqrt(p);
    const m = Math.min(m0, model.limit + 3 * root);
    const top = Math.min((model.limit - m) / root, 6);
    const low = Math.min(-6, top - 3);
    const left = Math.max(w - c * c / p, 0);
    let [sum, weights] = [0, 0];
    for (const [x, weight] of nodes) {
      const z = low + (top - low) * (x + 1) / 2;
      const share = weight * Math.exp(-z * z / 2);
      const drift = v + c / p * root * z;
      const D = Math.max(model.limit - m - root * z, 1e-12);
      const tau = Math.sqrt(model.sd ** 2 * t + left * t * t);
      const hit = (drift * t - D) / tau;
      const back = Math.max((drift * t + D + 2 * D * left * t / model.sd ** 2) / tau, -5);
      weights += share;
      sum += share * (below(hit) + (Math.abs(hit) < 9 ? density(hit) * mills(back) : 0));
    }
    return Math.min(sum / weights, 1);
  };

  let now = null;
  const across = (t) => LEFT + (RIGHT - LEFT) * t / LAST;
  const up = (y) => BASE + (TOP - BASE) * (Math.max(LOW, Math.min(y, HIGH)) - LOW) / (HIGH - LOW);
  const tick = (x, y) => [[x - 0.03, y], [x, y + 0.04], [x + 0.03, y], [x, y - 0.04], [x - 0.03, y], null];
  f.curve(() => (now ? now.seen.flatMap((z, i) => tick(across(i + 1), up(z))) : []), { strokeColor: colour("sky"), strokeWidth: 1.5 });
  f.curve(() => (now ? now.path.map(([m], i) => [across(i + 1), up(level(m))]) : []), { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => (now ? now.law.map((F, i) => [across(now.cycle + i + 1), up(F)]).filter(([x]) => x <= RIGHT) : []),
    { strokeColor: colour("orange"), strokeWidth: 2.5 });
  f.curve(() => (now ? [[across(now.cycle + now.low), up(-0.12)], [Math.min(across(now.cycle + now.high), RIGHT), up(-0.12)], null,
    [across(now.cycle + now.median), up(-0.18)], [across(now.cycle + now.median), up(-0.06)]] : []), { strokeColor: colour("purple"), strokeWidth: 4 });
  f.curve(() => (now ? [[across(now.cycle), BASE], [across(now.cycle), TOP], null,
    [across(now.cycle + now.horizon), BASE], [across(now.cycle + now.horizon), TOP]] : []), { strokeColor: colour("grey"), strokeWidth: 1, dash: 2 });
  f.curve(() => [[LEFT, up(0)], [RIGHT, up(0)], null, [LEFT, up(1)], [RIGHT, up(1)]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (let t = 0; t < LAST; t += 100) f.text(() => [across(t), BASE - 0.3], () => show(t, 0), { strokeColor: colour("grey"), fontSize: 12 });
  f.text(() => [across(330), BASE - 0.3], () => "cycle", { strokeColor: colour("grey"), fontSize: 12 });
  for (const y of [0, 1]) f.text(() => [LEFT - 0.25, up(y)], () => show(y, 0), { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    const [engine, step, cost] = [which(), horizon(), failure()];
    const whole = engines[engine];
    const at = Math.min(cycle(), Math.floor((whole.length - 1) / 10) * 10);
    const belief = beliefs[engine][at - 1];
    const law = Array.from({ length: 340 }, (_, i) => failedBy(belief, i + 1));
    const reach = (q) => { const i = law.findIndex((F) => F >= q); return i < 0 ? 340 : i + 1; };
    const [risk, threshold] = [law[step - 1], PRICE * step / (cost - PLANNED)];
    now = { engine, cycle: at, horizon: step, failure: cost, seen: whole.slice(0, at), path: beliefs[engine].slice(0, at), law,
      belief, risk, threshold, due: risk >= threshold, low: reach(0.1), median: reach(0.5), high: reach(0.9) };
    const { seen, path, law: all, ...numbers } = now;
    f.expose({ ...numbers, readings: seen, life: whole.length });
    const percent = risk < 1e-4 ? "below 0.01" : show(100 * risk, 2);
    f.say(`${names[engine][0].toUpperCase()}${names[engine].slice(1)}, cycle ${at}${at < cycle() ? " (its last check)" : ""}: remaining life ${now.low} to ${now.high} cycles with 80 %, `
      + `median ${now.median}. Risk of failing within ${step} cycles: ${percent} %. Threshold: ${show(100 * threshold, 2)} %. `
      + `${now.due ? "It is due: take it out." : "Leave it in."}`);
  };
});
