"""The reader of the public card data: small sound files are read, broken and altered ones refused."""

import tracemalloc

import numpy as np
import pytest

from m4ds.datasets import creditcard
from m4ds.datasets.creditcard import HEADER, VARIABLE, bring_creditcard, load_creditcard, main


def rows(n, frauds, seed=0, last=172_792):
    rng = np.random.default_rng(seed)
    time = np.sort(rng.integers(0, last, n))
    time[[0, -1]] = 0, last
    label = np.zeros(n, int)
    label[rng.choice(n, frauds, replace=False)] = 1
    numbers = rng.normal(size=(n, 28)).round(3)
    return [f"{t},{','.join(map(str, v))},{a:.2f},\"{k}\"\n"
            for t, v, a, k in zip(time, numbers.tolist(), rng.lognormal(3, 1, n), label, strict=True)]


HEAD = ",".join(f'"{word}"' for word in HEADER) + "\n"


def write(tmp_path, lines, head=HEAD):
    path = tmp_path / "creditcard.csv"
    path.write_text(head + "".join(lines))
    return path


def test_a_small_sound_file_is_read_across_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(creditcard, "ROWS", 7)
    lines = rows(20, 3)
    data = load_creditcard(write(tmp_path, lines), published=False)
    assert data.features.shape == (20, 28) and data.fraud.sum() == 3
    assert data.time[-1] == 172_792 and (data.amount > 0).all()
    assert data.features[11, 4] == float(lines[11].split(",")[5])


def test_the_published_facts_are_recognised_in_memory_for_two_copies_and_a_block(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(creditcard, "PUBLISHED", (60_000, 104))
    path = write(tmp_path, rows(60_000, 104))
    tracemalloc.start()
    data = load_creditcard(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(data.time) == 60_000 and peak < 2.2 * 60_000 * 31 * 8 + 80e6
    assert main([str(path)]) == 0
    assert "60000 payments over 2.00 days, 104 frauds (0.173%)" in capsys.readouterr().out


def test_shuffled_and_cut_off_files_are_not_the_published_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(creditcard, "PUBLISHED", (30, 4))
    lines = rows(30, 4)
    load_creditcard(write(tmp_path, lines))
    with pytest.raises(ValueError, match="shuffled"):
        load_creditcard(write(tmp_path, [lines[0], *lines[10:20], *lines[1:10], *lines[20:]]))
    path = write(tmp_path, lines[:-1])
    with pytest.raises(ValueError, match=r"not the published file: 29 payments"):
        load_creditcard(path)
    assert main([str(path)]) == 1
    assert "not the published file" in capsys.readouterr().err


@pytest.mark.parametrize(("change", "words"), [
    (lambda lines: [*lines[:4], lines[4][:20] + "\n", *lines[5:]], "line 6: not 31 numbers"),
    (lambda lines: [*lines[:4], lines[4].replace(",", ";"), *lines[5:]], "line 6: not 31 numbers"),
    (lambda lines: [lines[0].replace('"0"', '"2"').replace('"1"', '"2"'), *lines[1:]], "Class must be 0 or 1"),
    (lambda lines: ["nan" + lines[0][1:], *lines[1:]], "NaN or infinity"),
    (lambda lines: [], "holds no payment"),
])
def test_broken_rows_are_refused_by_line(tmp_path, change, words):
    with pytest.raises(ValueError, match=words):
        load_creditcard(write(tmp_path, change(rows(12, 2))), published=False)


def test_a_wrong_header_and_a_missing_file_are_named(tmp_path, capsys):
    with pytest.raises(ValueError, match="first line must be Time,V1"):
        load_creditcard(write(tmp_path, rows(5, 1), head="a,b,c\n"), published=False)
    with pytest.raises(FileNotFoundError, match=r"nowhere.csv is not in"):
        load_creditcard(tmp_path / "nowhere.csv")
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_file_is_brought_if_the_environment_names_it(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert bring_creditcard() is None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "creditcard.csv"))
    with pytest.raises(FileNotFoundError):
        bring_creditcard()
