// The circle x² + y² through a walker on the line x + 2y = level: it touches where the multiplier is. Params: level, place.
"use strict";
m4ds.figure("constraint-touch", (f) => {
  const { show, colour } = m4ds;
  f.board({ width: 4, height: 3, label: "A line, a walker on it, and the circle around the origin through the walker" });
  f.key([["blue", "the constraint x + 2y = level"], ["grey", "the level curve of f through the walker", true],
    ["orange", "gradient of f (a sixth of it)"], ["green", "gradient of the constraint (a sixth of it)"]]);

  const level = f.range({ label: "Level of the constraint", min: 0.5, max: 6, step: 0.5, value: f.params.level ?? 5 });
  const place = f.range({ label: "Place of the walker (its x)", min: -2, max: 4, step: 0.1, value: f.params.place ?? 2.5 });

  const walker = () => [place(), (level() - place()) / 2];
  const value = () => walker()[0] ** 2 + walker()[1] ** 2;
  const best = () => [level() / 5, 2 * level() / 5];
  const least = () => level() ** 2 / 5;
  const price = () => 2 * level() / 5;                       // the derivative of the least value: minus the multiplier
  const along = () => 2 * walker()[0] - walker()[1];          // half the slope of f along the line
  const touches = () => Math.abs(along()) < 1e-9;
  const from = (p, v) => [p[0] + v[0] / 6, p[1] + v[1] / 6];

  f.curve(() => [[-4, 0], [4, 0], null, [0, -3], [0, 3]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(circle, { strokeColor: colour("grey"), strokeWidth: 2, dash: 2 });
  f.curve(() => [[-4, (level() + 4) / 2], [4, (level() - 4) / 2]], { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.arrow(walker, () => from(walker(), [1, 2]), { strokeColor: colour("green"), strokeWidth: 3.5 });
  f.arrow(walker, () => from(walker(), [2 * walker()[0], 2 * walker()[1]]), { strokeColor: colour("orange"), strokeWidth: 2.5 });

  return () => {
    f.expose({ level: level(), walker: walker(), value: value(), best: best(), least: least(), price: price(),
      touches: touches() });
    f.say(words());
  };

  function circle() {
    const r = Math.sqrt(value());
    return Array.from({ length: 121 }, (_, k) => [r * Math.cos(Math.PI * k / 60), r * Math.sin(Math.PI * k / 60)]);
  }

  function words() {
    const [x, y] = walker();
    const here = `The walker is at (${show(x)}, ${show(y)}), where f is ${show(value())}.`;
    if (!touches()) {
      return `${here} The circle crosses the line, so a step to the ${along() > 0 ? "left" : "right"} lowers f.`;
    }
    return `${here} The circle only touches the line: no step along it lowers f. ` +
      `The gradient of f is ${show(price())} times that of the constraint, so one more unit of level raises the least ` +
      `value at the rate ${show(price())}.`;
  }
});
