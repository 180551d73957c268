"""The columns of figures as files go, and a figure again needs its words."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0004_figures_into_the_library'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='post',
            name='figure_file',
        ),
        migrations.RemoveField(
            model_name='post',
            name='figure_height',
        ),
        migrations.RemoveField(
            model_name='post',
            name='figure_width',
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('figure', None), models.Q(('figure_alt', ''), _negated=True), ('figure_decorative', True), _connector='OR'), name='figure_has_alternative_text', violation_error_message='The figure needs alternative text: say in a sentence what it shows, or tick “decorative” if it shows nothing.'),
        ),
    ]
