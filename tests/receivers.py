"""Receivers of webhooks on this machine: they keep what they get, and answer as they are told."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Received:
    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    url: str = ""
    status: int = 200
    most: int | None = None
    """How many requests it answers; it keeps the lines of the others open until it may answer more."""
    drips: float = 0
    """Seconds between its headers, of which it sends a hundred."""
    answer: bytes = b"ok"
    sent_headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    def wait_for(self, count: int, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while len(self.received) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.received)} requests instead of {count}.")
            time.sleep(0.01)


@contextmanager
def receiving(**answers: object) -> Iterator[Receiver]:
    receiver = Receiver(**answers)  # type: ignore[arg-type]  # its own members

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.received.append(Received({name.lower(): text for name, text in self.headers.items()}, body))
            number = len(receiver.received)
            while receiver.most is not None and number > receiver.most:
                time.sleep(0.01)
            try:
                self.send_response(receiver.status)
                for number in range(100) if receiver.drips else ():
                    self.send_header(f"X-Number-{number}", "x")
                    self.flush_headers()
                    time.sleep(receiver.drips)
                for name, text in ({"Content-Length": str(len(receiver.answer))} | receiver.sent_headers).items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(receiver.answer)
            except OSError:  # the sender is gone
                pass

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
