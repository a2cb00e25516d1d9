// How long an experiment must run: traffic, smallest effect, covariate, split. Params: sd, traffic, effect, rho, share, power.
"use strict";
m4ds.figure("power-planner", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.6;
  const [LEFT, RIGHT, BASE, TOP] = [-3.1, 3.8, -1.9, 2.3];
  const [FROM, TO, SHORT, LONG] = [0.5, 6, 1, 1000];             // euros, and days, on logarithmic axes
  const SD = f.params.sd ?? 90;
  // Quantiles of the normal law: 0.975, and the power.
  const LEVEL = 1.959963984540054;
  const POWER = { 50: 0, 80: 0.8416212335729143, 90: 1.2815515655446004, 95: 1.6448536269514722 };

  f.board({ width: W, height: H, label: "Days of visitors against the smallest effect that must not be missed" });
  f.key([["orange", "with the covariate"], ["blue", "without it"], ["grey", "28 days", true]]);
  const power = f.choice({ label: "Power", options: { 50: "50 %", 80: "80 %", 90: "90 %", 95: "95 %" }, value: f.params.power || "80" });
  const traffic = f.range({ label: "Thousand visitors a week", min: 2, max: 60, step: 1, value: f.params.traffic ?? 18, digits: 0 });
  const effect = f.range({ label: "Smallest effect, euros", min: 0.5, max: 6, step: 0.1, value: f.params.effect ?? 1.5, digits: 1 });
  const rho = f.range({ label: "Correlation with the covariate", min: 0, max: 0.95, step: 0.01, value: f.params.rho ?? 0.62 });
  const share = f.range({ label: "Share treated, %", min: 5, max: 95, step: 5, value: f.params.share ?? 50, digits: 0 });

  // Visitors in both arms: sigma^2 (z + z)^2 / (delta^2 q (1 - q)).
  const visitors = (delta, r) => {
    const q = share() / 100;
    return SD * SD * (1 - r * r) * (LEVEL + POWER[power()]) ** 2 / (delta * delta * q * (1 - q));
  };
  const days = (delta, r) => 7 * visitors(delta, r) / (1000 * traffic());

  const across = (delta) => LEFT + (RIGHT - LEFT) * Math.log(delta / FROM) / Math.log(TO / FROM);
  const up = (d) => BASE + (TOP - BASE) * Math.log(Math.max(SHORT, Math.min(LONG, d)) / SHORT) / Math.log(LONG / SHORT);
  const line = (r) => Array.from({ length: 61 }, (_, i) => FROM * (TO / FROM) ** (i / 60))
    .map((delta) => (days(delta, r) >= SHORT && days(delta, r) <= LONG ? [across(delta), up(days(delta, r))] : null));
  f.curve(() => line(0), { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => line(rho()), { strokeColor: colour("orange"), strokeWidth: 2.5 });
  f.curve(() => [[LEFT, up(28)], [RIGHT, up(28)]], { strokeColor: colour("grey"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => [[across(effect()), BASE], [across(effect()), up(days(effect(), rho()))]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => Array.from({ length: 25 }, (_, i) => [across(effect()) + 0.09 * Math.cos(i * Math.PI / 12),
    up(days(effect(), rho())) + 0.09 * Math.sin(i * Math.PI / 12)]), { strokeColor: colour("orange"), fillColor: colour("orange"), fillOpacity: 1 });
  f.curve(() => [[LEFT, TOP], [LEFT, BASE], [RIGHT, BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  const grey = { strokeColor: colour("grey"), fontSize: 12 };
  for (const d of [1, 7, 28, 100, 1000]) f.text(() => [LEFT - 0.4, up(d)], () => show(d, 0), grey);
  for (const delta of [0.5, 1, 2, 4]) f.text(() => [across(delta), BASE - 0.25], () => show(delta, delta < 1 ? 1 : 0), grey);
  f.text(() => [RIGHT - 0.2, BASE - 0.25], () => "euros", grey);
  f.text(() => [LEFT + 0.45, TOP], () => "days", grey);

  return () => {
    const need = visitors(effect(), rho());
    f.expose({ power: Number(power()), traffic: traffic(), effect: effect(), rho: rho(), share: share(),
      visitors: need, days: days(effect(), rho()), plain: days(effect(), 0), left: 1 - rho() * rho() });
    f.say(`To find ${show(effect(), 1)} euros with power ${power()} %: ${show(need / 1000, 1)} thousand visitors, `
      + `${show(days(effect(), rho()), 1)} days; without the covariate ${show(days(effect(), 0), 1)} days.`);
  };
});
