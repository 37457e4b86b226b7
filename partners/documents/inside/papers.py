"""A file as pages: a PDF, a picture, or several pictures packed in one file."""

import io
import math
import warnings
import zipfile

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps

MOST_LETTERS = 100_000  # of a page
MOST_PIXELS = 9_000_000  # of a page that is drawn
LONGEST_SIDE = 8_000
MOST_PICTURE_PIXELS = 80_000_000  # of a picture that is sent
DOTS = 200  # per inch, for the recognition of text
PICTURES = ("JPEG", "PNG", "TIFF", "WEBP")
# Of names in a PDF these alone are never there for a reader's sake. As pdfium writes
# the file anew they stand in the open, whatever they were packed or spelt in.
TELLING = {b"/JavaScript": "script", b"/Launch": "launch", b"/EmbeddedFile": "files"}

Image.MAX_IMAGE_PIXELS = MOST_PICTURE_PIXELS


class Refused(Exception):
    """The file as a whole is not taken; says why in one word."""


class Unreadable(Exception):
    """One page cannot be drawn or its text not be taken."""


def opened(media_type, file):
    if media_type == "application/pdf":
        return Pdf(file)
    if media_type == "application/zip":
        return Pictures(unpacked(file))
    return Pictures([file])


class Pdf:
    def __init__(self, file):
        try:
            self.pdf = pdfium.PdfDocument(file)
            self.pdf.init_forms()
        except pdfium.PdfiumError as error:
            locked = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
            raise Refused("encrypted" if locked else "damaged") from error

    @property
    def count(self):
        return len(self.pdf)

    def check(self):
        """A file may claim pages it does not hold."""
        for index in {0, self.count - 1}:
            try:
                self.pdf[index].close()
            except pdfium.PdfiumError as error:
                raise Refused("damaged") from error

    def carries(self):
        seen = Seen()
        try:
            self.pdf.save(seen)
        except pdfium.PdfiumError as error:
            raise Refused("damaged") from error
        return sorted(seen.found)

    def text(self, number):
        page = self._page(number)
        try:
            layer = page.get_textpage()
            if layer.count_chars() > MOST_LETTERS:
                return layer.get_text_range(0, MOST_LETTERS)
            return layer.get_text_bounded()
        except pdfium.PdfiumError as error:
            raise Unreadable from error
        finally:
            page.close()

    def drawn(self, number, width=None):
        """The page as a picture: so wide, or with the dots that recognition needs."""
        page = self._page(number)
        try:
            across, down = page.get_size()
            if not (across > 0 and down > 0 and math.isfinite(across * down)):
                raise Unreadable
            scale = min(
                width / across if width else DOTS / 72,
                math.sqrt(MOST_PIXELS / (across * down)),
                LONGEST_SIDE / max(across, down),
            )
            return page.render(scale=scale).to_pil().convert("RGB")
        except pdfium.PdfiumError as error:
            raise Unreadable from error
        finally:
            page.close()

    def _page(self, number):
        try:
            return self.pdf[number - 1]
        except pdfium.PdfiumError as error:
            raise Unreadable from error


class Seen:
    """Takes what is written, keeps nothing, and notes the names that tell."""

    def __init__(self):
        self.found, self.end = set(), b""

    def write(self, data):
        data = self.end + bytes(data)
        self.found |= {word for name, word in TELLING.items() if name in data}
        self.end = data[-max(map(len, TELLING)) :]
        return len(data)


class Pictures:
    """Each picture is a page; of a TIFF each of its pictures."""

    def __init__(self, files):
        self.frames = [
            (file, frame) for file in files for frame in range(frames_of(file))
        ]

    @property
    def count(self):
        return len(self.frames)

    def check(self):
        for number, (_file, frame) in enumerate(self.frames, 1):
            if frame == 0:
                try:
                    self.drawn(number)
                except Unreadable as error:
                    raise Refused("damaged") from error

    def carries(self):
        return []

    def text(self, number):
        return ""

    def drawn(self, number, width=None):
        file, frame = self.frames[number - 1]
        try:
            image = picture(file)
            image.seek(frame)
            most = MOST_PIXELS
            if image.width * image.height > MOST_PICTURE_PIXELS:
                raise Unreadable
            image.draft("RGB", (width or 2400, width or 2400))
            upright = plain(image)
        except Unreadable:
            raise
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception as error:  # decoders raise whatever they like
            raise Unreadable from error
        across, down = upright.size
        scale = min(
            width / across if width else DOTS * 8.5 / min(across, down),
            math.sqrt(most / (across * down)),
            LONGEST_SIDE / max(across, down),
        )
        size = max(1, round(across * scale)), max(1, round(down * scale))
        return upright.resize(size, Image.Resampling.LANCZOS)


def unpacked(file):
    with zipfile.ZipFile(file) as pack:
        return [io.BytesIO(pack.read(name)) for name in pack.namelist()]


def picture(file):
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(file, formats=PICTURES)


def frames_of(file):
    try:
        image = picture(file)
    except MemoryError:
        raise
    except Image.DecompressionBombError as error:
        raise Refused("pixels") from error
    except Exception as error:
        raise Refused("damaged") from error
    if image.width * image.height > MOST_PICTURE_PIXELS:
        raise Refused("pixels")
    return image.n_frames if image.format == "TIFF" else 1


def plain(image):
    """Upright, on white, in grey or in colour."""
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "#fff")
        white.paste(image, mask=image.getchannel("A"))
        return white
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")
