"""Django's log has no index by time, and its list is always sorted by it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("admin", "0003_logentry_add_action_flag_choices")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX audit_newest_first ON django_admin_log (action_time DESC, id DESC)",
            "DROP INDEX audit_newest_first",
        ),
    ]
