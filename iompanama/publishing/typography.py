"""How numbers and days are written in each language.

Spanish: a no-break space parts the thousands from five digits on, four digits stay
together (Ortografía de la lengua española, RAE 2010, VIII.2); English: a comma.
"""

import re
from functools import lru_cache

from django.utils import formats
from django.utils.translation import gettext as _

from .languages import current

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# A space between groups of three digits, as people type it on a keyboard; a group of
# four behind them makes it a telephone.
TYPED_GROUPS = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ \xa0]\d{3})+)(?![ \xa0]?\d)")


def number(value, code=None):
    """A whole number as the language writes it: ``348 000`` or ``348,000``."""
    digits = f"{value:,}"
    if (code or current()) == "en":
        return digits
    if abs(value) < 10_000:
        return str(value)
    return digits.replace(",", NO_BREAK_SPACE)


def typeset(text, code):
    """Keep the parts of a Spanish number on one line."""
    if code != "es" or not text:
        return text
    return TYPED_GROUPS.sub(
        lambda found: found[1] + found[2].replace(" ", NO_BREAK_SPACE), text
    )


def day(value, precision="day"):
    """A day as precisely as it is known: 6 September 2023, September 2023, 2023."""
    if value is None:
        return _("Not recorded")
    form = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}[precision]
    return _written(value, form, current())


@lru_cache(maxsize=4096)
def _written(value, form, _code):
    return formats.date_format(value, form)
