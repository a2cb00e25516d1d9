// How a job shrinks on many workers: choose the serial share, the communication that each worker adds, and their
// number. Params: serial, talk (both in % of the time on one machine), workers.
"use strict";
m4ds.figure("amdahl", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.9;
  const [LEFT, RIGHT, BASE, TOP] = [-3.3, 3.6, -2.15, 2.6];
  const MOST = 256, HIGH = 256;                               // both axes by doublings, from 1

  f.board({ width: W, height: H, label: "Speed-up and cost against the number of workers, both axes by doublings" });
  f.key([["blue", "speed-up"], ["sky", "speed-up without communication", true], ["orange", "cost: machine hours paid, against one machine"],
    ["purple", "fastest number of workers"]]);
  const serial = f.range({ label: "Serial share, %", min: 0, max: 50, step: 0.5, value: f.params.serial ?? 5, digits: 1 });
  const talk = f.range({ label: "Communication per worker, %", min: 0, max: 2, step: 0.01, value: f.params.talk ?? 0.1 });
  const workers = f.range({ label: "Workers", min: 1, max: MOST, step: 1, value: f.params.workers ?? 8, digits: 0 });

  const time = (p, s, c) => s + (1 - s) / p + c * (p - 1);
  const fastest = (s, c) => {                                 // c = 0: more is always better, up to the edge (or 1 if all is serial)
    if (c === 0) return s < 1 ? MOST : 1;
    const p = Math.max(1, Math.floor(Math.sqrt((1 - s) / c)));
    return Math.min(MOST, time(p + 1, s, c) < time(p, s, c) ? p + 1 : p);
  };

  let now = { s: 0, c: 0, p: 1, best: 1 };
  const across = (p) => LEFT + (RIGHT - LEFT) * Math.log2(p) / Math.log2(MOST);
  const up = (y) => BASE + (TOP - BASE) * Math.min(Math.max(Math.log2(y), 0), Math.log2(HIGH)) / Math.log2(HIGH);
  const grid = Array.from({ length: 121 }, (_, i) => MOST ** (i / 120));
  const line = (value, look) => f.curve(() => grid.map((p) => [across(p), up(value(p))]), look);

  for (let e = 0; e <= 8; e += 2) {
    f.curve(() => [[LEFT, up(2 ** e)], [RIGHT, up(2 ** e)]], { strokeColor: colour("grey"), strokeWidth: 0.5 });
    f.text(() => [LEFT - 0.35, up(2 ** e)], () => String(2 ** e), { strokeColor: colour("grey"), fontSize: 12 });
    f.text(() => [across(2 ** e), BASE - 0.28], () => String(2 ** e), { strokeColor: colour("grey"), fontSize: 12 });
  }
  f.text(() => [0.2, BASE - 0.58], () => "workers", { strokeColor: colour("grey"), fontSize: 12 });
  line((p) => 1 / time(p, now.s, 0), { strokeColor: colour("sky"), strokeWidth: 2, dash: 2 });
  line((p) => 1 / time(p, now.s, now.c), { strokeColor: colour("blue"), strokeWidth: 3 });
  line((p) => p * time(p, now.s, now.c), { strokeColor: colour("orange"), strokeWidth: 2 });
  f.curve(() => [[across(now.best), BASE], [across(now.best), TOP]], { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 3 });
  f.curve(() => [[across(now.p), BASE], [across(now.p), TOP]], { strokeColor: colour("ink"), strokeWidth: 1 });

  return () => {
    const [s, c, p] = [serial() / 100, talk() / 100, workers()];
    const best = fastest(s, c);
    now = { s, c, p, best };
    const [speed, cost, top] = [1 / time(p, s, c), p * time(p, s, c), 1 / time(best, s, c)];
    f.expose({ serial: s, talk: c, workers: p, speed, cost, best, top });
    f.say(`${p} ${p === 1 ? "worker" : "workers"}: ${show(speed)} times as fast, at ${show(cost)} times the machine hours. `
      + (c === 0 ? `Without communication more is always faster; shown up to ${MOST}.` : `Fastest with ${best}: ${show(top)} times.`));
  };
});
