"""What is published was published once: when it was made is the nearest that is known."""

from django.db import migrations
from django.db.models import F


def stamp(apps, schema_editor):
    rows = apps.get_model("news", "post").objects
    rows.filter(state="published", published_at=None).update(published_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("news", "0007_draft_over_live")]
    operations = [migrations.RunPython(stamp, migrations.RunPython.noop)]
