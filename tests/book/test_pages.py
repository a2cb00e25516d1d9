"""Pages lose what nothing uses and keep what they need."""

from m4ds_book.pages import lighten

PAGE = """<head>
<script src="a/_static/doctools.js?v=1"></script>
<script defer src="a/_static/scripts/fontawesome.js?digest=1"></script>
<script>const THEBE_JS_URL = "https://unpkg.com/x"; const y = 1</script>
<script async="async" src="a/_static/sphinx-thebe.js?v=c"></script>
<script src="a/searchindex.js"></script>
<script>var togglebuttonSelector = '.toggle';</script>
<script>var togglebuttonSelector = '.toggle';</script>
</head>"""


def test_unused_scripts_go_and_used_ones_stay():
    light = lighten(PAGE)
    assert not any(word in light for word in ("unpkg", "fontawesome", "thebe", "searchindex"))
    assert "doctools.js" in light
    assert light.count("togglebuttonSelector") == 1
