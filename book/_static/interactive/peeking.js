// A/A tests, look by look, against a boundary: choose the rule and the number of looks. Params: looks, rule.
"use strict";
m4ds.figure("peeking", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.7;
  const [LEFT, RIGHT, BASE, TOP] = [-3.4, 3.8, -2.2, 2.5];
  const [RUNS, MOST, EDGE] = [1000, 50, 4.5];                     // runs, looks, largest z shown
  const names = { fixed: "1.96 at each look", pocock: "Pocock", obrien: "O’Brien–Fleming", always: "always valid" };
  // Constants for 1 to 50 looks at 5 %, from m4ds.stats.group_sequential; the test compares them.
  const POCOCK = [
    1.9600, 2.1783, 2.2895, 2.3613, 2.4132, 2.4532, 2.4855, 2.5123, 2.5352, 2.5550,
    2.5724, 2.5880, 2.6019, 2.6146, 2.6261, 2.6367, 2.6465, 2.6556, 2.6640, 2.6720,
    2.6794, 2.6864, 2.6930, 2.6993, 2.7052, 2.7108, 2.7162, 2.7214, 2.7263, 2.7310,
    2.7355, 2.7398, 2.7439, 2.7479, 2.7518, 2.7555, 2.7591, 2.7626, 2.7660, 2.7692,
    2.7724, 2.7754, 2.7784, 2.7813, 2.7841, 2.7868, 2.7895, 2.7921, 2.7946, 2.7971];
  const OBRIEN = [
    1.9600, 1.9774, 2.0040, 2.0243, 2.0401, 2.0528, 2.0633, 2.0722, 2.0798, 2.0865,
    2.0924, 2.0976, 2.1023, 2.1065, 2.1104, 2.1140, 2.1172, 2.1202, 2.1230, 2.1257,
    2.1281, 2.1304, 2.1325, 2.1346, 2.1365, 2.1383, 2.1400, 2.1416, 2.1432, 2.1447,
    2.1461, 2.1474, 2.1487, 2.1500, 2.1512, 2.1523, 2.1534, 2.1545, 2.1555, 2.1565,
    2.1574, 2.1584, 2.1592, 2.1601, 2.1609, 2.1618, 2.1625, 2.1633, 2.1640, 2.1648];
  const GAIN = 8.2;                                               // information of the mixture at the last look

  f.board({ width: W, height: H, label: "Test statistics of experiments without effect, look by look, and a boundary" });
  f.key([["grey", "thirty of the thousand runs"], ["blue", "the run that you chose"], ["orange", "the boundary"]]);
  const rule = f.choice({ label: "Boundary", options: names, value: f.params.rule || "fixed" });
  const looks = f.range({ label: "Looks", min: 1, max: MOST, step: 1, value: f.params.looks ?? 14, digits: 0 });
  const chosen = f.range({ label: "Run", min: 1, max: RUNS, step: 1, value: 1, digits: 0 });

  // mulberry32 and Box-Muller: the same numbers in every browser, and in the test.
  let seed = 52;
  const uniform = () => {
    seed = (seed + 0x6D2B79F5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const sums = Array.from({ length: RUNS }, () => {
    let sum = 0;
    return Array.from({ length: MOST }, () => {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      sum += radius * Math.cos(2 * Math.PI * uniform());
      return sum;
    });
  });
  const z = (run, k) => sums[run][k - 1] / Math.sqrt(k);

  const bound = {
    fixed: () => 1.959964,
    pocock: (k, all) => POCOCK[all - 1],
    obrien: (k, all) => OBRIEN[all - 1] * Math.sqrt(all / k),
    always: (k, all) => {
      const g = GAIN * k / all;
      return Math.sqrt((1 + g) / g * (2 * Math.log(20) + Math.log1p(g)));
    },
  };
  const stops = (run, name, all) => {                             // the look at which it rings, or 0
    for (let k = 1; k <= all; k += 1) if (Math.abs(z(run, k)) >= bound[name](k, all)) return k;
    return 0;
  };

  const clip = (v) => Math.max(-EDGE, Math.min(EDGE, v));
  const across = (k) => LEFT + (RIGHT - LEFT) * k / looks();
  const up = (v) => (BASE + TOP) / 2 + (TOP - BASE) / 2 * clip(v) / EDGE;
  const path = (run) => [[across(0), up(0)], ...Array.from({ length: looks() }, (_, i) => [across(i + 1), up(z(run, i + 1))])];
  const edge = (sign) => Array.from({ length: looks() }, (_, i) => i + 1).flatMap((k) => {
    const height = up(sign * bound[rule()](k, looks()));
    return [[across(k - 0.5), height], [across(Math.min(k + 0.5, looks())), height]];
  });
  f.curve(() => Array.from({ length: 30 }, (_, run) => [...path(run), null]).flat(), { strokeColor: colour("grey"), strokeWidth: 0.7 });
  f.curve(() => [...edge(1), null, ...edge(-1)], { strokeColor: colour("orange"), strokeWidth: 2.5 });
  f.curve(() => path(chosen() - 1), { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => {
    const k = stops(chosen() - 1, rule(), looks());
    if (!k) return [];
    const [x, y] = [across(k), up(z(chosen() - 1, k))];
    return Array.from({ length: 25 }, (_, i) => [x + 0.1 * Math.cos(i * Math.PI / 12), y + 0.1 * Math.sin(i * Math.PI / 12)]);
  }, { strokeColor: colour("purple"), fillColor: colour("purple"), strokeWidth: 2 });
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE], null, [LEFT, BASE], [LEFT, TOP]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (let v = -4; v <= 4; v += 2) f.text(() => [LEFT - 0.25, up(v)], () => show(v, 0), { strokeColor: colour("grey"), fontSize: 12 });
  f.text(() => [(LEFT + RIGHT) / 2, BASE - 0.25], () => `looks 1 to ${looks()}`, { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    const [name, all, run] = [rule(), looks(), chosen() - 1];
    let alarms = 0;
    for (let r = 0; r < RUNS; r += 1) if (stops(r, name, all)) alarms += 1;
    const stopped = stops(run, name, all);
    f.expose({ rule: name, looks: all, run: run + 1, alarms, stopped, last: z(run, all),
      bounds: Array.from({ length: all }, (_, i) => bound[name](i + 1, all)) });
    const what = stopped ? `rings at look ${stopped}` : "does not ring";
    f.say(`${names[name]}, ${all} ${all === 1 ? "look" : "looks"}: ${alarms} of ${RUNS} experiments without effect ring, `
      + `${show(alarms / 10, 1)} %. Run ${run + 1} ${what}; its last z is ${show(z(run, all))}.`);
  };
});
