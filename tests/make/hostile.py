"""PDF files made to do harm."""

import zlib

from iompanama.sample import pdf

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s>>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Resources << %s >>"
    b" /Contents 4 0 R >>"
)


def one_page(content, *objects, box=b"595 842", resources=b"", catalogue=b""):
    page = PAGE % (box, resources)
    return pdf.written(
        [CATALOGUE % catalogue, PAGES, page, pdf.stream(content), *objects]
    )


def encrypted():
    """Locked with a password that nobody here knows."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (
        b"41" * 32,
        b"42" * 32,
    )
    objects = [CATALOGUE % b"", PAGES, PAGE % (b"595 842", b""), pdf.stream(b""), lock]
    return pdf.written(objects, b"/Encrypt 5 0 R /ID [<00> <00>] ")


def claiming(pages):
    """One page that says it is so many."""
    objects = [CATALOGUE % b"", b"<< /Type /Pages /Count %d /Kids [3 0 R] >>" % pages]
    return pdf.written([*objects, PAGE % (b"595 842", b""), pdf.stream(b"")])


def looping():
    """A tree of pages that is its own branch."""
    objects = [CATALOGUE % b"", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]
    return pdf.written(objects)


def multiplying(depth=12, times=12, before=(), after=()):
    """Each drawing draws the next one twelve times: more strokes than can be drawn.

    ``before`` and ``after`` are the lines of harmless pages around it.
    """
    pages = [pdf.drawn(lines) for lines in before]
    pages += [b"/X1 Do", *(pdf.drawn(lines) for lines in after)]
    first = 4 + 2 * len(pages)
    resources = b"/Font << /F1 3 0 R >> /XObject << /X1 %d 0 R >>" % first
    objects = {3: pdf.FONT}
    for index, content in enumerate(pages):
        objects[4 + 2 * index] = pdf.page_of(5 + 2 * index, resources)
        objects[5 + 2 * index] = pdf.stream(content)
    for level in range(depth):
        is_last = level == depth - 1
        objects[first + level] = pdf.stream(
            b"0 0 9 9 re f " if is_last else b"/X Do " * times,
            b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject"
            b" << /X %d 0 R >> >> " % (first + level + 1),
        )
    return pdf.whole(objects, [4 + 2 * index for index in range(len(pages))])


def bomb(megabytes=1500):
    """A little that unpacks into very much."""
    packing = zlib.compressobj(9)
    head = packing.compress(b"q " * (1 << 19)) + packing.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block knows nothing of the one before: it may be repeated.
    block = packing.compress(b"q " * (1 << 19)) + packing.flush(zlib.Z_FULL_FLUSH)
    packed = head + block * megabytes + packing.flush()
    filters = b"/Filter [/FlateDecode /FlateDecode] "
    objects = [CATALOGUE % b"", PAGES, PAGE % (b"595 842", b"")]
    return pdf.written([*objects, pdf.stream(zlib.compress(packed, 9), filters)])


def huge():
    """A page as large as a country."""
    return one_page(b"0 0 1 rg 0 0 99999999 99999999 re f", box=b"99999999 99999999")


def scripted():
    """Starts a script when it is opened, its name spelt in another way."""
    action = b"<< /S /J#61vaScript /JS (app.alert\\(1\\)) >>"
    return one_page(b"", action, catalogue=b"/OpenAction 5 0 R ")


def packing_files():
    names = b"/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >> "
    spec = b"<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>"
    inside = pdf.stream(b"MZ", b"/Type /EmbeddedFile ")
    return one_page(b"", spec, inside, catalogue=names)
