"""Text out of a picture, by tesseract, with how sure it is of each word."""

import io
import os
import subprocess
from dataclasses import dataclass

from PIL import ImageChops, ImageFilter, ImageStat

from .wording import letters, tidy

LANGUAGES = "spa+eng"
SECONDS = 150
# Mean difference between a picture and itself with every speck taken out.
SPECKLED = 20


class Failed(Exception):
    """The program could not be run to its end."""


@dataclass(frozen=True)
class Recognized:
    text: str
    confidence: int  # 0 to 100, the mean of its words by their length


def recognized(image, program):
    """Turned upright where it lies on its side, and smoothed where it is speckled."""
    grey = image.convert("L")
    if specks(grey) > SPECKLED:
        grey = grey.filter(ImageFilter.GaussianBlur(1.2))
    data = io.BytesIO()
    grey.save(data, "PPM")
    arguments = ["-", "-", "-l", LANGUAGES, "--psm", "1", "--dpi", "200", "tsv"]
    try:
        done = subprocess.run(
            [program, *arguments],
            input=data.getvalue(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Failed from error
    return understood(done.stdout.decode(errors="replace"))


def specks(grey):
    """Of the middle of the page."""
    across, down = grey.size
    middle = grey.crop((across // 4, down // 4, across * 3 // 4, down * 3 // 4))
    smooth = middle.filter(ImageFilter.MedianFilter(3))
    return ImageStat.Stat(ImageChops.difference(middle, smooth)).mean[0]


def understood(table):
    """Paragraphs, lines and words of a table in tesseract's columns."""
    lines, weights, sure = {}, 0, 0.0
    for row in table.splitlines()[1:]:
        level, _page, *place, _word, _x, _y, _w, _h, sureness, word = row.split(
            "\t", 11
        )
        if level == "5" and word.strip():
            lines.setdefault(tuple(map(int, place)), []).append(word)
            weight = letters(word) or 1
            weights += weight
            sure += weight * float(sureness)
    text, before = "", None
    for (*paragraph, _line), words in sorted(lines.items()):
        text += "\n\n" if before not in (None, paragraph) else "\n"
        text += " ".join(words)
        before = paragraph
    return Recognized(tidy(text), round(sure / weights) if weights else 0)
