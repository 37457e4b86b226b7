"""Which of two texts to keep: what was answered on the page of a late save."""

from .merging import Difference, Merged, difference, joined, put

ASKED, KEEP = "_asked-", "_keep-"


def choose(data, now, typed):
    """The data with every answer in its place, and what is still to be asked.

    A choice of both is put in the field for editing by hand, so it waits as well.
    """
    merged = Merged(data.copy())
    theirs, mine = inputs(now), inputs(typed)
    for key in [key for key in data if key.startswith(ASKED)]:
        name = key.removeprefix(ASKED)
        answer = data.get(KEEP + name)
        for used in (key, KEEP + name):
            merged.data.pop(used, None)
        if name.endswith("-DELETE"):
            keep_row(merged, name, answer, data)
        elif name in theirs and name in mine:
            keep_text(merged, name, answer, theirs[name], mine[name])
    return merged


def keep_text(merged, name, answer, theirs, mine):
    bound, texts = theirs
    if answer == "theirs":
        put(merged.data, bound.field, name, texts)
    elif answer == "both":
        put(merged.data, bound.field, name, [joined(bound.field, texts, mine[1])])
        merged.by_hand.append(difference(bound, name, texts, mine[1]))
    elif answer != "mine":
        merged.asked.append(difference(bound, name, texts, mine[1]))


def keep_row(merged, name, answer, data):
    """A row one of us took out and the other changed."""
    prefix, index, _delete = name.rsplit("-", 2)
    is_there = int(index) < int(data.get(f"{prefix}-INITIAL_FORMS") or 0)
    if answer == "theirs" and is_there:
        merged.data.pop(name, None)
    elif answer == "theirs":
        merged.data[name] = "on"
    elif answer != "mine":
        label = data.get(f"_row-{name}", name)
        told = [data.get(f"_{whose}-{name}", "") for whose in ("theirs", "mine")]
        merged.asked.append(Difference(name, label, *told))


def inputs(sheet):
    """Every input of a sheet by the name it has in the form."""
    found = {
        sheet.form[name].html_name: (sheet.form[name], texts)
        for name, texts in sheet.values.items()
    }
    for rows in sheet.rows.values():
        for row in rows:
            for name, texts in row.values.items():
                found[row.form[name].html_name] = (row.form[name], texts)
    return found
