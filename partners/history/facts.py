"""What of a signed agreement is a fact, and what only describes it.

A fact is what the paper says and the parties are held to: kind, reference, parties,
signatures, days, entry into force, end, renewal, notice, areas, amount, and how sure we
are of it. It changes by an amendment, which is a record of its own, or it was written
wrongly here and is corrected with a reason.

What describes the record is named below, by table; every other column is a fact, so
that a new one is until it is said otherwise. The database has the same list
(``public.describing``), and refuses a correction without a reason.
"""

DESCRIBING = {
    "partners_agreement": (
        # Our own words about it, and the names by which it is found. A title too: one
        # of the two is our translation, and the paper itself is on file.
        *("title_es", "title_en", "short_names", "older_references"),
        *("summary_es", "summary_en", "body_es", "body_en", "remark_es", "remark_en"),
        *("on_data_es", "on_data_en"),
        *("termination_reason_es", "termination_reason_en"),
        # Where it is found on the site and in the office, and by whom.
        *("key", "slug_es", "slug_en", "access", "custody_es", "custody_en"),
        *("is_sample", "sources", "notes"),
    ),
    # Rows that come or go are always facts; their order is not. A party that comes or
    # goes by an amendment changes as the paper asks for.
    "partners_party": ("position", "joined_by_id", "left_by_id"),
    "partners_signature": ("position",),
    "partners_relation": ("changes_es", "changes_en"),
}
