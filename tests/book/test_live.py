"""The live server shows the last build, tells a page when to reload, and builds at each save."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from m4ds_book import live


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page.html").write_text("<p>first</p>")
    (tmp_path / "style.css").write_text("p {}")
    return tmp_path


@pytest.fixture
def server(folder):
    server = live.serve(folder)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def read(address: str) -> str:
    with urlopen(address, timeout=5) as answer:
        return answer.read().decode()


def test_pages_get_the_reloading_script_and_other_files_do_not(server):
    assert read(f"{server}/page.html").startswith("<p>first</p><script>")
    assert read(f"{server}/style.css") == "p {}"


def test_a_page_that_is_not_there_is_not_found(server):
    with pytest.raises(HTTPError) as error, urlopen(f"{server}/nowhere.html", timeout=5):
        pass
    assert error.value.code == 404
    error.value.close()


def test_each_save_builds_and_is_told_to_the_pages(folder, monkeypatch):
    monkeypatch.setattr(live.Handler, "builds", 0)
    built = []
    live.run(lambda: built.append(1), folder, changes=["save", "save"], port=0)
    assert built == [1, 1]
    assert live.Handler.builds == 2
