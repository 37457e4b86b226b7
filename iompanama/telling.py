"""One result as it is shown: what it is, its name, and why it was found."""

import datetime as dt
import html
import re
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.finding.keys import Kind
from iompanama.publishing import typography
from iompanama.publishing.languages import current, other_than
from iompanama.publishing.marking import excerpt, marked, pattern, phrase
from news.models import PressRelease
from partners.lifecycle import State
from partners.models import Agreement, Institution

from .leading import address_of, code_of

TAG = re.compile(r"<[^>]*>")
CUT = re.compile(r"^[^<>]*>|<[^>]*$")
HEADING = re.compile(r"(?<=\w)\s*</h\d>")
AROUND = 600  # letters before and after a word
SPACE = re.compile(r"\s+")
KINDS = {
    Kind.AGREEMENT: gettext_lazy("Agreement"),
    Kind.DOCUMENT: gettext_lazy("Document"),
    Kind.SHEET: gettext_lazy("Document"),
    Kind.OFFICIAL: gettext_lazy("Person"),
    Kind.TOPIC: gettext_lazy("Topic"),
    Kind.PAGE: gettext_lazy("Standing page"),
}


@dataclass
class Looked:
    """What was looked for, to be marked in what was found."""

    groups: list

    @cached_property
    def words(self):
        return [word for group in self.groups for word in _looked_for(group)]

    @classmethod
    def of(cls, query):
        return cls([group for group in query.groups if not group.is_without])


class Result:
    def __init__(self, hit, row, looked):
        self.hit, self.row, self.looked = hit, row, looked
        self.code = code_of(row, hit)
        self.is_elsewhere = self.code != current()
        self.is_sample = row.facts.get("is_sample", False)

    @property
    def address(self):
        where = address_of(self.row, self.code)
        if self.row.kind == Kind.SHEET:
            return f"{where}?{_asked(self.looked.words)}"
        return where

    @property
    def name(self):
        return _either(self.row.title, self.code)

    @property
    def title(self):
        return marked(self.name, self.marks)

    @cached_property
    def marks(self):
        """Words to be marked: as they were typed, and the names they stand for."""
        said = (word for form in self.forms for word in _telling(form.split()))
        return [*self.looked.words, *said]

    @cached_property
    def text(self):
        """What the snippet is cut from, and its language: the one shown; the other one
        where only that holds the words."""
        looked = pattern(self.marks)
        for code in (self.code, *other_than(self.code)):
            text = self.row.text[code]
            around = _around(text, looked)
            if around or looked.search(self.row.title[code]):
                return self._plainly(around or text[:AROUND]), code
        return self._plainly(self.row.text[self.code][:AROUND]), self.code

    def _plainly(self, text):
        """Without marks; what was read from a paper has none."""
        return text if self.row.kind == Kind.SHEET else _plain(text)

    @cached_property
    def snippet(self):
        return excerpt(self.text[0], self.marks) if self.text[0] else ""

    @property
    def snippet_code(self):
        return self.text[1]

    @property
    def is_by_other_language(self):
        """Do the words stand in the other language alone?"""
        return self.text[1] != self.code

    def _says(self, looked):
        """Does the record itself say so, in one of its languages?"""
        said = (*self.row.title.values(), *self.names, *self.row.text.values())
        return any(looked.search(text) for text in said)

    @property
    def names(self):
        acronym = self.row.facts.get("acronym", {})
        posts = [p["post"] for p in self.row.facts.get("posts", ())]
        return [text or "" for each in (acronym, *posts) for text in each.values()]

    @cached_property
    def forms(self):
        """What a synonym of the glossary stands for here: other words of the text."""
        return [form for _group, form, is_said in self._reasons if is_said]

    @cached_property
    def why(self):
        """In words, when what was typed does not stand there itself."""
        said = [form for _group, form, is_said in self._reasons if is_said]
        tied = [form for _group, form, is_said in self._reasons if not is_said]
        tied = [form for form in tied if form != self.name]
        reasons = []
        if said:
            reasons.append(_("Also known as %(name)s") % {"name": ", ".join(said)})
        if tied:
            reasons.append(_("Tied to %(name)s") % {"name": ", ".join(tied)})
        return ". ".join(reasons)

    @cached_property
    def _reasons(self):
        """For each group that the text does not hold: another form, or a record."""
        groups = self.looked.groups
        return [reason for group in groups for reason in self._reason(group)]

    def _reason(self, group):
        ways = [way for way in group.wider if way.form]
        if not ways or all(self._says(pattern([word])) for word in group.words):
            return
        here = ("", current())
        for way in sorted(ways, key=lambda way: way.language not in here):
            is_said = self._says(phrase(way.form))
            if is_said or way.key in self.hit.keys:
                yield group, way.form, is_said
                return

    @property
    def line(self):
        """The facts as they stand over the title, the kind in bold."""
        first, *others = map(conditional_escape, self.facts)
        return mark_safe(" · ".join([f"<b>{first}</b>", *others]))

    @property
    def there(self):
        """The language of the title, where it is not the page's."""
        return format_html(' lang="{}"', self.code) if self.is_elsewhere else ""

    @property
    def facts(self):
        """What it is, then when and where; the first one names the kind."""
        said = (each and str(each) for each in _facts(self.row))
        return [each for each in said if each]


