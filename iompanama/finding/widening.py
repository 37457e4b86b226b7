"""From typed words to a query of lexemes: stems, the glossary, names.

A word finds its stems in either language; every form of a glossary term finds the
others; a word of the name of an institution, a person, a topic or a place finds what
is tied to that record, by its key. So a new alias, a renamed ministry or an edited
glossary is seen at once: nothing of it is copied into the entries.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from . import prepared, statement
from .keys import Kind, Type, key, lexeme
from .query import Alternative, Group, Query

LONGEST_NAME = 6  # words of a name that is recognized as one
MOST_NAMES = 60
CALLED_SO = 30  # records that words stand for
NEWEST = 1_500  # entries whose years are the newest
YEAR = re.compile(r"(19|20)\d\d")
DISTANCE = re.compile(r" <(?:-|\d+)> ")
KINDS = {
    Type.TOPIC: Kind.TOPIC,
    Type.INSTITUTION: Kind.INSTITUTION,
    Type.OFFICIAL: Kind.OFFICIAL,
    Type.PAGE: Kind.PAGE,
}
# One query: the lexemes of each word and phrase, and the names they may mean.
LOOKED_UP = """
WITH said AS MATERIALIZED (
    SELECT name, phraseto_tsquery('spanish', words_es(name)) AS es,
        phraseto_tsquery('english', words_en(name)) AS en
    FROM unnest(%(names)s::text[]) name
), named AS MATERIALIZED (
    SELECT name, type, object_id FROM said JOIN finding_name ON folded = name
    UNION SELECT name, type, object_id FROM said
        JOIN finding_name ON phrase_es = es AND language = 'es' WHERE numnode(es) > 0
    UNION SELECT name, type, object_id FROM said
        JOIN finding_name ON phrase_en = en AND language = 'en' WHERE numnode(en) > 0
), worded AS MATERIALIZED (
    SELECT type, object_id, max((SELECT count(*) FROM unnest(n.stems) stem
        WHERE stem = ANY (w.stems))) AS words
    FROM (SELECT array_agg(stem) AS stems FROM unnest(%(words)s::text[]) word, unnest(
        tsvector_to_array(finding_es(word)) || tsvector_to_array(finding_en(word))) stem
    ) w JOIN finding_name n ON n.stems && w.stems
    WHERE type <> 9
    GROUP BY type, object_id ORDER BY words DESC, type, object_id LIMIT %(most)s
)
SELECT json_build_object(
    'words', (SELECT json_agg(json_build_array(
            plainto_tsquery('spanish', words_es(word))::text,
            plainto_tsquery('english', words_en(word))::text,
            tsvector_to_array(finding_es(word)) || tsvector_to_array(finding_en(word)))
        ORDER BY n) FROM unnest(%(words)s::text[]) WITH ORDINALITY w (word, n)),
    'phrases', (SELECT json_agg(json_build_array(
            plainto_tsquery('spanish', words_es(said))::text,
            plainto_tsquery('english', words_en(said))::text,
            phraseto_tsquery('spanish', words_es(said))::text,
            phraseto_tsquery('english', words_en(said))::text)
        ORDER BY n) FROM unnest(%(phrases)s::text[]) WITH ORDINALITY p (said, n)),
    'names', (SELECT json_agg(json_build_array(n.type, n.object_id, n.form, n.folded,
            n.stems, n.phrase_es::text, n.phrase_en::text, n.language))
        FROM finding_name n WHERE (n.type, n.object_id) IN (SELECT type, object_id
            FROM named UNION SELECT type, object_id FROM worded)),
    'named', (SELECT json_agg(json_build_array(name, type, object_id)) FROM named),
    'newest_years', (SELECT json_agg(year) FROM (
        SELECT generate_series(extract(year FROM newest.day)::int,
            (SELECT extract(year FROM max(day))::int FROM finding_entry)) AS year
        FROM (SELECT day FROM finding_entry WHERE day IS NOT NULL
            ORDER BY day DESC OFFSET %(newest)s LIMIT 1) newest LIMIT 20) years),
    'share', (SELECT greatest(1, %(shares)s::int * %(counted)s::int
        / greatest(1, reltuples::int)) FROM pg_class
        WHERE oid = 'finding_entry'::regclass))
