"""What moving a large WordPress site in costs: 10,000 articles, 20,000 attachments, 20,000 publications.

As the command does it, on SQLite, without the attachments' files: the first run and a second one, which finds
nothing to do. Prints a table; asserts nothing. Run: python -m tests.bench.bench_wordpress [ARTICLES]
"""

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from tests.bench.bench_bibtex import entry

USUAL = 10_000
WORDS = (
    "the brain reward study of rats cocaine opioid receptor shows neurons network response after dose".split()
)
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://old.example.org</link>
<wp:base_blog_url>https://old.example.org</wp:base_blog_url>
"""
ITEM = """<item><title><![CDATA[{title}]]></title><link>https://old.example.org/{link}</link>
<dc:creator><![CDATA[editor{author}]]></dc:creator><guid isPermaLink="false">https://old.example.org/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{day} 10:00:00</wp:post_date>
<wp:post_date_gmt>{day} 14:00:00</wp:post_date_gmt><wp:post_modified_gmt>{day} 15:00:00</wp:post_modified_gmt>
<wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status><wp:post_parent>{parent}</wp:post_parent>
<wp:post_type>{type}</wp:post_type>{more}</item>
"""
SIZES = (
    'a:1:{s:5:"sizes";a:2:{s:6:"medium";a:1:{s:4:"file";s:%d:"%s-300x200.jpg";}'
    's:5:"large";a:1:{s:4:"file";s:%d:"%s-1024x683.jpg";}}}'
)


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    with TemporaryDirectory(prefix="nidairp-bench-") as made:
        folder, chance = Path(made), random.Random(7)
        export, bibliography = folder / "export.xml", folder / "publications.bib"
        with export.open("w", encoding="utf-8") as text:
            write(text, articles, chance)
        with bibliography.open("w", encoding="utf-8") as text:
            text.writelines(entry(number, chance) for number in range(2 * articles))
        environment = {**os.environ, "VAR_DIR": made, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        subprocess.run(_manage("migrate", "--verbosity", "0"), env=environment, check=True)
        print(f"{articles} articles, {2 * articles} attachments, {2 * articles} publications")
        print(f"  the export has {export.stat().st_size / 1e6:.0f} MB")
        for name in ("first run", "second run"):
            _measure(name, [str(export), "--bibtex", str(bibliography)], environment)


def _measure(name: str, arguments: list[str], environment: dict[str, str]) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    command = _manage("import_wordpress", *arguments, "--verbosity", "0")
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    clock, used = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    memory = used.ru_maxrss // 1024
    print(f"  {name:<11} {clock:6.0f} s on the clock, {seconds:6.0f} s of CPU, {memory} MB at most")


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def write(text: TextIO, articles: int, chance: random.Random) -> None:
    text.write(HEAD)
    for number in range(40):
        text.write(
            f"<wp:category><wp:term_id>{number + 1}</wp:term_id><wp:category_nicename>kind-{number}"
            f"</wp:category_nicename><wp:cat_name>Kind {number}</wp:cat_name></wp:category>\n"
        )
    for at in range(articles):
        text.write(article(at, chance))
        for which in range(2):
            text.write(attachment(at, which, articles, chance))
    text.write("</channel></rss>\n")


def article(at: int, chance: random.Random) -> str:
    day = f"{2005 + at % 20}-{at % 12 + 1:02}-{at % 28 + 1:02}"
    labels = f'<category domain="category" nicename="kind-{at % 40}">Kind {at % 40}</category>' + "".join(
        f'<category domain="post_tag" nicename="tag-{tag}">Tag {tag}</category>'
        for tag in chance.sample(range(300), 3)
    )
    return ITEM.format(
        title=f"Article {at}: {_words(6, chance)}",
        link=f"{day[:4]}/{day[5:7]}/article-{at}/",
        author=at % 12,
        number=at + 1,
        content="\n\n".join(_paragraph(at, chance) for _ in range(8)),
        day=day,
        slug=f"article-{at}",
        status="publish",
        parent=0,
        type="post",
        more=labels,
    )


def _paragraph(at: int, chance: random.Random) -> str:
    other = chance.randrange(max(at, 1))
    link = f'<a href="https://old.example.org/?p={other + 1}">{_words(3, chance)}</a>'
    return f"{_words(25, chance)} <strong>{_words(2, chance)}</strong> {link}\n{_words(20, chance)} [sic]."


def attachment(at: int, which: int, articles: int, chance: random.Random) -> str:
    name, number = f"fig-{at}-{which}", articles + 2 * at + which + 1
    stored = f"2019/04/{name}.jpg"
    small, large = f"{name}-300x200.jpg", f"{name}-1024x683.jpg"
    fields = {
        "_wp_attached_file": stored,
        "_wp_attachment_image_alt": _words(6, chance),
        "_wp_attachment_metadata": SIZES % (len(small), name, len(large), name),
    }
    more = (
        f"<wp:attachment_url>https://old.example.org/wp-content/uploads/{stored}</wp:attachment_url>"
        + "".join(
            f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
            f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
            for key, value in fields.items()
        )
    )
    return ITEM.format(
        title=name, link=f"{name}/", author=at % 12, number=number, content="", day="2019-04-08", slug=name,
        status="inherit", parent=at + 1, type="attachment", more=more,
    )  # fmt: skip


def _words(count: int, chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=count))


if __name__ == "__main__":
    main()
