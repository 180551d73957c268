import django.db.models.deletion
import mptt.fields
import nidairp.navigation.addresses
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

SINCE = "As it was when the history began"


def begin(apps, schema_editor):
    """What is there already gets a first entry, to which it can be taken back."""
    rows = apps.get_model("navigation", "MenuItem")._base_manager.values()
    entries = apps.get_model("navigation", "HistoricalMenuItem")
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
        ('navigation', '0002_four_menus'),
        ('news', '0002_history_of_categories'),
        ('pages', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalMenuItem',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('location', models.CharField(blank=True, choices=[('primary', 'Primary navigation'), ('utility', 'Utility links'), ('news-sidebar', 'News sidebar'), ('footer', 'Footer')], db_index=True, editable=False, max_length=20, null=True)),
                ('title', models.CharField(max_length=120, validators=[nidairp.navigation.addresses.validate_visible])),
                ('address', models.CharField(blank=True, help_text='A path on this site, such as /news/, or a whole address, such as https://www.nih.gov/.', max_length=500, validators=[nidairp.navigation.addresses.validate_address])),
                ('is_shown', models.BooleanField(default=True, help_text='Hidden items keep their place; what stands below them is hidden too.', verbose_name='shown')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('category', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='news.category')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pages.page')),
                ('parent', mptt.fields.TreeForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='navigation.menuitem')),
                ('post', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='news.post')),
            ],
            options={
                'verbose_name': 'historical menu item',
                'verbose_name_plural': 'historical menu items',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
