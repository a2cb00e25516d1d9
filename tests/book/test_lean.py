"""Pages keep the rules and signs that they use, and lose the rest."""

import pytest
from fontTools.ttLib import TTFont

from m4ds_book import vendor
from m4ds_book.lean import LeanError, cut, icons, purge, relink, words

STYLE = ('.used{color:red}.unused{color:blue}html[data-theme="dark"] .used{color:pink}'
         '.fa-bars:before{content:"\\f0c9"}.fa-ghost:before{content:"\\f6e2"}')


def test_the_names_come_from_tags_and_scripts_not_from_prose(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "a.html").write_text('<p class="used">unused</p>')
    (tmp_path / "_static" / "b.js").write_text('box.classList.add("moved")')
    found = words(tmp_path).split()
    assert {"used", "moved", "p"} <= set(found)
    assert "unused" not in found


def test_rules_that_nothing_meets_go_and_what_scripts_set_stays():
    [style] = purge("html used fa-bars", [STYLE])
    assert ".used" in style and "dark" in style and "f0c9" in style
    assert ".unused" not in style and "f6e2" not in style


def test_a_style_that_cannot_be_read_stops_the_build():
    with pytest.raises(LeanError, match="PurgeCSS"):
        purge("a", [".open { color: "])


def test_a_font_keeps_the_signs_that_stand_on_a_page(tmp_path):
    source = vendor.packages() / "katex/dist/fonts/KaTeX_AMS-Regular.ttf"
    name = cut(source, {ord("R")}, tmp_path)
    kept = TTFont(tmp_path / name).getBestCmap()
    assert set(kept) == {ord("R")}
    assert (tmp_path / name).stat().st_size < source.stat().st_size / 10


def test_an_icon_font_is_cut_to_the_icons_of_the_style(tmp_path):
    fonts = tmp_path / "vendor/fontawesome/webfonts"
    fonts.mkdir(parents=True)
    (fonts / "fa-solid-900.ttf").write_bytes(
        (vendor.packages() / "katex/dist/fonts/KaTeX_Main-Regular.ttf").read_bytes())
    face = '@font-face{src:url(../vendor/fontawesome/webfonts/fa-solid-900.woff2) format("woff2"),url(x.ttf)}'
    style = icons(face + '.fa-a:before{content:"\\0041"}', tmp_path, tmp_path)
    assert 'src:url(fa-solid-900.woff) format("woff")}' in style
    assert set(TTFont(tmp_path / "fa-solid-900.woff").getBestCmap()) == {ord("A")}


def test_a_page_links_to_the_lean_style_from_any_depth():
    page = '<link href="../../_static/styles/pydata-sphinx-theme.css?digest=55c" rel="stylesheet" />'
    assert relink(page) == '<link href="../../_static/lean/pydata-sphinx-theme.css" rel="stylesheet" />'
    assert relink(relink(page)) == relink(page)
