"""The little Markdown that ``docs/`` is written in, as HTML: headings, paragraphs, lists, tables, code.

Not a reader of anybody's Markdown: the texts are our own, and what is none of these stays a plain word.
Everything is escaped.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

#: From the address of a link to where it leads, or nothing, where its words stay plain.
Leads = Callable[[str], str]

_PIECE = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*|(?<![*\w])\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)")
_ITEM = re.compile(r"(?:-|(\d+)\.) +")
_CELL = re.compile(r"(?<!\\)\|")


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The words of each heading 2, and what stands below it; first the title, with what stands below that."""
    parts = re.split(r"^(?:#|##) +(.+)$", text, flags=re.MULTILINE)
    yield from zip((words.strip() for words in parts[1::2]), parts[2::2], strict=True)


def html(text: str, leads: Leads) -> SafeString:
    return format_html_join("\n", "{}", ((_block(lines, leads),) for lines in _blocks(text)))


def anchor(words: str) -> str:
    return slugify(words)


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines that belong together: what stands between empty ones, and code whole."""
    for number, fenced in enumerate(re.split(r"^```.*$\n?", text, flags=re.MULTILINE)):
        if number % 2:
            yield ["```", *fenced.splitlines()]
            continue
        for filled, lines in groupby(fenced.splitlines(), lambda line: bool(line.strip())):
            if filled:
                yield list(lines)


def _block(lines: list[str], leads: Leads) -> SafeString:
    first = lines[0]
    if first == "```":
        return format_html('<pre tabindex="0"><code>{}</code></pre>', "\n".join(lines[1:]))
    if first.startswith("### "):
        return format_html("<h3>{}</h3>{}", inline(first[4:], leads), html("\n".join(lines[1:]), leads))
    if first.startswith("|"):
        return _table(lines, leads)
    if start := next((number for number, line in enumerate(lines) if _ITEM.match(line)), None):
        return format_html("{}{}", _block(lines[:start], leads), _block(lines[start:], leads))
    if found := _ITEM.match(first):
        kind = "ol" if found[1] else "ul"
        items = format_html_join("", "<li>{}</li>", ((inline(item, leads),) for item in _items(lines)))
        return format_html("<{}>{}</{}>", kind, items, kind)
    return format_html("<p>{}</p>", inline(" ".join(lines), leads))


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if found := _ITEM.match(line):
            items.append(line[found.end() :])
        else:
            items[-1] += f" {line.strip()}"
    return items


def _table(lines: list[str], leads: Leads) -> SafeString:
    head, _, *rows = ([cell.strip() for cell in _CELL.split(line.strip().strip("|"))] for line in lines)
    heads = format_html_join("", '<th scope="col">{}</th>', ((inline(cell, leads),) for cell in head))
    body = format_html_join("", "<tr>{}</tr>", ((_row(cells, leads),) for cells in rows))
    words = '<div class="results"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    return format_html(words, heads, body)


def _row(cells: list[str], leads: Leads) -> SafeString:
    first, *others = (inline(cell, leads) for cell in cells)
    rest = format_html_join("", "<td>{}</td>", ((cell,) for cell in others))
    return format_html('<th scope="row">{}</th>{}', first, rest)


def inline(text: str, leads: Leads) -> SafeString:
    """One piece of text with its marks."""
    done, pieces = 0, []
    for found in _PIECE.finditer(text):
        pieces += [text[done : found.start()].replace("\\|", "|"), _marked(found, leads)]
        done = found.end()
    pieces.append(text[done:].replace("\\|", "|"))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _marked(found: re.Match[str], leads: Leads) -> SafeString:
    code, strong, emphasis, words, address = found.groups()
    if code:
        return format_html("<code>{}</code>", code.replace("\\|", "|"))
    if strong:
        return format_html("<strong>{}</strong>", inline(strong, leads))
    if emphasis:
        return format_html("<em>{}</em>", inline(emphasis, leads))
    if there := leads(address):
        return format_html('<a href="{}">{}</a>', there, inline(words, leads))
    return inline(words, leads)