def _looked_for(group):
    """The words of a group, each for itself; a phrase as it is."""
    return [" ".join(group.words)] if group.is_phrase else _telling(group.words)


def _telling(words):
    """Without the small words between the others: "de", "of"."""
    return [word for word in words if len(word) > 3] or list(words)


def _asked(words):
    return "q=" + "+".join(" ".join(words).split())


def _facts(row):
    tell = FACTS.get(row.kind)
    first = KINDS.get(row.kind)
    return [*([first] if first else []), *(tell(row.facts) if tell else [])]


def _of_release(facts):
    place = _either(facts["place"], current())
    return [PressRelease.Kind(facts["kind"]).label, _day(facts), place]


def _of_agreement(facts):
    access = _access(facts["access"])
    return (
        [_state(facts["state"]), _day(facts), access] if "state" in facts else [access]
    )


def _of_paper(facts):
    number = facts.get("number")
    page = _("page %(number)s") % {"number": number} if number else ""
    return [page, _either(facts["agreement"], current()), _access(facts["access"])]


def _of_institution(facts):
    kind = Institution.Kind(facts["kind"]).label
    return [_("Institution"), kind, _either(facts["acronym"], current())]


def _of_official(facts):
    return [
        _either(post[name], current())
        for post in facts["posts"]
        for name in ("post", "institution")
    ]


FACTS = {
    Kind.RELEASE: _of_release,
    Kind.AGREEMENT: _of_agreement,
    Kind.DOCUMENT: _of_paper,
    Kind.SHEET: _of_paper,
    Kind.INSTITUTION: _of_institution,
    Kind.OFFICIAL: _of_official,
}


def _state(state):
    label = State(state).label
    return format_html('<span class="state state-{}">{}</span>', state, label)


def _access(access):
    public = access == Agreement.Access.PUBLIC
    return "" if public else Agreement.Access(access).label


def _day(facts):
    if not facts["day"]:
        return ""
    day = dt.date.fromisoformat(facts["day"])
    return typography.day(day, facts.get("precision") or "day")


def _either(texts, code):
    """The reader's language, else any there is: of names and titles."""
    return texts.get(code) or next(filter(None, texts.values()), "")


def _around(text, looked):
    """As much of the text as a snippet is cut from, where the words stand in it; marks
    are no text."""
    for found in looked.finditer(text):
        opened = text.rfind("<", 0, found.start())
        if opened == -1 or text.find(">", opened, found.start()) != -1:
            start = max(0, found.start() - AROUND)
            return text[start : found.end() + AROUND]
    return ""


def _plain(text):
    """A piece of a text without its marks, the ones it was cut through among them."""
    text = HEADING.sub(": ", CUT.sub("", text))
    return SPACE.sub(" ", html.unescape(TAG.sub(" ", text))).strip()
