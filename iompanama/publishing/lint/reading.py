"""Numbers and days in a text, as each language writes them."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre",
    "en": "January February March April May June July August September October "
    "November December",
}
WEEKDAYS = {
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
# Words a text may use where the other has a figure.
NUMBER_WORDS = {
    "es": "cero un|uno|una|primer|primero|primera dos tres cuatro cinco seis siete "
    "ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte",
    "en": "zero one|first two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
}
TENS = {
    "es": "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien",
    "en": "thirty forty fifty sixty seventy eighty ninety hundred",
}
# Between groups of three digits; a line can break at none of them.
SPACE = "[ \xa0\u202f]"
# Every pattern of a number begins with a plain digit, and looks at what stands before
# it afterwards: only then does a search run from digit to digit, many times as fast.
FIRST = r"\d(?<![\w.,]\d)\d{0,2}"
FIGURE = {
    "es": re.compile(rf"{FIRST}(?:{SPACE}\d{{3}})+(?!\d)|\d(?<!\w\d)\d*(?:,\d+)?"),
    "en": re.compile(rf"{FIRST}(?:,\d{{3}})+(?!\d)|\d(?<!\w\d)\d*(?:\.\d+)?"),
}
# A number as the other language, or an older style sheet, would write it.
FOREIGN_FIGURE = {
    "es": re.compile(rf"{FIRST}(?:[,.]\d{{3}})+(?![\d,.]\d)"),
    "en": re.compile(rf"{FIRST}(?:(?:\.|{SPACE})\d{{3}})+(?![\d,.]\d)"),
}
BLOCK = re.compile(r"</(?:p|h2|h3|li|blockquote|ul|ol)>|<br ?/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")


# Each rule asks for the same few texts again.
@lru_cache(maxsize=32)
def plain(html):
    """The words of a text, each block on a line of its own."""
    return unescape(TAG.sub("", BLOCK.sub("\n", html or "")))


@lru_cache(maxsize=32)
def lowered(text):
    return text.lower()


def has(text, form):
    """Does the text say the word or the name, small or capital?"""
    return form.lower() in lowered(text) and bool(
        re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE)
    )


def _any(words):
    return "|".join(words.split())


DAY = {
    # Months in lower case: a square may be called “28 de Noviembre”.
    "es": re.compile(
        rf"(?P<day>\d\d?)(?:\.º)? de (?P<month>{_any(MONTHS['es'])})"
        r"(?: de (?P<year>\d{4}))?"
    ),
    "en": re.compile(
        rf"(?P<day>\d\d?)\s+(?P<month>{_any(MONTHS['en'])})(?:,?\s+(?P<year>\d{{4}}))?"
    ),
}
# Just before a day, in at most so many letters.
WEEKDAY = {
    "es": re.compile(rf"(?i:({_any(WEEKDAYS['es'])}))\s+\Z"),
    "en": re.compile(rf"({_any(WEEKDAYS['en'])}),?\s+\Z"),
}
LONGEST = 15


@dataclass(frozen=True)
class Day:
    """A day as a text names it; the year and the weekday may be left out."""

    words: str
    day: int
    month: int
    year: int | None
    weekday: int | None

    @property
    def key(self):
        return self.day, self.month

    def falls_on_its_weekday(self, year):
        if self.weekday is None or (self.year or year) is None:
            return True
        try:
            return dt.date(self.year or year, self.month, self.day).weekday() == (
                self.weekday
            )
        except ValueError:
            return False

    def weekday_in(self, code, year):
        """The weekday it fell on, in words; "" for a day there never was."""
        try:
            day = dt.date(self.year or year, self.month, self.day)
        except ValueError:
            return ""
        return WEEKDAYS[code].split()[day.weekday()]


def days(text, code):
    return [_day(text, code, found) for found in DAY[code].finditer(text)]


def _day(text, code, found):
    end = found.start()
    weekday = WEEKDAY[code].search(text, max(0, end - LONGEST), end)
    return Day(
        text[weekday.start() if weekday else end : found.end()],
        int(found["day"]),
        _index(MONTHS, code, found["month"]) + 1,
        int(found["year"]) if found["year"] else None,
        _index(WEEKDAYS, code, weekday[1]) if weekday else None,
    )


def _index(table, code, word):
    return table[code].lower().split().index(word.lower())


# Cédula of Panama (8-123-4567, E-8-12345, PE-1-23), passports, long document numbers.
IDENTITY = re.compile(
    r"\b(?:\d{1,2}|PE|E|N|\d{1,2}(?:AV|PI))-\d{1,4}-\d{2,6}\b"
    r"|\b[A-Z]{1,2}\d{6,9}\b"
)


def figures(text, code):
    """The numbers written in figures: value → as written. Left out are days, and
    numbers of documents, which another rule tells of."""
    rest = IDENTITY.sub(" ", DAY[code].sub(" ", text))
    foreign = {
        float(re.sub(r"\D", "", found[0])): found[0]
        for found in FOREIGN_FIGURE[code].finditer(rest)
    }
    rest = FOREIGN_FIGURE[code].sub(" ", rest)
    own = {_value(found[0], code): found[0] for found in FIGURE[code].finditer(rest)}
    return {**foreign, **own}


def _value(written, code):
    digits = re.sub(SPACE if code == "es" else ",", "", written)
    return float(digits.replace(",", "."))


def spelled(text, code):
    """Values of the number words of a text."""
    words = set(re.findall(r"\w+", text.lower()))
    values = [word.split("|") for word in NUMBER_WORDS[code].split()]
    small = {n for n, forms in enumerate(values) if words & set(forms)}
    return small | {
        (n + 3) * 10 for n, word in enumerate(TENS[code].split()) if word in words
    }
