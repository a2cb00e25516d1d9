"""Serve the site, build it again when a source is saved, and reload the page that is open."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from watchfiles import watch

from m4ds_book.chapters import ROOT

WATCHED = ("book", "code/src", "_toc.yml", "_config.yml")
RELOAD = b"""<script>
const poll = async (seen) => {
  const now = await (await fetch("/.built")).text().catch(() => seen);
  if (seen && now !== seen) location.reload();
  setTimeout(poll, 700, now);
};
poll();
</script>"""


class Handler(SimpleHTTPRequestHandler):
    """Serves the built site with a script that reloads the page after a build."""

    builds = 0

    def do_GET(self):
        if self.path == "/.built":
            return self._send(str(Handler.builds).encode(), "text/plain")
        file = self.translate_path(self.path)
        if not file.endswith(".html"):
            return super().do_GET()
        try:
            with open(file, "rb") as page:
                return self._send(page.read() + RELOAD, "text/html; charset=utf-8")
        except FileNotFoundError:
            return self.send_error(404)

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing: the build's messages are what matters here."""


def serve(folder, port: int = 0) -> ThreadingHTTPServer:
    """Serve `folder` on loopback from a thread of its own; port 0 takes a free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def run(build, folder, changes=None, port: int = 8000) -> None:
    """Build and serve until interrupted; `changes` yields once for each save."""
    server = serve(folder, port)
    print(f"open http://127.0.0.1:{server.server_port}/ and edit; Ctrl-C stops", flush=True)
    try:
        for _ in changes or watch(*(ROOT / w for w in WATCHED), raise_interrupt=False):
            build()
            Handler.builds += 1
    finally:
        server.shutdown()
        server.server_close()
