// A day's list of cards, best first: precision, recall and euros for each number of checks. Params: hits and lost (means a day at each rank), total.
"use strict";
m4ds.figure("alert-budget", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.9;
  const [LEFT, RIGHT] = [-3.3, 3.8];
  const [LOW, UP] = [-2.3, 2.6];
  const { hits, lost, total } = f.params;
  const most = hits.length;

  f.board({ width: W, height: H, label: "Euros saved a day, and the share of fraud found, by the number of checks" });
  f.key([["blue", "euros saved a day"], ["orange", "share of cards with fraud that are found, from 0 at the bottom to 1 at the top", true], ["ink", "your number of checks"], ["purple", "the best number", true]]);
  const checks = f.range({ label: "Checks a day", min: 1, max: most, step: 1, value: f.params.checks ?? 40, digits: 0 });
  const check = f.range({ label: "A check costs (euros)", min: 1, max: 20, step: 0.5, value: f.params.check ?? 5, digits: 1 });
  const annoyed = f.range({ label: "An annoyed customer costs (euros)", min: 0, max: 30, step: 0.5, value: f.params.annoyed ?? 2, digits: 1 });
  const worth = f.range({ label: "A stopped fraud is worth ... times its amount", min: 0.5, max: 4, step: 0.1, value: 1, digits: 1 });

  const running = (terms) => { let sum = 0; return terms.map((x) => { sum += x; return sum; }); };
  const found = running(hits);
  const net = () => running(lost.map((x, k) => worth() * x - check() - annoyed() * (1 - hits[k])));
  const peak = (values) => values.indexOf(Math.max(...values)) + 1;

  const [FLOOR, CEILING] = [-400, 600];
  const across = (k) => LEFT + (RIGHT - LEFT) * k / most;
  const up = (e) => LOW + (UP - LOW) * (Math.max(FLOOR, Math.min(CEILING * 2, e)) - FLOOR) / (scale() - FLOOR);
  const scale = () => Math.max(CEILING, ...net());
  const share = (r) => LOW + (UP - LOW) * r;

  f.curve(() => [[LEFT, up(0)], [RIGHT, up(0)]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => net().map((e, k) => [across(k + 1), up(e)]), { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => found.map((x, k) => [across(k + 1), share(x / total)]), { strokeColor: colour("orange"), strokeWidth: 2, dash: 2 });
  f.curve(() => [[across(checks()), LOW], [across(checks()), UP]], { strokeColor: colour("ink"), strokeWidth: 2 });
  f.curve(() => { const k = across(peak(net())); return [[k, LOW], [k, UP]]; }, { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  for (let k = 20; k <= most; k += 20) f.text(() => [across(k), LOW - 0.28], () => show(k, 0), { strokeColor: colour("grey"), fontSize: 12 });
  f.text(() => [LEFT - 0.12, up(0)], () => "0", { strokeColor: colour("grey"), fontSize: 12, anchorX: "right" });
  f.text(() => [LEFT - 0.12, UP], () => show(scale(), 0), { strokeColor: colour("grey"), fontSize: 12, anchorX: "right" });

  return () => {
    const k = checks();
    const euros = net();
    const [precision, recall] = [found[k - 1] / k, found[k - 1] / total];
    const best = peak(euros);
    f.expose({ checks: k, check: check(), annoyed: annoyed(), worth: worth(), precision, recall, euros: euros[k - 1], best, most: euros[best - 1] });
    f.say(`${show(k, 0)} checks a day: ${show(100 * precision, 1)} % of them find fraud, ${show(100 * recall, 0)} % of the cards with fraud are found, `
      + `${show(euros[k - 1], 0)} euros a day. Best: ${show(best, 0)} checks, ${show(euros[best - 1], 0)} euros.`);
  };
});
