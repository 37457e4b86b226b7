"""What a page says, as it is kept: whole words on their lines, nothing unprintable."""

import re
import unicodedata

FEWEST = 20  # letters and digits; a page with fewer is looked at with other eyes
MOST_UNMAPPED = 0.1
# The end of a line cuts a word; a capital after it begins another.
CUT = re.compile(r"(\w)[-\u00ad\u2010\ufffe]\s*\n\s*(\w+)", re.UNICODE)
LIGATURES = {chr(0xFB00 + n): word for n, word in enumerate(("ff", "fi", "fl"))}
LIGATURES |= {"\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
# Signs without a shape, and halves of characters, which no database takes.
GONE = dict.fromkeys(
    [
        *range(9),
        11,
        12,
        *range(14, 32),
        0x7F,
        0xAD,
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ]
)


def tidy(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = CUT.sub(_joined, text).translate(GONE)
    text = text.translate(str.maketrans(LIGATURES))
    text = unicodedata.normalize("NFC", text)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _joined(cut):
    """“coope-” and “ración” are one word, and the line ends behind it."""
    before, rest = cut.groups()
    return f"{before}{rest}\n" if rest[0].islower() else f"{before}-\n{rest}"


def letters(text):
    return sum(each.isalnum() for each in text)


def is_unmapped(character):
    """A sign of which the file does not say which letter it is."""
    return character == "\ufffd" or unicodedata.category(character) in (
        "Co",
        "Cn",
        "Cc",
    )


def is_whole(text):
    """Are there enough letters, and do nearly all signs stand for one?"""
    found = letters(text)
    unmapped = sum(is_unmapped(each) for each in text if not each.isspace())
    return found >= FEWEST and unmapped <= MOST_UNMAPPED * (found + unmapped)
