"""Small PDF files, written by hand: pages of text, and pages that are pictures.

The same text makes the same bytes, so that a second run knows the file again.
"""

from itertools import count

A4 = (595, 842)  # points
MARGIN, SIZE, LEADING = 72, 11, 16
HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def written(objects, trailer=b""):
    """A file of these objects; the first is the catalogue."""
    out, places = bytearray(HEAD), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data, entries=b""):
    head = b"<< /Length %d %s>>\nstream\n" % (len(data), entries)
    return head + data + b"\nendstream"


def of_text(pages, catalogue=b""):
    """A file with the lines of each page in Times, as an office prints them."""
    numbers = count(3)
    font = next(numbers)
    objects = {font: FONT}
    kids = []
    for lines in pages:
        page, content = next(numbers), next(numbers)
        kids.append(page)
        objects[page] = page_of(content, b"/Font << /F1 %d 0 R >>" % font)
        objects[content] = stream(drawn(lines))
    return whole(objects, kids, catalogue)


FONT = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman"
    b" /Encoding /WinAnsiEncoding >>"
)


def of_pictures(pictures):
    """A file whose pages are pictures: grey JPEGs, each with its size."""
    numbers = count(3)
    objects, kids = {}, []
    across, down = A4
    content = b"q %d 0 0 %d 0 0 cm /I Do Q" % (across, down)
    for data, (width, height) in pictures:
        page, drawing, image = next(numbers), next(numbers), next(numbers)
        kids.append(page)
        objects[page] = page_of(drawing, b"/XObject << /I %d 0 R >>" % image)
        objects[drawing] = stream(content)
        objects[image] = stream(
            data,
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8"
            b" /ColorSpace /DeviceGray /Filter /DCTDecode " % (width, height),
        )
    return whole(objects, kids)


def whole(objects, kids, catalogue=b""):
    references = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R %s>>" % catalogue
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), references)
    return written([objects[number] for number in sorted(objects)])


def page_of(content, resources):
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << %s >>"
        b" /Contents %d 0 R >>" % (*A4, resources, content)
    )


def drawn(lines):
    shown = b"".join(b"(%s) '\n" % escaped(line) for line in lines)
    start = b"BT /F1 %d Tf %d %d Td %d TL\n" % (SIZE, MARGIN, A4[1] - MARGIN, LEADING)
    return start + shown + b"ET"


def escaped(line):
    line = line.encode("cp1252", "replace")
    return b"".join(b"\\" + bytes([c]) if c in b"()\\" else bytes([c]) for c in line)
