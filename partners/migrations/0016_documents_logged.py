"""What is filed and what somebody corrects is in the log; what a machine reads is not."""

from django.db import migrations

from ..history.triggers import logged

OF_THE_READING = (
    "state",
    "tries",
    "due_at",
    "claim",
    "asked_at",
    "read_at",
    "reason",
    "lacks_ocr",
)
CORRECTED = """
CREATE TRIGGER partners_pagetext_logged AFTER UPDATE ON partners_pagetext
    FOR EACH ROW WHEN (NEW.origin = 'typed' AND NEW.text IS DISTINCT FROM OLD.text)
    EXECUTE FUNCTION public.log_change('{confidence,read_at,picture,picture_width,'
        'picture_height,is_doubtful}', 'agreement',
        'version_id>partners_documentversion>agreement_id')
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0015_versions_stay")]

    operations = [
        logged(
            "partners_documentversion", agreement="agreement_id", but=OF_THE_READING
        ),
        migrations.RunSQL(
            CORRECTED, "DROP TRIGGER partners_pagetext_logged ON partners_pagetext"
        ),
    ]
