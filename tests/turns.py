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
    "embedded_database",
    "bootstrap",
    "corrections",
    "admin_agreement",
    "rights",
    "sample",
    "late_saves",
    "access",
    "editor_day",
    "keeping",
    "admin_releases",
    "public_junk",
    "officer_day",
    "printing",
    "on_a_day",
    "bench",
    "admin_choices",
    "admin_register",
    "register",
    "documents_pages",
    "sample_refused",
    "public_budgets",
    "agreement_page",
    "migrations",
    "register_staff",
    "step_sequences",
)


def turn_of(path):
    name = path.stem.removeprefix("test_")
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)
