"""No row stands above itself, however many steps away."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER place_parent_no_circle BEFORE INSERT OR UPDATE OF parent_id ON vocabulary_place
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
    EXECUTE FUNCTION public.refuse_circle('parent_id');
"""
BACKWARD = """
DROP TRIGGER place_parent_no_circle ON vocabulary_place;
"""


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
