"""How fast papers are read: ``python bench/documents.py --pages 30``.

Pages with a layer of text a second, and scanned pages a minute, by one worker, in the
child process in which the site reads what was filed: pictures of the pages included,
the database not. Ends with 1 when the words of a page were not read, and says so where
no program recognizes text.
"""

import argparse
import io
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

LINE = "Las partes acuerdan que el convenio {} rige desde la fecha de su firma."
LINES_ON_A_PAGE = 40
KNOWN = "convenio"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=30)
    count = parser.parse_args().pages
    os.environ.update(LOCAL="yes", DEBUG="no", DJANGO_SETTINGS_MODULE="bench.settings")
    import django  # noqa: PLC0415

    django.setup()
    from partners.documents.reading import ocr_program  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    print(f"load of the machine: {' '.join(f'{n:.1f}' for n in os.getloadavg())}")
    texts = [[LINE.format(n + i) for i in range(LINES_ON_A_PAGE)] for n in range(count)]
    written, seconds = read(make.paper(*texts), count, None)
    print(f"text of a layer: {count / seconds:6.1f} pages a second, {written} read")
    whole = written == count
    program = ocr_program()
    if program is None:
        print("scanned pages: tesseract with Spanish and English is not installed")
        sys.exit(0 if whole else 1)
    written, seconds = read(make.scan(*texts), count, program)
    print(f"scanned pages:   {60 * count / seconds:6.1f} a minute, {written} read")
    sys.exit(0 if whole and written == count else 1)


def read(data, count, program):
    """How many pages hold the word they should, and the seconds it took."""
    from partners.documents.child import child  # noqa: PLC0415
    from partners.documents.reading import SECONDS  # noqa: PLC0415

    job = {
        "act": "read",
        "media_type": "application/pdf",
        "pages": list(range(1, count + 1)),
        "program": program,
    }
    started = time.monotonic()
    with child(job, io.BytesIO(data), SECONDS) as answers:
        texts = [facts.get("text", "") for facts, _picture in answers]
    seconds = time.monotonic() - started
    return sum(KNOWN in text for text in texts), seconds


if __name__ == "__main__":
    main()
