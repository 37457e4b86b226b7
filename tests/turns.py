"""Which files of tests begin first.

The ones that take longest, by work or by waiting: begun last, one of them would be left
to one process while the others have nothing more to do.
"""

LONGEST = (
    "demo_served",
    "everywhere",
    "admin_pages",
    "documents_read",
    "editor_journey",
    "late_saves",
    "embedded_database",
    "step_sequences",
    "access",
    "admin_agreement",
    "corrections",
    "rights",
    "bootstrap",
    "printing",
    "migrations",
    "sample",
    "officer_day",
    "bench",
    "documents_pages",
    "register_staff",
    "keeping",
    "admin_releases",
    "editor_day",
    "public_budgets",
    "agreement_page",
    "register",
)


def turn_of(path):
    name = path.stem.removeprefix("test_")
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)
