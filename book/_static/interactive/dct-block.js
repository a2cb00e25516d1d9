// An 8 x 8 block, its cosine coefficients, and the block made of the kept ones: choose how many and which. Params: block, kept.
"use strict";
m4ds.figure("dct-block", (f) => {
  const { show, colour } = m4ds;
  const N = 8, CELL = 16, PEAK = 255;
  f.jxg = { update: () => {} };   // three canvases, no board
  const grid = (value) => Array.from({ length: N }, (_, i) => Array.from({ length: N }, (__, j) => value(i, j)));
  const blocks = {
    edge: grid((i, j) => (j > i ? 215 : 40)),
    ramp: grid((i, j) => 40 + 15 * j + 10 * i),
    stripes: grid((i, j) => (Math.floor(j / 2) % 2 ? 215 : 40)),
    noise: grid((i, j) => 40 + ((i * 8 + j + 1) * 7919 % 64) * 175 / 63),
  };
  const C = grid((k, j) => Math.sqrt((k ? 2 : 1) / N) * Math.cos(Math.PI * k * (2 * j + 1) / (2 * N)));
  const turned = (A) => grid((i, j) => A[j][i]);
  const product = (A, B) => grid((i, j) => A[i].reduce((sum, a, m) => sum + a * B[m][j], 0));
  const cells = grid((i, j) => [i, j]).flat();
  const walk = ([i, j]) => 100 * (i + j) + ((i + j) % 2 ? i : j);    // along each diagonal, up or down

  const kept = f.range({ label: "Coefficients kept", min: 0, max: N * N, step: 1, value: f.params.kept ?? 6, digits: 0 });
  const order = f.choice({ label: "Which", value: "largest", options: { largest: "the largest", zigzag: "the first in zig-zag order" } });
  const chosen = f.choice({ label: "Block", value: f.params.block || "edge",
    options: { edge: "slanted edge", ramp: "ramp", stripes: "stripes", noise: "noise" } });
  const row = document.createElement("div");
  Object.assign(row.style, { display: "flex", gap: "4%", maxWidth: "36rem", margin: "0 auto", padding: ".6rem" });
  f.plate.append(row);
  const [before, middle, after] = ["The block", "Its coefficients: the kept ones are framed", "The block made of the kept coefficients"].map(canvas);

  return () => {
    const block = blocks[chosen()];
    const c = product(product(C, block), turned(C));
    const size = ([i, j]) => -Math.abs(c[i][j]);
    const key = order() === "largest" ? size : walk;
    const inside = new Set([...cells].sort((a, b) => key(a) - key(b)).slice(0, kept()).map(([i, j]) => N * i + j));
    const some = grid((i, j) => (inside.has(N * i + j) ? c[i][j] : 0));
    const made = product(product(turned(C), some), C);
    const mse = cells.reduce((sum, [i, j]) => sum + (block[i][j] - made[i][j]) ** 2, 0) / (N * N);
    const dropped = cells.reduce((sum, [i, j]) => sum + (c[i][j] - some[i][j]) ** 2, 0) / (N * N);
    const psnr = mse > 1e-18 ? 10 * Math.log10(PEAK ** 2 / mse) : null;
    paint(before, (i, j) => block[i][j]);
    paint(middle, (i, j) => 255 * Math.log1p(Math.abs(c[i][j])) / Math.log1p(2000), inside);
    paint(after, (i, j) => made[i][j]);
    f.expose({ block: chosen(), order: order(), kept: kept(), mse, dropped, psnr, coefficients: c.flat() });
    f.say(`With ${kept()} of 64 coefficients the mean squared error is ${show(mse, 1)}, the dropped energy per pixel is ` +
      `${show(dropped, 1)}` + (psnr === null ? ": the block is exact." : `, and the PSNR is ${show(psnr, 1)} dB.`));
  };

  function canvas(label) {
    const made = document.createElement("canvas");
    Object.assign(made, { width: N * CELL, height: N * CELL });
    Object.assign(made.style, { width: "31%", imageRendering: "pixelated" });
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", label);
    row.append(made);
    return made;
  }

  function paint(canvas, value, framed = new Set()) {
    const pen = canvas.getContext("2d");
    cells.forEach(([i, j]) => {
      const grey = Math.round(Math.max(0, Math.min(255, value(i, j))));
      pen.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
      pen.fillRect(j * CELL, i * CELL, CELL, CELL);
    });
    Object.assign(pen, { strokeStyle: colour("orange"), lineWidth: 2 });
    framed.forEach((p) => pen.strokeRect((p % N) * CELL + 1.5, Math.floor(p / N) * CELL + 1.5, CELL - 3, CELL - 3));
  }
});
