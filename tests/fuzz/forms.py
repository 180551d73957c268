"""The forms of a page with what a browser would send: so that what is nasty gets as far as it can."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Fields = list[tuple[str, str]]


@dataclass
class Form:
    action: str
    fields: Fields = field(default_factory=list)
    buttons: Fields = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside = self._area = self._select = ""
        self._typed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(said.get("action", "")) if said.get("method") == "post" else Form("-"))
        name = said.get("name", "")
        if not self.forms:
            return
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area, self._typed = name, ""
        elif tag == "option" and self._select and "selected" in said:
            self.forms[-1].fields.append((self._select, said.get("value", "")))
        elif tag in ("input", "button") and name:
            self._input(said, name)

    def _input(self, said: dict[str, str], name: str) -> None:
        kind, value = said.get("type", "text"), said.get("value", "")
        if kind == "submit":
            self.forms[-1].buttons.append((name, value))
        elif kind not in ("checkbox", "radio", "file") or "checked" in said:
            self.forms[-1].fields.append((name, value))
        elif kind in ("checkbox", "radio"):
            self.forms[-1].buttons.append((name, value or "on"))

    def handle_data(self, data: str) -> None:
        self._typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.forms[-1].fields.append((self._area, self._typed))
            self._area = ""


def forms(page: str) -> list[Form]:
    reader = _Reader()
    reader.feed(page)
    return [form for form in reader.forms if form.action != "-"]
