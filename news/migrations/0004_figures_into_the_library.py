"""Every figure goes into the library, encoded anew, the same file once; its words stay with the post.

A file that is missing or damaged is named, and its post goes on without a figure.
"""

import sys

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import migrations, transaction

from nidairp.library import filing, keeping, names

MIDDLE = (50, 50)


def into_the_library(apps, schema_editor):
    Image, Post = apps.get_model('library', 'Image'), apps.get_model('news', 'Post')
    # As plain values: a row of a model would look for its file's size, and fail where the file is gone.
    rows = Post.objects.exclude(figure_file='').order_by('pk')
    for pk, title, name, alternative in rows.values_list('pk', 'title', 'figure_file', 'figure_alt'):
        try:
            with default_storage.open(name) as file:
                Post.objects.filter(pk=pk).update(figure=image_of(Image, file, alternative))
        except (OSError, ValidationError) as error:
            print(f'The figure {name} of “{title}” is left out: {error}', file=sys.stderr)
        else:
            go_after_saving(name, schema_editor)


def image_of(Image, file, alternative):
    found = Image.objects.filter(checksum=keeping.checksum(file)).first()
    if found:
        return found
    columns = filing.file_away(file, MIDDLE)
    return Image.objects.create(title=names.words(file.name), description=alternative, **columns)


def go_after_saving(name, schema_editor):
    """It holds what came with the upload, such as the place where a photograph was taken."""
    transaction.on_commit(lambda: default_storage.delete(name), using=schema_editor.connection.alias)


def out_of_the_library(apps, schema_editor):
    Post = apps.get_model('news', 'Post')
    for post in Post.objects.exclude(figure=None).select_related('figure').defer('figure_file'):
        image = post.figure
        Post.objects.filter(pk=post.pk).update(
            figure_file=copied(image),
            figure_width=image.width,
            figure_height=image.height,
            figure_alt=post.figure_alt or image.title,
            figure=None,
        )


def copied(image):
    end = filing.original(image.kind)
    with default_storage.open(filing.named(vars(image), end)) as file:
        return default_storage.save(f'figures/{image.stem}.{end.rpartition(".")[2]}', ContentFile(file.read()))


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0001_images'),
        ('news', '0003_figure_from_the_library'),
    ]

    operations = [
        migrations.RunPython(into_the_library, out_of_the_library),
    ]
