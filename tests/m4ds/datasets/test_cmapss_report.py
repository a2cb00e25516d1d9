"""The report on NASA's files: one code for simulated engines and files; what is not the published set is refused."""

import numpy as np
import pytest

from m4ds.datasets import cmapss_report
from m4ds.datasets.cmapss import load_cmapss
from m4ds.datasets.fleet import cut_at_random, simulate_fleet
from m4ds.learn.life_report import remaining_life_report


def write(path, fleet):
    rows = [f"{u + 1} {c} 0 0 100 " + " ".join(f"{s:.6f}" for s in sensors) + " 1\n"
            for u, c, sensors in zip(fleet.unit, fleet.cycle, fleet.sensors, strict=True)]
    path.write_text("".join(rows))


@pytest.fixture
def folder(tmp_path):
    test = cut_at_random(simulate_fleet(20, seed=2), 3)
    write(tmp_path / "train_FD001.txt", simulate_fleet(30, seed=1))
    write(tmp_path / "test_FD001.txt", test)
    (tmp_path / "RUL_FD001.txt").write_text("".join(f"{r}\n" for r in test.remaining[test.last_rows()]))
    return tmp_path


def test_files_and_arrays_give_the_same_errors(folder):
    data = load_cmapss(folder, published=False)
    from_files = remaining_life_report(data.train, data.test, data.remaining)
    test = cut_at_random(simulate_fleet(20, seed=2), 3)
    direct = remaining_life_report(simulate_fleet(30, seed=1), test, test.remaining[test.last_rows()])
    for name, guess in direct.items():
        np.testing.assert_allclose(from_files[name], guess, atol=0.05)


def test_it_prints_a_line_a_rule(folder, monkeypatch, capsys):
    monkeypatch.setattr(cmapss_report, "load_cmapss", lambda folder: load_cmapss(folder, published=False))
    assert cmapss_report.main([str(folder)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_the_folder_comes_from_the_environment(monkeypatch):
    monkeypatch.delenv("CMAPSS_DIR", raising=False)
    assert cmapss_report.nasa_folder() is None
    monkeypatch.setenv("CMAPSS_DIR", "/data/nasa")
    assert cmapss_report.nasa_folder() == "/data/nasa"


def test_what_is_not_the_published_set_is_refused(folder, capsys):
    assert cmapss_report.main([str(folder)]) == 1 and "not the published FD001" in capsys.readouterr().err
    assert cmapss_report.main([]) == 2
    assert cmapss_report.main([str(folder / "nowhere")]) == 1
