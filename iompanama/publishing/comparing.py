"""Two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from .lint.reading import plain

WORD = re.compile(r"\s+|[^\s]+")
# Beyond this a comparison word by word costs more than it tells.
MOST_WORDS = 20_000


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed ("same"), came ("ins") or went ("del")."""

    kind: str
    words: str


def differences(old, new):
    """The pieces of which the old and the new text are made, in reading order."""
    before, after = (WORD.findall(plain(text)) for text in (old, new))
    if before == after:
        return [Piece("same", "".join(after))] if after else []
    if len(before) + len(after) > MOST_WORDS:
        return _pieces([("replace", before, after)])
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return _pieces(
        (kind, before[i:j], after[k:m]) for kind, i, j, k, m in matcher.get_opcodes()
    )


def _pieces(steps):
    found = []
    for kind, gone, come in steps:
        if kind == "equal":
            found.append(Piece("same", "".join(come)))
            continue
        if gone:
            found.append(Piece("del", "".join(gone)))
        if come:
            found.append(Piece("ins", "".join(come)))
    return found


def shortened(pieces, words=12):
    """The same with long unchanged runs cut down to the words around a change."""
    found = []
    for place, piece in enumerate(pieces):
        if piece.kind == "same":
            found.append(_around(piece, words, place == 0, place == len(pieces) - 1))
        else:
            found.append(piece)
    return found


def _around(piece, words, is_first, is_last):
    parts = WORD.findall(piece.words)
    if len(parts) <= words * 4:
        return piece
    head = [] if is_first else parts[: words * 2]
    tail = [] if is_last else parts[-words * 2 :]
    return Piece("same", "".join([*head, " … ", *tail]))
