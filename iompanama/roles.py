"""Groups and what they may do; ``manage.py set_up_roles`` makes the database agree."""


def may(*actions, on):
    """Django's permissions: ``may("add", "view", on="news.photo consent")``."""
    app, _dot, models = on.partition(".")
    return [f"{app}.{action}_{model}" for action in actions for model in models.split()]


EDIT = ("add", "change", "view")
ALL = (*EDIT, "delete")
# What belongs to a record is deleted with a row of its form, a record by few.
READ_REGISTER = [
    "partners.read_internal",
    *may("view", on="vocabulary.topic goal place term"),
    *may("view", on="partners.institution official appointment agreement"),
    *may("view", on="partners.party signature relation document focalpoint"),
]
WRITE_NEWS = [
    *READ_REGISTER,
    *may(*ALL, on="news.pressrelease mention photouse agreementlink consent"),
    *may(*EDIT, on="news.photo"),
    *may(*EDIT, on="partners.official"),
    *may(*ALL, on="partners.appointment attention"),
    *may(*EDIT, on="vocabulary.place term"),
    *may("view", on="pages.page series point highlight"),
]
PUBLISH_NEWS = [
    "news.publish_pressrelease",
    *may(*EDIT, on="vocabulary.topic"),
    *may(*EDIT, on="pages.page series highlight"),
    *may(*ALL, on="pages.point"),
    *may("change", "view", on="pages.sitesettings"),
]
KEEP_REGISTER = [
    *may(*EDIT, on="partners.institution agreement"),
    *may(*ALL, on="partners.party signature relation document focalpoint"),
    "partners.merge_records",
    *may("view", on="partners.merge"),
    "auth.view_user",  # to name who reads a confidential agreement
]
ROLES = {
    "Staff readers": READ_REGISTER,
    "Editors": WRITE_NEWS,
    "Publishers": [*WRITE_NEWS, *PUBLISH_NEWS],
    "Partnerships": [*WRITE_NEWS, *KEEP_REGISTER],
    "Head of office": [
        *WRITE_NEWS,
        *PUBLISH_NEWS,
        *KEEP_REGISTER,
        "news.publish_alone_pressrelease",
        "partners.read_confidential",
        *may("view", on="partners.opening"),
        *may("delete", on="news.photo"),
        *may("delete", on="partners.institution official agreement"),
        *may("delete", on="vocabulary.topic place term"),
        *may("delete", on="pages.page series highlight"),
    ],
    "Administrators": [
        *READ_REGISTER,
        *may(*EDIT, on="auth.user"),
        *may("view", on="auth.group"),
        *may("view", on="outbox.message"),
    ],
}
