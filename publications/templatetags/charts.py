"""The bars and the rows of a chart: up to 160 of them, for which a template is too slow."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nidairp.markup import each_filled
from publications.charts import HEIGHT, WIDTH, Bar, Chart

register = template.Library()

GAP = 2
BAR = (
    '<a href="{}" tabindex="-1" data-says="{}: {}" class="chart-bar{}">'
    f'<rect class="chart-hit" x="{{}}" width="{WIDTH}" height="{HEIGHT}"/>'
    f'<rect x="{{}}" width="{WIDTH - GAP}" y="{{}}" height="{{}}"/></a>'
)
ROW = '<tr><th scope="row"><a href="{}"{}>{}</a></th><td>{}</td></tr>\n'
CHOSEN = format_html(' aria-current="{}"', "true")


@register.simple_tag
def chart_bars(chart: Chart) -> SafeString:
    return each_filled(BAR, map(_bar, chart.bars))


def _bar(bar: Bar) -> tuple[object, ...]:
    chosen = " is-chosen" if bar.is_chosen else ""
    return bar.url, bar.label, bar.count, chosen, bar.x, bar.x, bar.y, bar.height


@register.simple_tag
def chart_rows(chart: Chart) -> SafeString:
    rows = ((bar.url, CHOSEN if bar.is_chosen else "", bar.label, bar.count) for bar in chart.rows)
    return each_filled(ROW, rows)
