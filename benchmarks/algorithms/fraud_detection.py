"""The fraud case: windows of the past against pandas, the simulator and its features at growing size."""

import numpy as np
import pandas as pd

from m4ds.datasets.cards import simulate_cards
from m4ds.learn.card_features import card_features, past_window
from m4ds.stats.cusum import cusum


def cases(n: int):
    rng = np.random.default_rng(0)
    time, key = np.sort(rng.uniform(0, 100, n)), rng.integers(0, max(2, n // 50), n)
    value = rng.lognormal(size=n)

    def rolling():
        clock = pd.Timestamp("2020-01-01") + pd.to_timedelta(time, "D")
        frame = pd.DataFrame({"key": key, "value": value}, index=clock)
        frame["row"] = np.arange(n)
        sums = frame.groupby("key").rolling("7D", closed="left")["value"].sum().fillna(0)
        order = frame.sort_values("key", kind="stable")["row"].to_numpy()
        out = np.empty(n)
        out[order] = sums.to_numpy()
        return out
    yield "past_window, 7 days", lambda: past_window(time, key, value, 7.0)[1], "pandas, groupby and rolling", rolling
    steps = rng.normal(-0.1, 1, n)

    def loop():
        w, path = 0.0, []
        for step in steps:
            w = max(0.0, w + step)
            path.append(w)
        return np.array(path)
    yield "cusum", lambda: cusum(steps, 5.0).path, "a loop in Python", loop
    cards = max(10, n // 10)
    data = simulate_cards(cards, max(10, cards // 3), 30, seed=1)

    def features(d):
        return card_features(d.time, d.card, d.terminal, d.amount, d.fraud)[:, 0]
    yield ("simulate_cards and card_features", lambda: features(simulate_cards(cards, max(10, cards // 3), 30, seed=1)),
           "numpy.log of the amounts alone", lambda: np.log(data.amount))