"""


def widened(asked):
    """The query of what was asked."""
    words = list(dict.fromkeys(w for term in asked.terms for w in term.words))
    phrases = [" ".join(term.words) for term in asked.terms if len(term.words) > 1]
    found = _look_up(words, phrases, list(_names(asked)))
    return _Widening(asked, words, phrases, found).query()


def _look_up(words, phrases, names):
    given = {"words": words, "phrases": phrases, "names": names}
    given |= {"most": MOST_NAMES, "newest": NEWEST}
    given |= {"shares": statement.SHARES, "counted": statement.COUNTED}
    # Names are few: the planner would read them all rather than look them up.
    return prepared.value_of(LOOKED_UP, given, ("enable_seqscan",))


def _names(asked):
    """Every run of plain words that may be a name."""
    for first, last in _runs(asked):
        yield " ".join(w for term in asked.terms[first:last] for w in term.words)


def _runs(asked):
    """The longest first, so that a name wins over a part of it; what acts as a filter
    is none."""
    terms = asked.terms
    plain = [term.is_plain and term not in asked.filters for term in terms]
    for length in range(min(LONGEST_NAME, len(terms)), 0, -1):
        for first in range(len(terms) - length + 1):
            if all(plain[first : first + length]):
                yield first, first + length


class _Widening:
    def __init__(self, asked, words, phrases, found):
        self.asked = asked
        self.stems = dict(zip(words, found["words"] or [], strict=True))
        self.phrases = dict(zip(phrases, found["phrases"] or [], strict=True))
        self.names = [_Name(*each) for each in found["names"] or []]
        self.named = defaultdict(set)  # typed words: what is called so
        self.index = (found["newest_years"] or [], found["share"])
        for words, *record in found["named"] or []:
            self.named[words].add(tuple(record))

    def query(self):
        groups, taken = [], set()
        terms = self.asked.terms
        named = {}
        for first, last in _runs(self.asked):
            places = set(range(first, last))
            words = tuple(w for term in terms[first:last] for w in term.words)
            if not places & taken and " ".join(words) in self.named:
                named[first] = (last, words)
                taken |= places
        for place, term in enumerate(terms):
            if place in named:
                groups.append(self._named(*named[place], place))
            elif place not in taken:
                groups.append(self._group(term))
        groups = [group for group in groups if group.typed or group.wider]
        return Query(_without_empty(groups), self._meant(), *self.index)

    def _meant(self):
        """Records whose name is the whole question."""
        words = " ".join(w for term in self.asked.terms for w in term.words)
        return [
            (KINDS[type], id) for type, id in self.named.get(words, ()) if type in KINDS
        ]

    def _group(self, term):
        group = Group(
            term.words,
            is_without=term.is_without,
            is_phrase=term.is_phrase,
            joins=term.joins,
        )
        if term.day:
            group.typed = list(self._of_day(term))
        elif term.kind and self.asked.only_narrows:
            group.typed = [_marked(key(Type.KIND, term.kind))]
        elif len(term.words) > 1:
            es, en, exact_es, exact_en = self.phrases[" ".join(term.words)]
            group.typed = _ways((es, exact_es), (en, exact_en))
        else:
            group = self._word(term, group)
        group.is_as_loose = group.said("loose") == group.said("exact")
        return group

    def _of_day(self, term):
        sign = {4: "y", 7: "m", 10: "d"}[len(term.day)]
        mark = f"'={sign}{term.day}'"
        yield Alternative(mark, mark)
        if sign == "y" and not self.asked.only_narrows:
            yield Alternative(f"'{term.day}'", f"'{term.day}'")

    def _word(self, term, group, with_names=True):
        [word] = term.words
        if term.is_without and YEAR.fullmatch(word):
            group.typed = [Alternative(f"'=y{word}'", f"'=y{word}'")]
            return group
        es, en, stems = self.stems[word]
        if not (es and en):
            return group  # "de", "the": in every text of one of the languages
        group.typed = _ways((es, es), (en, en))
        if term.is_phrase or term.is_without:
            return group
        if term.kind:
            group.wider.append(_marked(key(Type.KIND, term.kind)))
        if with_names:
            group.wider += self._called([stems])
        return group

    def _called(self, words):
        """The records in whose name all the words are, given by their stems."""
        found = {}
        for name in self.names:
            is_one = all(set(stems) & set(name.stems) for stems in words)
            if name.type != Type.TERM and is_one:
                found.setdefault(key(name.type, name.object_id), name.form)
        marked = [_marked(each, form) for each, form in found.items()]
        return marked[:CALLED_SO]

    def _named(self, last, words, first):
        """A name or a term: what was typed, its other forms, what is tied to it."""
        group, meant = Group(words), self.named[" ".join(words)]
        is_record = any(type != Type.TERM for type, _id in meant)
        stems = [self.stems[word][2] for word in words]
        group.typed = self._together(self.asked.terms[first:last], not is_record)
        if is_record:  # what is tied to others whose names hold all the words, too
            group.wider += self._called([each for each in stems if each])
        group.wider += self._forms(meant, set().union(*stems))
        return group

    def _together(self, terms, with_names):
        """All the words as they were typed, each in its ways."""
        parts = [self._word(term, Group(term.words), with_names) for term in terms]
        parts = [part for part in parts if part.typed or part.wider]
        if not parts:
            return []
        loose = " & ".join(part.said("loose") for part in parts)
        exact = " & ".join(part.said("exact") for part in parts)
        return [Alternative(f"({loose})", f"({exact})")]

    def _forms(self, meant, own):
        """Every other form of what is meant, and its key; ``own`` are the stems of the
        one that was typed."""
        for name in self.names:
            if (name.type, name.object_id) not in meant:
                continue
            if name.type != Type.TERM:
                yield _marked(key(name.type, name.object_id), name.form)
            if not own or not own <= set(name.stems):
                yield from name.ways()


@dataclass
class _Name:
    type: int
    object_id: int
    form: str
    folded: str
    stems: list
    phrase_es: str
    phrase_en: str
    language: str

    def ways(self):
        """As a phrase of its own language; the index is asked for all of its words."""
        phrase = self.phrase_en if self.language == "en" else self.phrase_es
        if not phrase:
            return []
        loose, exact = f"({_loosened(phrase)})", f"({phrase})"
        return [Alternative(loose, exact, self.form, language=self.language)]


def _ways(*ways):
    """Stems in each language, once where they are the same."""
    found = dict.fromkeys(each for each in ways if each[0])
    return [Alternative(f"({loose})", f"({exact})") for loose, exact in found]


def _marked(key, form=""):
    return Alternative(lexeme(key), lexeme(key), form, key)


def _loosened(phrase):
    """A phrase as an index is asked for it: every word, wherever it stands."""
    return DISTANCE.sub(" & ", phrase)


def _without_empty(groups):
    """A group that joined one that is gone stands alone."""
    if groups:
        groups[0].joins = False
    for before, group in pairwise(groups):
        if before.is_without:
            group.joins = False
    return groups
