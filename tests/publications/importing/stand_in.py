"""A stand-in for PubMed and the DOI resolver: a server on the loopback interface, told what to say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class StandIn:
    """Paths and what answers them; `seen` are the requests as they came."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, body: bytes, kind: str, status: int = 200, **headers: str) -> None:
        def handle(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            request.send_header("Content-Type", kind)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.handlers[path] = handle

    def redirect(self, path: str, to: str) -> None:
        self.answer(path, b"", "text/html", 302, Location=to)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Without asking the network for this machine's name, which takes seconds where there is none."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]


@contextmanager
def standing_in() -> Iterator[StandIn]:
    stand_in = StandIn()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand_in.seen.append((self.path, dict(self.headers)))
            handler = stand_in.handlers.get(self.path.partition("?")[0])
            if handler is None:
                self.send_error(404)
                return
            try:
                handler(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = Server(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
