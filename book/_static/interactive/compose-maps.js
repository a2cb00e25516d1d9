// Shear and rotation, one after the other: the order matters. Params: shear, angle (degrees), first ("shear" or "turn").
"use strict";
m4ds.figure("compose-maps", (f) => {
  const { show, colour } = m4ds;
  const LETTER = [[0, 0], [0, 2], [1.2, 2], [1.2, 1.6], [0.4, 1.6], [0.4, 1.2], [1, 1.2], [1, 0.8], [0.4, 0.8], [0.4, 0], [0, 0]];
  f.board({ width: 5.5, height: 4.8, label: "The letter F, after one map and after two" });
  f.key([["grey", "the letter F"], ["blue", "after the first map", true], ["orange", "after both"],
    ["purple", "after both, in the other order", true]]);

  const k = f.range({ label: "Shear", min: -1.5, max: 1.5, step: 0.1, value: f.params.shear ?? 1 });
  const degrees = f.range({ label: "Turn, degrees", min: -180, max: 180, step: 5, value: f.params.angle ?? 90 });
  const first = f.choice({ label: "First", value: f.params.first || "shear", options: { shear: "shear", turn: "turn" } });
  let amount = 2;   // how many of the two maps have happened

  const exact = (x) => (Math.abs(x) < 1e-15 ? 0 : x);
  const turn = (t = degrees()) => {
    const [c, s] = [exact(Math.cos(t * Math.PI / 180)), exact(Math.sin(t * Math.PI / 180))];
    return [[c, -s], [s, c]];
  };
  const shear = (a = k()) => [[1, a], [0, 1]];
  const times = (A, B) => A.map((row) => [0, 1].map((j) => row[0] * B[0][j] + row[1] * B[1][j]));
  const move = (A) => LETTER.map(([x, y]) => A.map((row) => row[0] * x + row[1] * y));
  const maps = () => (first() === "shear" ? [shear, turn] : [turn, shear]);
  const part = (map, t) => (map === shear ? shear(t * k()) : turn(t * degrees()));
  const now = () => {
    const [one, two] = maps();
    return times(part(two, Math.max(0, amount - 1)), part(one, Math.min(1, amount)));
  };
  const product = () => { const [one, two] = maps(); return times(two(), one()); };
  const other = () => { const [one, two] = maps(); return times(one(), two()); };

  const grid = [];
  for (let i = -5; i <= 5; i += 1) grid.push([i, -6], [i, 6], null, [-6, i], [6, i], null);
  f.curve(() => grid, { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => [[-6, 0], [6, 0], null, [0, -6], [0, 6]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => LETTER, { strokeColor: colour("grey"), strokeWidth: 1.5 });
  f.curve(() => move(maps()[0]()), { strokeColor: colour("blue"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => move(other()), { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => move(now()), { strokeColor: colour("orange"), strokeWidth: 3 });
  f.play("Play the two maps", (t) => { amount = 2 * t; }, 2400);

  return () => {
    const [C, D] = [product(), other()];
    const gap = Math.hypot(...[0, 1].flatMap((i) => [0, 1].map((j) => C[i][j] - D[i][j])));
    f.expose({ shear: k(), angle: degrees(), first: first(), product: C, other: D, gap });
    const words = ([[a, b], [c, d]]) => `rows (${show(a)}, ${show(b)}) and (${show(c)}, ${show(d)})`;
    const order = first() === "shear" ? "Shear first, then turn" : "Turn first, then shear";
    const same = gap < 1e-9 ? "The other order gives the same matrix."
      : `The other order gives ${words(D)}.`;
    f.say(`${order}: the product has the ${words(C)}. ${same}`);
  };
});
