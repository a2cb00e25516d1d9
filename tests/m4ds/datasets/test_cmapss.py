"""The reader of NASA's files: sound small files are read, broken and altered ones refused by name and line."""

import numpy as np
import pytest

from m4ds.datasets.cmapss import PUBLISHED, load_cmapss, main


def lines(lives, rng, still=True):
    rows = []
    for u, life in enumerate(lives, start=1):
        for c in range(1, life + 1):
            sensors = rng.normal(500, 5, 21).round(2)
            if still:
                sensors[[0, 4, 9, 17, 18]] = 518.67, 14.62, 1.3, 2388, 100
            rows.append(f"{u} {c} 0.0007 -0.0004 100.0 " + " ".join(f"{s:g}" for s in sensors) + "  \n")
    return rows


@pytest.fixture
def folder(tmp_path):
    rng = np.random.default_rng(0)
    (tmp_path / "train_FD001.txt").write_text("".join(lines([5, 7], rng)))
    (tmp_path / "test_FD001.txt").write_text("".join(lines([3, 2, 4], rng)))
    (tmp_path / "RUL_FD001.txt").write_text("12 \n7 \n30 \n")
    return tmp_path


def rewrite(folder, name, change):
    path = folder / name
    path.write_text("".join(change(path.read_text().splitlines(keepends=True))))


def test_small_sound_files_are_read(folder):
    data = load_cmapss(folder, published=False)
    np.testing.assert_array_equal(data.train.cycle[data.train.last_rows()], [5, 7])
    np.testing.assert_array_equal(data.test.unit, [0, 0, 0, 1, 1, 2, 2, 2, 2])
    np.testing.assert_array_equal(data.remaining, [12, 7, 30])
    assert data.train.sensors.shape == (12, 21) and data.train.settings.shape == (12, 3)
    assert data.train.sensors[0, 0] == 518.67 and data.train.settings[0, 2] == 100


def published_set(folder):
    """Files with every fact by which the published set is recognised; the other numbers are noise."""
    rng = np.random.default_rng(1)
    train = np.full(100, 206)
    train[:2] = 128, 362
    train[2] += 20631 - train.sum()
    test = np.full(100, 131)
    test[0] += 13096 - test.sum()
    left = np.full(100, 75)
    left[0] += 7552 - left.sum()
    (folder / "train_FD001.txt").write_text("".join(lines(train, rng)))
    (folder / "test_FD001.txt").write_text("".join(lines(test, rng)))
    (folder / "RUL_FD001.txt").write_text("\n".join(map(str, left)))


def test_what_has_the_facts_of_the_published_set_is_recognised_and_one_change_is_not(tmp_path, capsys):
    published_set(tmp_path)
    data = load_cmapss(tmp_path)
    assert (len(data.train.unit), 100, len(data.test.unit), 100) == PUBLISHED["FD001"]
    assert main([str(tmp_path)]) == 0
    assert "FD001: 100 engines to train on (20631 rows)" in capsys.readouterr().out
    rewrite(tmp_path, "train_FD001.txt", lambda rows: [rows[0].replace("518.67", "0.5"), *rows[1:]])
    with pytest.raises(ValueError, match=r"not the published FD001: sensor 1 is not 518.67 throughout"):
        load_cmapss(tmp_path)
    assert main([str(tmp_path)]) == 1


def test_a_cut_off_file_is_not_the_published_one(folder):
    with pytest.raises(ValueError, match=r"rows and engines are 12/2 and 9/3 instead of 20631/100 and 13096/100"):
        load_cmapss(folder)


@pytest.mark.parametrize(("name", "change", "words"), [
    ("train_FD001.txt", lambda rows: [*rows[:-1], rows[-1][:30]], r"train_FD001.txt, line 12: \d numbers instead"),
    ("test_FD001.txt", lambda rows: rows[:1] + rows[2:], "line 2: engine 1, cycle 3 where engine 1, cycle 2"),
    ("test_FD001.txt", lambda rows: rows[3:], "line 1: engine 2, cycle 1 where engine 1, cycle 1"),
    ("test_FD001.txt", lambda rows: [rows[1], rows[0], *rows[2:]], "line 1: engine 1, cycle 2 where engine 1, cycle"),
    ("train_FD001.txt", lambda rows: [rows[0].replace("100.0", "n/a"), *rows[1:]], "line 1: not a number"),
    ("train_FD001.txt", lambda rows: [rows[0].replace("100.0", "nan"), *rows[1:]], "holds NaN or infinity"),
    ("train_FD001.txt", lambda rows: [], "train_FD001.txt is empty"),
    ("RUL_FD001.txt", lambda rows: rows[:-1], "RUL_FD001.txt holds 2 lives, but test_FD001.txt holds 3 engines"),
    ("RUL_FD001.txt", lambda rows: ["1.5\n", *rows[1:]], "must hold whole numbers of cycles"),
    ("RUL_FD001.txt", lambda rows: ["-3\n", *rows[1:]], "must hold whole numbers of cycles"),
    ("train_FD001.txt", lambda rows: ["unit,cycle,s1\n", *rows], "line 1: 1 numbers instead of 26"),
])
def test_broken_files_are_refused_by_name_and_line(folder, name, change, words):
    rewrite(folder, name, change)
    with pytest.raises(ValueError, match=words):
        load_cmapss(folder, published=False)


def test_a_missing_file_and_an_unknown_set_are_named(folder, tmp_path, capsys):
    (folder / "RUL_FD001.txt").unlink()
    with pytest.raises(FileNotFoundError, match=r"RUL_FD001.txt is not in"):
        load_cmapss(folder, published=False)
    with pytest.raises(ValueError, match="name must be one of FD001"):
        load_cmapss(folder, "FD005")
    assert main([str(tmp_path / "nowhere")]) == 1
    assert "no train_FD00x.txt" in capsys.readouterr().err
    assert main([]) == 2
