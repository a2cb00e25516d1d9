// Twelve units with staggered starts, seen until a day that the reader moves: lifelines, curve, two means. Params: end.
"use strict";
m4ds.figure("survival-censoring", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 3.4;
  const starts = [0, 0, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15];
  const lives = [9, 21, 14, 5, 18, 12, 26, 7, 16, 11, 19, 4];
  const truth = lives.reduce((a, b) => a + b) / lives.length;
  const LAST = 36;
  const [LEFT, RIGHT] = [-3.35, 3.7];
  const across = (month) => LEFT + (RIGHT - LEFT) * month / LAST;
  const [LINES, STEP] = [3.1, 0.21];                              // top of the lifelines, distance of two
  const [BASE, TOP] = [-2.7, -0.2];                               // the curve: survival 0 and 1
  const up = (s) => BASE + (TOP - BASE) * s;

  f.board({ width: W, height: H, label: "Lifelines of twelve units above, the Kaplan-Meier curve below" });
  f.key([["sky", "still running on the day of the report"], ["orange", "failed"], ["blue", "Kaplan–Meier curve, by age"],
    ["grey", "all twelve lives, known only in the end", true]]);
  const end = f.range({ label: "Day of the report, month", min: 4, max: LAST, step: 1, value: f.params.end ?? 20, digits: 0 });

  let now = { units: [], curve: [], failed: 0 };
  const watch = (day) => {
    const units = starts.map((start, i) => ({ row: i, start, time: Math.min(lives[i], day - start), failed: lives[i] <= day - start }))
      .filter((unit) => unit.start < day);
    const ages = [...new Set(units.filter((u) => u.failed).map((u) => u.time))].sort((a, b) => a - b);
    let survival = 1;
    const curve = ages.map((age) => {
      const risk = units.filter((u) => u.time >= age).length;
      survival *= 1 - units.filter((u) => u.failed && u.time === age).length / risk;
      return [age, survival];
    });
    const gone = units.filter((u) => u.failed);
    const naive = gone.length ? gone.reduce((sum, u) => sum + u.time, 0) / gone.length : null;
    const half = curve.find(([, s]) => s <= 0.5 + 1e-12);
    return { units, curve, failed: gone.length, naive, median: half ? half[0] : null, longest: Math.max(...units.map((u) => u.time)) };
  };
  const at = (curve, age) => curve.reduce((s, [a, value]) => (a <= age + 1e-9 ? value : s), 1);
  const stairs = (curve, last) => {
    const points = [[across(0), up(1)]];
    let height = 1;
    for (const [age, value] of curve) {
      points.push([across(age), up(height)], [across(age), up(value)]);
      height = value;
    }
    points.push([across(last), up(height)]);
    return points;
  };
  const row = (unit) => LINES - STEP * unit.row;
  const line = (failed) => now.units.filter((u) => u.failed === failed)
    .flatMap((u) => [[across(u.start), row(u)], [across(u.start + u.time), row(u)], null]);
  const cross = 0.06;
  const marks = () => now.units.filter((u) => u.failed).flatMap((u) => {
    const [x, y] = [across(u.start + u.time), row(u)];
    return [[x - cross, y - cross], [x + cross, y + cross], null, [x - cross, y + cross], [x + cross, y - cross], null];
  });
  const ticks = () => now.units.filter((u) => !u.failed).flatMap((u) => {
    const [x, y] = [across(u.time), up(at(now.curve, u.time))];
    return [[x, y - 0.09], [x, y + 0.09], null];
  });
  const all = lives.slice().sort((a, b) => a - b).map((age, i) => [age, 1 - (i + 1) / lives.length]);

  f.curve(() => line(false), { strokeColor: colour("sky"), strokeWidth: 3 });
  f.curve(() => line(true), { strokeColor: colour("orange"), strokeWidth: 3 });
  f.curve(marks, { strokeColor: colour("orange"), strokeWidth: 2 });
  f.curve(() => [[across(end()), LINES + 0.15], [across(end()), LINES - STEP * 11 - 0.15]], { strokeColor: colour("ink"), strokeWidth: 2 });
  f.curve(() => stairs(all, 26), { strokeColor: colour("grey"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => stairs(now.curve, now.longest || 0), { strokeColor: colour("blue"), strokeWidth: 3 });
  f.curve(ticks, { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => [[across(0), TOP], [across(0), BASE], [across(LAST), BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (let month = 0; month <= LAST; month += 6) {
    f.text(() => [across(month), BASE - 0.25], () => String(month), { strokeColor: colour("grey"), fontSize: 12 });
  }
  for (const share of [0, 0.5, 1]) {
    f.text(() => [LEFT - 0.32, up(share)], () => String(share), { strokeColor: colour("grey"), fontSize: 12 });
  }
  f.text(() => [across(30), BASE - 0.55], () => "months", { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    now = watch(end());
    f.expose({
      end: end(), time: now.units.map((u) => u.time), failed: now.units.map((u) => (u.failed ? 1 : 0)),
      ages: now.curve.map(([age]) => age), survival: now.curve.map(([, s]) => s), naive: now.naive, median: now.median, truth,
    });
    const naive = now.naive === null ? "none has failed yet" : `mean life of the failed ${show(now.naive, 1)} months`;
    const median = now.median === null ? "the curve has not reached one half" : `median by the curve ${show(now.median, 1)} months`;
    f.say(`Month ${end()}: ${now.failed} of ${now.units.length} started units have failed; ${naive}; ${median}. `
      + `The mean of all twelve lives will be ${show(truth, 1)}.`);
  };
});
