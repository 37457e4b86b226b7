"""Topics, goals, places and terms."""

from iompanama.vocabulary.models import Goal, Place, Term, Topic

from .rows import made, number


def goal(number=10, **values):
    defaults = {"name_es": f"Objetivo {number}", "name_en": f"Goal {number}"}
    return Goal.objects.update_or_create(
        number=number, defaults={**defaults, **values}
    )[0]


def topic(**values):
    n = number()
    return made(
        Topic,
        values,
        key=f"topic-{n}",
        name_es=f"Tema {n}",
        name_en=f"Topic {n}",
        slug_es=f"tema-{n}",
        slug_en=f"topic-{n}",
    )


def place(**values):
    n = number()
    return made(
        Place,
        values,
        key=f"place-{n}",
        name_es=f"Lugar {n}",
        name_en=f"Place {n}",
        kind=Place.Kind.TOWN,
    )


def term(**values):
    n = number()
    return made(
        Term, values, key=f"term-{n}", term_es=f"Término {n}", term_en=f"Term {n}"
    )
