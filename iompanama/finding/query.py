"""What the engine asks the index: groups of lexemes in the language of ``tsquery``.

Said in two ways. ``loose`` is what an index answers alone: every word of a phrase,
wherever it stands. ``exact`` is what is meant, and has to be read in the texts.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Alternative:
    """One way to answer to a group: ``loose`` asks an index, ``exact`` the text."""

    loose: str
    exact: str
    form: str = ""  # what it is called, when it is not what was typed
    key: int = None
    language: str = ""  # of the form


@dataclass
class Group:
    """What has to be there once: a word or a name, in any of its ways."""

    words: tuple
    typed: list = field(default_factory=list)
    wider: list = field(default_factory=list)
    is_without: bool = False
    is_phrase: bool = False
    joins: bool = False
    is_as_loose: bool = True

    def said(self, how):
        ways = dict.fromkeys(getattr(each, how) for each in self.typed + self.wider)
        return f"({' | '.join(ways)})"


@dataclass
class Query:
    """What the engine asks the index: lexemes in the language of ``tsquery``."""

    groups: list
    meant: list  # kind and number of each record that is called just so
    newest_years: list = field(default_factory=list)  # of the newest entries
    share: int = 1  # of the shares of the index, as many as facets are counted in

    def said(self, how):
        """All groups, as ``loose`` or as ``exact``; none where nothing is asked."""
        wanted, ors = [], []
        for group in self.groups:
            if group.is_without:
                continue
            if group.joins and ors:
                ors[-1].append(group.said(how))
            else:
                ors.append([group.said(how)])
        wanted = [f"({' | '.join(each)})" for each in ors]
        without = [
            f"!{group.said(how)}"
            for group in self.groups
            if group.is_without and (how == "exact" or group.is_as_loose)
        ]
        return " & ".join(wanted + without) if wanted else ""

    @property
    def is_exact(self):
        """Does the index answer alone, without a look at the texts?"""
        return self.said("loose") == self.said("exact")

    @property
    def has_without(self):
        return "!" in self.said("loose")

    @property
    def typed(self):
        """Every word as it was typed, for ranking: the more of them the better."""
        return " | ".join(dict.fromkeys(self._ways("typed")))

    @property
    def wide(self):
        return " | ".join(dict.fromkeys(self._ways("wider")))

    def _ways(self, how):
        for group in self.groups:
            if not group.is_without:
                yield from (each.loose for each in getattr(group, how))
