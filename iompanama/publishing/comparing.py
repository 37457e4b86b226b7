"""Two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from .lint.reading import plain

# A word brings the space after it along: spaces of their own are all alike, and
# comparing thousands of them with each other took minutes.
WORD = re.compile(r"\s*\S+\s*")
SPACE = re.compile(r"\s*$")
# Beyond this a comparison word by word costs more than it tells.
MOST_WORDS = 10_000


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
    matcher = SequenceMatcher(None, _bare(before), _bare(after))
    return _pieces(
        (kind, before[i:j], after[k:m]) for kind, i, j, k, m in matcher.get_opcodes()
    )


def _bare(words):
    return [word.strip() for word in words]


def _pieces(steps):
    found = []
    for kind, gone, come in steps:
        old, new = "".join(gone), "".join(come)
        if kind == "equal":
            found.append(Piece("same", new))
            continue
        space = SPACE.search(new)[0] if gone and come else ""
        if space and old.endswith(space):
            old, new = old.removesuffix(space), new.removesuffix(space)
        else:
            space = ""
        found += [Piece("del", old), Piece("ins", new), Piece("same", space)]
    return _joined(piece for piece in found if piece.words)


def _joined(pieces):
    """Runs of one kind as one piece."""
    return [
        Piece(kind, "".join(piece.words for piece in run))
        for kind, run in groupby(pieces, key=lambda piece: piece.kind)
    ]


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
    if len(parts) <= words * 2:
        return piece
    head = [] if is_first else parts[:words]
    tail = [] if is_last else parts[-words:]
    return Piece("same", "".join([*head, " … ", *tail]))
