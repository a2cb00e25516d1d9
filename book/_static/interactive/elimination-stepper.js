// Gaussian elimination, one row operation a step. Params: system, pivoting ("yes" or "no"), digits ("all" or "three").
"use strict";
m4ds.figure("elimination-stepper", (f) => {
  const SYSTEMS = {   // the last column is the right-hand side
    example: [[2, 1, 1, 6], [4, 3, 0, 17], [-2, 2, -4, 6]],
    zero: [[1, 2, 1, 4], [2, 4, 3, 9], [1, 3, 2, 6]],
    tiny: [[0.001, 2, 1, 3.001], [1, 1, 1, 3], [1, -1, 2, 2]],
    doubling: [[1, 0, 0, 1, 2], [-1, 1, 0, 1, 1], [-1, -1, 1, 1, 0], [-1, -1, -1, 1, -2]],
  };
  f.jxg = { update: () => {} };   // a table, no board
  const table = document.createElement("table");
  Object.assign(table.style, { margin: "0 auto", borderCollapse: "separate", borderSpacing: "2px", width: "auto",
    color: "var(--m4ds-ink)", fontVariantNumeric: "tabular-nums" });
  table.setAttribute("aria-label", "The augmented matrix at this step. What happened is said in words below.");
  Object.assign(f.plate.style, { padding: ".6rem .2rem", overflowX: "auto", maxWidth: "34rem" });
  f.plate.append(table);
  f.key([["ink", "the pivot, framed"], ["orange", "multipliers, in brackets"], ["light", "the rows just changed", false]]);

  const system = f.choice({ label: "System", value: f.params.system || "example",
    options: { example: "worked example", zero: "zero pivot", tiny: "tiny pivot", doubling: "4 × 4" } });
  const pivoting = f.choice({ label: "Row exchanges", value: f.params.pivoting || "yes",
    options: { yes: "largest pivot", no: "none" } });
  const digits = f.choice({ label: "Arithmetic", value: f.params.digits || "all",
    options: { all: "all digits", three: "three digits" } });
  const step = f.range({ label: "Step", min: 0, max: 9, step: 1, value: 0, digits: 0 });
  const slider = f.handles.lastElementChild.querySelector("input");
  const go = (by) => { step.put(step() + by); f.update(); };
  f.button("Previous step", () => go(-1));
  f.button("Next step", () => go(1));

  let chosen = "";
  let states = [];
  return () => {
    const now = [system(), pivoting(), digits()].join();
    if (now !== chosen) begin(now);
    const state = states[step()];
    draw(state);
    const ended = step() === states.length - 1;
    const solution = ended && !state.stuck && state.W.every((row, i) => row[i] !== 0) ? backSubstitute(state.W, rounding()) : null;
    f.expose({ system: system(), pivoting: pivoting(), digits: digits(), step: step(), steps: states.length - 1, W: state.W,
      perm: state.perm, stuck: Boolean(state.stuck), largest: state.largest, solution });
    const end = !ended || state.stuck ? "" : solution
      ? ` The matrix is triangular. Back substitution gives the solution (${solution.map(write).join(", ")}).`
      : " The last pivot is 0: the equations do not determine the solution.";
    f.say(`Step ${step()} of ${states.length - 1}. ${state.words} The largest entry still in the matrix is ${write(state.largest)}.${end}`);
  };

  function rounding() { return digits() === "three" ? (x) => Number(x.toPrecision(3)) : (x) => x; }

  function begin(now) {
    const keep = chosen ? 0 : step();
    chosen = now;
    states = eliminate(SYSTEMS[system()], pivoting() === "yes", rounding());
    slider.max = states.length - 1;
    step.put(keep);
  }

  // All states: W holds the multipliers below the staircase, as in the chapter; `column` counts the pivots in use.
  function eliminate(rows, exchange, round) {
    const W = rows.map((row) => row.map(round));
    const perm = W.map((_, i) => i);
    const name = (i) => `row ${perm[i] + 1}`;   // as it was numbered at the start, like the heads of the table
    const done = W.map((row) => row.map(() => false));   // where W holds a multiplier
    const found = [];
    const keep = (column, changed, words, stuck = false) => found.push({ W: W.map((row) => [...row]), perm: [...perm],
      done: done.map((row) => [...row]), column, changed, words, stuck, largest: largest(W, done) });
    keep(0, [], `The start: ${W.length} equations, the right-hand side in the last column.`);
    for (let k = 0; k < W.length - 1; k += 1) {
      const below = W.map((_, i) => i).filter((i) => i > k);
      if (exchange) {
        const best = [k, ...below].reduce((p, i) => (Math.abs(W[i][k]) > Math.abs(W[p][k]) ? i : p), k);
        if (best !== k) {
          for (const list of [W, perm, done]) [list[k], list[best]] = [list[best], list[k]];
          keep(k, [k, best], `Exchange ${name(best)} and ${name(k)}: ${write(W[k][k])} is, in size, the largest number left in column ${k + 1}.`);
        }
      }
      if (W[k][k] === 0 && below.some((i) => W[i][k] !== 0)) {
        keep(k, [], `The pivot of column ${k + 1} is 0 and a number below it is not. Without row exchanges elimination stops here.`, true);
        return found;
      }
      for (const i of below.filter((j) => W[j][k] !== 0)) {
        const m = round(W[i][k] / W[k][k]);
        for (let j = k + 1; j < W[i].length; j += 1) W[i][j] = round(W[i][j] - round(m * W[k][j]));
        W[i][k] = m;
        done[i][k] = true;
        keep(k, [i], `R${name(i).slice(1)} minus ${write(m)} times ${name(k)}. The multiplier ${write(m)} is kept where the zero would stand.`);
      }
    }
    return found;
  }

  function largest(W, done) {
    return Math.max(...W.flatMap((row, i) => row.slice(0, -1).map((x, j) => (done[i][j] ? 0 : Math.abs(x)))));
  }

  function backSubstitute(W, round) {
    const x = W.map(() => 0);
    for (let i = W.length - 1; i >= 0; i -= 1) {
      let right = W[i][W.length];
      for (let j = i + 1; j < W.length; j += 1) right = round(right - round(W[i][j] * x[j]));
      x[i] = round(right / W[i][i]);
    }
    return x;
  }

  function write(x) { return String(Number(x.toPrecision(4))).replace("-", "−"); }

  function draw({ W, perm, done, column, changed }) {
    table.replaceChildren(...W.map((row, i) => {
      const line = document.createElement("tr");
      Object.assign(line.style, { backgroundColor: "transparent" });
      const head = cell("th", `row ${perm[i] + 1}`, { fontWeight: "normal", color: "var(--m4ds-grey)" });
      head.scope = "row";
      line.append(head, ...row.map((x, j) => cell("td", done[i][j] ? `(${write(x)})` : write(x), {
        color: `var(--m4ds-${done[i][j] ? "orange" : "ink"})`,
        backgroundColor: changed.includes(i) ? "var(--m4ds-light)" : "transparent",
        outline: i === column && j === column ? "2px solid var(--m4ds-ink)" : "none",
        borderLeft: j === W.length ? "2px solid var(--m4ds-grey)" : "0",
      })));
      return line;
    }));
  }

  function cell(tag, text, look) {
    const made = document.createElement(tag);
    made.textContent = text;
    Object.assign(made.style, { padding: ".35rem .35rem", textAlign: "right", minWidth: "2rem", border: "0", ...look });
    return made;
  }
});
