"""How quick the machine is just now: what nginx takes for a file, beside a machine with nothing else to do.

The same work takes up to two and a half times the CPU where neighbours on the same hardware are busy, and no
process can see that. The limits are for a quiet machine: each figure is shown as that one would have it, too.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.served import Way
from tests.deploy.nginx import PROGRAM, nginx
from tests.deploy.waiting import Answer, free_port, until

#: Milliseconds of CPU for a file of 32 kB, one after the other, on the two cores that the limits are for.
QUIET = 0.035
BYTES = 32_000


@contextmanager
def quickness() -> Iterator[Callable[[], float]]:
    """To be called in turns with what is measured: how many times as long as when quiet; 1 without nginx."""
    if not PROGRAM:
        yield lambda: 1.0
        return
    with TemporaryDirectory(prefix="nidairp-bench-") as name:
        folder, port = Path(name), free_port()
        for inner in ("cache", "static", "media"):
            (folder / inner).mkdir()
        (folder / "static/file").write_bytes(os.urandom(BYTES))
        with nginx(folder, port, [free_port(), free_port()]) as process:
            until(lambda: Answer(port, "/static/file").status == 200)
            file = Way("file", port, ["/static/file"], [process.pid])

            def times() -> float:
                file.measure()
                return file.taken[-1] / QUIET

            times()
            yield times
