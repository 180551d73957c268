"""Attachments: pictures into the library in all their sizes, other files as downloads, if ``--media`` has
them.

Pictures are worked on before the transaction begins, for that takes seconds each. A rehearsal looks at
their heads only, and stores nothing.
"""

import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image as Pixels

from nidairp.editing import pictures
from nidairp.library import keeping, kinds, names
from nidairp.library.models import Document, Image
from nidairp.wordpress import plain
from nidairp.wordpress.attachments import stored_at
from nidairp.wordpress.export import php
from nidairp.wordpress.export.items import Item
from nidairp.wordpress.report import Outcome

from .voyage import Made, Picture, Voyage

WORKERS = 2
PICTURES = {end for ends in pictures.ENDINGS.values() for end in ends}


@dataclass(slots=True)
class Prepared:
    """Pictures that are stored, and not saved yet; what was wrong with others; and which are here already."""

    images: dict[int, Image] = field(default_factory=dict)
    same: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)

    def discard(self) -> None:
        for image in self.images.values():
            keeping.discard(image.files())


def found_at(media: Path | None, item: Item) -> Path | None:
    """The attachment's file below ``--media``; never one outside of it."""
    if media is None:
        return None
    for stored in (stored_at(item), *item.meta.get("_seen", ())):
        if stored and "\x00" not in stored and (path := _below(media, stored.lstrip("/"))):
            return path
    return None


def _below(media: Path, stored: str) -> Path | None:
    """As it is written, and in the other ways to write accents, which some systems' folders have."""
    whole = media.resolve()
    names = dict.fromkeys((stored, *(unicodedata.normalize(form, stored) for form in ("NFC", "NFD"))))
    for folder in ("", "uploads", "wp-content/uploads"):
        for name in (*names, unquote(stored)):
            path = (media / folder / name).resolve()
            if path.is_relative_to(whole) and path.is_file():
                return path
    return None


def prepare(voyage: Voyage) -> Prepared:
    prepared = Prepared()
    wanted = [item for item in voyage.survey.of_type("attachment") if _is_new_picture(voyage, item)]
    known = set(Image.objects.values_list("checksum", flat=True))
    try:
        with ThreadPoolExecutor(WORKERS) as pool:
            for at, (item, outcome) in enumerate(_in_order(pool, voyage, wanted, known), 1):
                voyage.progress("Pictures", at, len(wanted))
                if isinstance(outcome, str):
                    prepared.faults[item.number] = outcome
                elif outcome.checksum in known:
                    prepared.same[item.number] = outcome.checksum
                    keeping.discard(
                        outcome.files() if outcome.folder and not voyage.options.rehearsal else []
                    )
                else:
                    known.add(outcome.checksum)
                    prepared.images[item.number] = outcome
    except BaseException:
        prepared.discard()
        raise
    return prepared


def _in_order(pool: Any, voyage: Voyage, wanted: list[Item], known: set[str]) -> Iterator[tuple[Item, Any]]:
    """A few at a time: what is done is taken before more is begun."""
    left = iter(wanted)
    while several := list(islice(left, WORKERS * 2)):
        yield from zip(several, pool.map(lambda item: _worked(voyage, item, known), several), strict=True)


def _is_new_picture(voyage: Voyage, item: Item) -> bool:
    path = found_at(voyage.options.media, item)
    is_picture = path is not None and path.suffix.lower() in PICTURES
    return is_picture and voyage.origins.pk("attachment", item.number, Image) is None


def _worked(voyage: Voyage, item: Item, known: set[str]) -> Image | str:
    path = found_at(voyage.options.media, item)
    image = Image(**words_of(item))
    try:
        with path.open("rb") as stream:
            file = File(stream, name=path.name)
            checksum = keeping.checksum(file)
            if checksum in known:
                return Image(checksum=checksum)
            file.name = _with_true_ending(file)
            return _looked_at(image, file, checksum) if voyage.options.rehearsal else _taken(image, file)
    except ValidationError as error:
        return " ".join(error.messages)
    except OSError as error:
        return f"The file could not be read: {error.strerror or error}."


def _taken(image: Image, file: File) -> Image:
    image.take(file)
    return image


def _looked_at(image: Image, file: File, checksum: str) -> Image:
    """As it will be in the library, without any of its files."""
    pictures.check_picture(file)
    with Pixels.open(file) as opened:
        size = list(opened.size)
    image.checksum, image.size, image.kind = checksum, file.size, Image.Kind.JPEG
    image.folder, image.stem, (image.width, image.height) = "images/rehearsal", "rehearsal", size
    image.sizes = {name: [size] for name in ("whole", "thumb", "shared")}
    image.title = image.title or names.words(file.name)
    return image


