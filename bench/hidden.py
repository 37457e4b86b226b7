"""Whether time tells what a page does not: ``python bench/hidden.py --rows 100000``.

What a reader may not see is asked for in turn with what never was, many times each.
Ends with 1 where the medians of the two differ by more than chance makes them differ.
"""

import argparse
import io
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import agreements, ground  # noqa: E402

TIMES = 200
# Of the slower one, and at the least so many ms.
CHANCE, LEAST = 0.05, 0.3


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    ground.set_up(parser.parse_args().rows, "register", agreements.STATEMENTS)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("set_up_roles", stdout=io.StringIO())
    ground.end(list(compared()))


def compared():
    from django.test import Client  # noqa: PLC0415

    from bench.register import signed_in  # noqa: PLC0415
    from partners.models import Agreement, Document  # noqa: PLC0415

    hidden = Agreement.objects.filter(access="confidential").earliest("pk")
    paper = Document.objects.filter(agreement=hidden).earliest("pk").pk
    record, gone = f"/es/acuerdos/{hidden.slug_es}/", "/es/acuerdos/nunca-existio/"
    visitor, officer = Client(), signed_in("Partnerships")
    for name, client, rest, there, nowhere in (
        ("record, visitor", visitor, "", record, gone),
        ("paper, visitor", visitor, f"documentos/{paper}/", record, gone),
        ("file, visitor", visitor, f"documentos/{paper}/archivo/", record, gone),
        ("paper, officer", officer, f"documentos/{paper}/", record, gone),
        ("file, officer", officer, f"documentos/{paper}/archivo/", record, gone),
    ):
        yield alike(name, client, there + rest, nowhere + rest)


def alike(name, client, *addresses):
    taken = [], []
    for _ in range(TIMES):
        for address, times in zip(addresses, taken, strict=True):
            started = time.perf_counter()
            assert client.get(address).status_code == 404, address
            times.append((time.perf_counter() - started) * 1000)
    one, other = map(statistics.median, taken)
    print(f"{name:<18} hidden {one:6.2f} ms, never there {other:6.2f} ms")
    return abs(one - other) <= max(LEAST, CHANCE * max(one, other))


if __name__ == "__main__":
    main()
