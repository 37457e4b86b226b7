"""What a careful second reader would notice in a text, rule by rule.

A finding names the place and says why in words. It is a warning, never a verdict, and
stops nothing by itself. Pure functions over texts; where a rule needs to know something
of the office (names, acronyms, the year) it is told (``Known``).
"""

from . import across, within
from .finding import HEADINGS, Finding, Known

__all__ = ["HEADINGS", "Finding", "Known", "findings"]


def findings(texts, known):
    """Everything noticed in ``texts``, {field: {language: text}}, in their order.

    The languages of a field are compared once both are there.
    """
    found = []
    for field, by_language in texts.items():
        there = {code: text for code, text in by_language.items() if text}
        for rule in within.RULES:
            found.extend(rule(field, there, known))
        if len(there) == len(by_language):
            for rule in across.RULES:
                found.extend(rule(field, there, known))
    return found
