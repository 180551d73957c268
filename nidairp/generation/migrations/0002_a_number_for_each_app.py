from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("generation", "0001_a_number_that_moves_with_content")]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="app",
            field=models.CharField(db_default="", default="", max_length=100),
        ),
    ]
