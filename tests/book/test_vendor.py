"""What the site serves itself is there, complete, and of the version that typeset the formulas."""

import json
import re
from types import SimpleNamespace

import pytest
import sphinxcontrib.katex

from m4ds_book import vendor
from m4ds_book.chapters import ROOT


def test_the_style_of_the_formulas_has_the_version_that_typesets_them():
    assert json.loads((ROOT / "package.json").read_text())["dependencies"]["katex"] == sphinxcontrib.katex.katex_version


def test_versions_are_exact_and_the_lock_names_no_registry():
    package = json.loads((ROOT / "package.json").read_text())
    for version in (package["dependencies"] | package["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not any("resolved" in entry for entry in lock["packages"].values())
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_every_font_that_the_style_names_is_served():
    served = vendor.prepare()
    fonts = re.findall(r"url\(([^)]+)\)", (served / "katex/katex.min.css").read_text())
    assert fonts and all((served / "katex" / font).is_file() for font in fonts)
    assert {p.name for p in (served / "jsxgraph").iterdir()} >= {"jsxgraphcore.js", "jsxgraph.css", "LICENSE.MIT"}


def test_packages_are_fetched_once(monkeypatch):
    vendor.prepare()
    monkeypatch.setattr(vendor, "npm", lambda *_, **__: pytest.fail("fetched again"))
    vendor.prepare()


def test_without_a_network_the_message_says_what_to_do(tmp_path, monkeypatch):
    for name in vendor.LISTS:
        (tmp_path / name).write_text("{}")
    monkeypatch.setattr(vendor, "npm", lambda *_, **__: SimpleNamespace(returncode=1, stderr="ENOTFOUND"))
    with pytest.raises(SystemExit, match="network"):
        vendor.prepare(tmp_path)
    assert not (tmp_path / "_build/vendor").exists()
