"""A process of the site: at each line that comes in it asks for the page, and says its title."""

import re
import sys

from nidairp.wsgi import application
from tests.nidairp.pagecache.visitor import ask


def main(address: str) -> None:
    print("ready", flush=True)
    for _ in sys.stdin:
        print(re.search("<h1[^>]*>([^<]*)</h1>", ask(application, address).text)[1], flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
