"""What the public pages cost: ``python bench/pages.py --rows 100000``.

Server time of each page, without a network and without a page cache, over as many
press releases and as many agreements: first as the one who asks first after a change,
when nothing that was counted is remembered, then as whoever asks next. Ends with 1
when a limit is passed.
"""

import argparse
import datetime as dt
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import ground  # noqa: E402

LIMIT = 150  # ms
PAGES = (
    ("home", "/es/"),
    ("news list", "/es/noticias/"),
    ("news list, page 500", "/es/noticias/?page=500"),
    ("news list, last page", "/es/noticias/?page=8000"),
    ("news list of a topic", "/es/noticias/?topic=topic-3"),
    ("news list of a year", f"/es/noticias/{dt.datetime.now(tz=dt.UTC).year}/"),
    ("press release", "/es/noticias/texto-77/"),
    ("topic", "/es/temas/tema-3/"),
    ("register", "/es/acuerdos/"),
    ("register, a state", "/es/acuerdos/?state=ending_soon"),
    ("agreement", "/es/acuerdos/memorando-80/"),
    ("institution", "/es/instituciones/institucion-7/"),
    ("search, a common word", "/es/buscar/?q=migracion"),
    ("search, a rare word", "/es/buscar/?q=memorando+77"),
    ("feed", "/es/noticias/rss/"),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    ground.set_up(rows)
    from django.core.cache import cache  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client()

    def forget():
        cache.clear()
        return ()

    def reader_of(address):
        def read():
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            b"".join(response) if response.streaming else response.content

        return read

    ground.end(
        ground.measure(f"{name}{when}", reader_of(at), LIMIT, prepare=prepare)
        for name, at in PAGES
        for when, prepare in ((", asked first", forget), ("", tuple))
    )


if __name__ == "__main__":
    main()
