"""One page: its text from the best place there is, and its picture."""

import io

from PIL import Image, ImageChops

from . import recognition, wording
from .papers import MOST_LETTERS

WIDTH = 1000  # of the picture that is kept, in pixels
TALLEST = 4000
SURE = 80  # below it somebody should look
COLOUR = 16  # of 255
INK = 0.0005  # share of a page that is not blank


def read(paper, number, program):
    """Facts of a page and its picture as WebP; ``program`` is tesseract, or None."""
    text = wording.tidy(paper.text(number))
    if wording.is_whole(text):
        image = paper.drawn(number, WIDTH)
        facts = {"text": text, "origin": "layer"}
    else:
        image = paper.drawn(number)
        facts = looked_at(image, text, program)
    facts["text"] = facts["text"][:MOST_LETTERS]
    data, size = kept(image)
    width, height = size
    return {"page": number, "width": width, "height": height, **facts}, data


def looked_at(image, text, program):
    """What the picture says where the text of the file says little or nonsense."""
    unmapped = any(map(wording.is_unmapped, text.replace("\n", "")))
    layer = {"text": text, "origin": "layer", "is_doubtful": unmapped}
    if is_blank(image):
        return layer
    if program is None:
        return {"text": text, "origin": "none"}
    found = recognition.recognized(image, program)
    if wording.letters(found.text) <= wording.letters(text) and not unmapped:
        # Nothing at all on a page that is not blank: a drawing, or a bad scan.
        return {**layer, "is_doubtful": not text}
    return {
        "text": found.text,
        "origin": "ocr",
        "confidence": found.confidence,
        "is_doubtful": found.confidence < SURE,
    }


def is_blank(image):
    grey = image.convert("L").reduce(2)
    across, down = grey.size
    # Scanners draw dark edges.
    inner = grey.crop((across // 25, down // 25, across * 24 // 25, down * 24 // 25))
    counts = inner.histogram()
    paper = max(range(256), key=counts.__getitem__)
    return sum(counts[: int(paper * 0.6)]) < INK * sum(counts)


def kept(image):
    image = image.convert("RGB")
    image.thumbnail((WIDTH, TALLEST), Image.Resampling.LANCZOS)
    if is_grey(image):
        image = image.convert("L")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=60, method=2)
    return out.getvalue(), image.size


def is_grey(image):
    red, green, blue = image.resize((64, 64), Image.Resampling.BOX).split()
    pairs = ((red, green), (green, blue))
    return all(ImageChops.difference(*each).getextrema()[1] < COLOUR for each in pairs)
