"""Institutions, officials and agreements."""

from partners.models import (
    Agreement,
    Appointment,
    Attention,
    Document,
    FocalPoint,
    Institution,
    Official,
    Party,
    Relation,
    Signature,
)

from .rows import as_days, made, number, with_precision


def institution(**values):
    n = number()
    return made(
        Institution,
        values,
        key=f"institution-{n}",
        name_es=f"Institución {n}",
        name_en=f"Institution {n}",
        slug_es=f"institucion-{n}",
        slug_en=f"institution-{n}",
        kind=Institution.Kind.AGENCY,
        country="PA",
    )


def official(**values):
    n = number()
    return made(
        Official,
        values,
        key=f"official-{n}",
        name=f"Ana Pérez {n}",
        sort_name=f"Pérez {n}, Ana",
        slug=f"ana-perez-{n}",
    )


def appointment(**values):
    """A post without days, unless ``since`` or ``until`` say otherwise."""
    n = number()
    with_precision(values, "since", "until")
    for name, maker in (("official", official), ("institution", institution)):
        values.setdefault(name, None)
        values[name] = values[name] or maker()
    return made(
        Appointment,
        values,
        key=f"appointment-{n}",
        post_es=f"Directora {n}",
        post_en=f"Director {n}",
    )


def agreement(**values):
    """A public agreement in both languages; a day of signature makes it signed."""
    n = number()
    with_precision(values, "signed_on", "in_force_on", "ends_on")
    as_days(values, "terminated_on")
    dated = values.get("signed_on") or values.get("in_force_on")
    return made(
        Agreement,
        values,
        key=f"agreement-{n}",
        kind=Agreement.Kind.MOU,
        title_es=f"Acuerdo {n}",
        title_en=f"Agreement {n}",
        slug_es=f"acuerdo-{n}",
        slug_en=f"agreement-{n}",
        summary_es=f"Resumen {n}.",
        summary_en=f"Summary {n}.",
        access=Agreement.Access.PUBLIC,
        is_signed=bool(dated),
    )


def party(of=None, **values):
    if not {"institution", "name_es", "name_en"} & set(values):
        values["institution"] = institution()
    return made(Party, values, agreement=of or agreement())


def signature(of=None, **values):
    with_precision(values, "signed_on")
    return made(
        Signature,
        values,
        agreement=of or agreement(),
        name_as_signed="Ana Pérez",
        capacity_es="Directora",
        capacity_en="Director",
    )


def relation(source, kind, target, **values):
    with_precision(values, "new_ends_on")
    return made(Relation, values, source=source, kind=kind, target=target)


def document(of=None, **values):
    return made(
        Document,
        values,
        agreement=of or agreement(),
        kind=Document.Kind.SIGNED,
        language="es",
        title_es="Texto firmado",
        title_en="Signed text",
    )


def focal_point(of=None, **values):
    values.setdefault("institution", None)
    values["institution"] = values["institution"] or institution()
    return made(
        FocalPoint,
        values,
        agreement=of or agreement(),
        unit_es="Unidad de datos",
        unit_en="Data unit",
    )


def attention(of, **values):
    """A note on a person or an institution."""
    return made(
        Attention,
        values,
        **{type(of)._meta.model_name: of},
        kind=Attention.Kind.SPELLING,
        note_es="Se escribe con una sola ene.",
        note_en="Written with one n.",
    )
