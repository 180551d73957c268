import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

SINCE = "As it was when the history began"


def begin(apps, schema_editor):
    """What is there already gets a first entry, to which it can be taken back."""
    rows = apps.get_model("news", "Category")._base_manager.values()
    entries = apps.get_model("news", "HistoricalCategory")
    kept = {field.attname for field in entries._meta.concrete_fields}
    entries.objects.bulk_create(
        entries(
            history_date=timezone.now(),
            history_change_reason=SINCE,
            history_type="~",
            **{name: value for name, value in row.items() if name in kept},
        )
        for row in rows
    )


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalCategory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=100)),
                ('slug', models.SlugField(max_length=100)),
                ('dateline_label', models.CharField(blank=True, help_text="How the line under an article's figure begins, for example “Hot Off the Press”. Empty: the name.", max_length=100)),
                ('description', models.TextField(blank=True, help_text='One or two sentences: shown under the title and in search results.')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Order in lists; smaller comes first.')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical category',
                'verbose_name_plural': 'historical categories',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
