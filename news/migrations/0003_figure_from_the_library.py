"""A figure becomes a key to the library. Three steps, for PostgreSQL changes no table with rows in flight."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0001_images'),
        ('news', '0002_history_of_categories'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='post',
            name='figure_has_alternative_text',
        ),
        migrations.RenameField(
            model_name='post',
            old_name='figure',
            new_name='figure_file',
        ),
        migrations.AddField(
            model_name='post',
            name='figure',
            field=models.ForeignKey(blank=True, help_text='From the library, or new: an image is uploaded once and can be used again.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='library.image'),
        ),
        migrations.AddField(
            model_name='post',
            name='figure_credit',
            field=models.CharField(blank=True, help_text='Whose picture it is. Empty: as the library says.', max_length=300, verbose_name='credit'),
        ),
        migrations.AddField(
            model_name='post',
            name='figure_decorative',
            field=models.BooleanField(default=False, help_text='The figure says nothing that the text does not say: screen readers pass it by.', verbose_name='decorative'),
        ),
        migrations.AlterField(
            model_name='post',
            name='figure_alt',
            field=models.CharField(blank=True, help_text='What the figure shows here, for those who cannot see it. Required with a figure, unless it is only decorative.', max_length=500, verbose_name='alternative text'),
        ),
    ]
