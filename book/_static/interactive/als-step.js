// Alternating least squares of rank one on a table of 3 x 3, a half step at a time. Params: case, lambda, step.
"use strict";
m4ds.figure("als-step", (f) => {
  const { show, colour } = m4ds;
  const CASES = {   // null is a hole; `start` holds the films' factors before the first half step
    worked: { table: [[5, 4, null], [null, 2, 1], [3, null, 2]], start: [1, 0.8, 0.48] },
    good: { table: [[1, null, 5], [null, 1, 5], [5, 5, null]], start: [1, 1, 1] },
    poor: { table: [[1, null, 5], [null, 1, 5], [5, 5, null]], start: [1, 1, -1] },
  };
  const USERS = ["Ana", "Ben", "Cleo"];
  const LAST = 24;
  f.board({ width: 4, height: 1.2, label: "The objective after each half step, as a share of its value at the start" });
  const grid = document.createElement("table");
  Object.assign(grid.style, { margin: ".4rem auto 0", borderCollapse: "separate", borderSpacing: "2px", width: "auto",
    color: "var(--m4ds-ink)", fontVariantNumeric: "tabular-nums" });
  grid.setAttribute("aria-label", "Ratings, predictions and factors at this half step. The holes are said in words below.");
  Object.assign(f.plate.style, { maxWidth: "34rem", overflowX: "auto", paddingBottom: ".5rem" });
  f.plate.append(grid);
  f.key([["blue", "the factors just solved for"], ["ink", "rating, and the prediction below it"], ["orange", "prediction in a hole"],
    ["purple", "objective"]]);

  const which = f.choice({ label: "Table and start", value: f.params.case || "worked",
    options: { worked: "worked example", good: "two valleys, start (1, 1, 1)", poor: "two valleys, start (1, 1, −1)" } });
  const lambda = f.range({ label: "Ridge λ", min: 0, max: 2, step: 0.01, value: f.params.lambda ?? 0 });
  const step = f.range({ label: "Half step", min: 0, max: LAST, step: 1, value: f.params.step ?? 0, digits: 0 });
  const go = (by) => { step.put(step() + by); f.update(); };
  f.button("Previous half step", () => go(-1));
  f.button("Next half step", () => go(1));

  let states = [];
  f.curve(() => [[-3.6, -1], [3.7, -1], null, [-3.6, -1], [-3.6, 1]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => states.slice(0, step() + 1).map(place), { strokeColor: colour("purple"), strokeWidth: 2.2 });
  f.curve(() => states.slice(0, step() + 1).map(place).flatMap(dot), { strokeColor: colour("purple"), fillColor: colour("purple"),
    fillOpacity: 1, strokeWidth: 1 });
  f.text(() => [0.1, 0.85], "objective / start", { fontSize: 13, strokeColor: colour("ink") });

  return () => {
    const { table, start } = CASES[which()];
    states = walk(table, start, lambda());
    const now = states[step()];
    draw(table, now);
    const holes = table.flatMap((row, i) => row.flatMap((x, j) => (x === null ? [[i, j]] : [])));
    f.expose({ case: which(), lambda: lambda(), step: step(), p: now.p, q: now.q, losses: states.slice(0, step() + 1).map((s) => s.loss),
      holes: holes.map(([i, j]) => now.p[i] * now.q[j]) });
    f.say(`${what()} Objective ${show(now.loss, 3)}${step() ? `, before this half step ${show(states[step() - 1].loss, 3)}` : ""}. ` +
      `Predictions in the holes: ${holes.map(([i, j]) => `${USERS[i]}, film ${"ABC"[j]}: ${show(now.p[i] * now.q[j])}`).join("; ")}.`);
  };

  function what() {
    if (step() === 0) return "Start: the films have factors, the users have none yet.";
    return step() % 2 ? `Half step ${step()}: the films' factors stand still, each user solves a ridge problem.`
      : `Half step ${step()}: the users' factors stand still, each film solves a ridge problem.`;
  }

  // The best factor for each row when those of the columns are q. Without ridge and ratings to go by it is 0.
  function solve(table, q, lam) {
    return table.map((row) => {
      const [above, below] = row.reduce(([a, b], x, j) => (x === null ? [a, b] : [a + x * q[j], b + q[j] * q[j]]), [0, lam]);
      return below > 0 ? above / below : 0;
    });
  }

  function walk(table, start, lam) {
    const turned = table[0].map((_, j) => table.map((row) => row[j]));
    const squares = (v) => v.reduce((s, x) => s + x * x, 0);
    const loss = (p, q) => table.reduce((s, row, i) => s + row.reduce((t, x, j) => (x === null ? t : t + (x - p[i] * q[j]) ** 2), 0), 0)
      + lam * (squares(p) + squares(q));
    let [p, q] = [[0, 0, 0], [...start]];
    const found = [{ p, q, loss: loss(p, q) }];
    for (let k = 1; k <= LAST; k += 1) {
      if (k % 2) p = solve(table, q, lam); else q = solve(turned, p, lam);
      found.push({ p, q, loss: loss(p, q) });
    }
    return found;
  }

  function place(state, k) { return [-3.6 + 7.2 * k / LAST, -1 + 2 * state.loss / states[0].loss]; }

  function dot([x, y]) {
    const r = 0.055;
    return [[x - r, y], [x, y + r], [x + r, y], [x, y - r], [x - r, y], null];
  }

  function draw(table, { p, q }) {
    const solved = step() === 0 ? "" : step() % 2 ? "p" : "q";
    const factor = (x, name) => cell("td", show(x), { color: `var(--m4ds-${solved === name ? "blue" : "grey"})`,
      fontWeight: solved === name ? "bold" : "normal" });
    const head = (text, scope) => Object.assign(cell("th", text, { fontWeight: "normal", color: "var(--m4ds-grey)" }), { scope });
    grid.replaceChildren(
      line(head("user", "col"), head("factor", "col"), ..."ABC".split("").map((film) => head(`film ${film}`, "col"))),
      line(head("factor", "row"), cell("td", "", {}), ...q.map((x) => factor(x, "q"))),
      ...table.map((row, i) => line(head(USERS[i], "row"), factor(p[i], "p"), ...row.map((x, j) => rating(x, p[i] * q[j])))));
  }

  function rating(x, predicted) {
    const made = cell("td", x === null ? "?" : String(x), { backgroundColor: x === null ? "var(--m4ds-light)" : "transparent" });
    const below = document.createElement("div");
    below.textContent = show(predicted);
    Object.assign(below.style, { fontSize: ".8em", color: `var(--m4ds-${x === null ? "orange" : "ink"})`, fontWeight: x === null ? "bold" : "normal" });
    made.append(below);
    return made;
  }

  function line(...cells) {
    const made = document.createElement("tr");
    made.style.backgroundColor = "transparent";
    made.append(...cells);
    return made;
  }

  function cell(tag, text, look) {
    const made = document.createElement(tag);
    made.textContent = text;
    Object.assign(made.style, { padding: ".25rem .4rem", textAlign: "right", minWidth: "3rem", border: "0", ...look });
    return made;
  }
});