def _with_true_ending(file: File) -> str:
    """A name that says what the picture is: many an upload was called .jpg and is none."""
    kind, _ = pictures.head(file)
    path = PurePosixPath(file.name)
    return (
        file.name
        if path.suffix.lower() in pictures.ENDINGS[kind]
        else f"{path.stem}{pictures.ENDINGS[kind][0]}"
    )


def words_of(item: Item) -> dict[str, str]:
    data = php.read(item.value("_wp_attachment_metadata"))
    about = data.get("image_meta") if isinstance(data, dict) else None
    about = about if isinstance(about, dict) else {}
    credit = next((str(about[key]) for key in ("credit", "copyright") if about.get(key)), "")
    return {
        "title": plain.text(item.title, 200),
        "description": plain.text(item.value("_wp_attachment_image_alt"), 500),
        "credit": plain.text(credit, 300),
    }


def bring(voyage: Voyage, prepared: Prepared) -> None:
    attachments = list(voyage.survey.of_type("attachment"))
    by_checksum = dict(Image.objects.values_list("checksum", "pk"))
    for at, item in enumerate(attachments, 1):
        voyage.progress("Files", at, len(attachments))
        _bring_one(voyage, item, prepared, by_checksum)


def _bring_one(voyage: Voyage, item: Item, prepared: Prepared, by_checksum: dict[str, int]) -> None:
    name = item.title or stored_at(item) or f"attachment {item.number}"
    if _is_known(voyage, item):
        voyage.tell(Outcome.UNCHANGED, item, "attachment", name)
    elif image := prepared.images.get(item.number):
        image.uploaded_by = voyage.users.get(item.author)
        image.save()
        by_checksum[image.checksum] = image.pk
        _keep(voyage, item, image)
        voyage.tell(Outcome.MADE, item, "attachment", name, "" if image.description else NO_ALT)
    elif checksum := prepared.same.get(item.number):
        _keep(voyage, item, Image.objects.get(pk=by_checksum[checksum]))
        voyage.tell(Outcome.SKIPPED, item, "attachment", name, "The same picture is already in the library.")
    elif fault := prepared.faults.get(item.number):
        voyage.tell(Outcome.LOST, item, "attachment", name, fault)
    else:
        _bring_file(voyage, item, name)


NO_ALT = "It has no alternative text: where it is shown, somebody has to write one."
NO_MEDIA = "Its file is not there, for no folder was given (--media)."


def _is_known(voyage: Voyage, item: Item) -> bool:
    for model in (Image, Document):
        pk = voyage.origins.pk("attachment", item.number, model)
        if row := model.objects.filter(pk=pk).first() if pk else None:
            _keep(voyage, item, row)
            return True
    return False


def _keep(voyage: Voyage, item: Item, row: Image | Document) -> None:
    voyage.made[item.number] = Made(row._meta.label_lower, row.pk)
    voyage.origins.note("attachment", item.number, row)
    if isinstance(row, Image):
        caption, alt = plain.text(item.excerpt, 500), plain.text(item.value("_wp_attachment_image_alt"), 500)
        voyage.pictures[item.number] = Picture(row.pk, alt, caption)


def _bring_file(voyage: Voyage, item: Item, name: str) -> None:
    path = found_at(voyage.options.media, item)
    if path is None:
        stored = stored_at(item)
        message = f"The file “{stored}” is not in the folder given." if voyage.options.media else NO_MEDIA
        voyage.tell(Outcome.LOST, item, "attachment", name, message, item.address)
        return
    try:
        with path.open("rb") as stream:
            document = _document(voyage, item, File(stream, name=path.name))
    except ValidationError as error:
        voyage.tell(Outcome.LOST, item, "attachment", name, " ".join(error.messages), item.address)
        return
    _keep(voyage, item, document)
    voyage.tell(Outcome.MADE, item, "attachment", name, address=document.get_absolute_url())


def _document(voyage: Voyage, item: Item, file: File) -> Document:
    kinds.check_file(file)
    checksum = keeping.checksum(file)
    if found := Document.objects.filter(checksum=checksum).first():
        return found
    document = Document(title=plain.text(item.title, 200), uploaded_by=voyage.users.get(item.author))
    if voyage.options.rehearsal:
        document.token, document.checksum, document.size = names.token(), checksum, file.size
        document.name = document._free_name(names.stem(file.name, "file"), kinds.ending(file.name))
        document.title = document.title or names.words(file.name)
    else:
        document.take(file)
    document.save()
    return document
