"""Publications per year as bars and as a table: up to 160 pieces, for which a template is too slow."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nidairp.markup import each_filled, filled
from publications.charts import HEIGHT, WIDTH, Bar, Chart

register = template.Library()

GAP = 2
FIGURE = """<figure class="chart" aria-labelledby="chart-title">
        <figcaption class="chart-caption" id="chart-title">{caption}</figcaption>
        <svg class="chart-bars" viewBox="0 0 {width} 100" preserveAspectRatio="none" aria-hidden="true">
          {bars}
        </svg>
        <div class="chart-ticks" aria-hidden="true">{ticks}</div>
        <details class="chart-table">
          <summary>As a table</summary>
          <table>
            <thead><tr><th scope="col">Year</th><th scope="col">Publications</th></tr></thead>
            <tbody>
              {rows}
            </tbody>
          </table>
        </details>
      </figure>"""
CAPTION = 'Publications {}<span class="chart-most">, most in {}: {}</span>'
BAR = (
    '<a href="{}" tabindex="-1" data-says="{}: {}" class="chart-bar{}">'
    f'<rect class="chart-hit" x="{{}}" width="{WIDTH}" height="{HEIGHT}"/>'
    f'<rect x="{{}}" width="{WIDTH - GAP}" y="{{}}" height="{{}}"/></a>'
)
TICK = "<span>{}</span>"
ROW = '<tr><th scope="row"><a href="{}"{}>{}</a></th><td>{}</td></tr>\n'
CHOSEN = format_html(' aria-current="{}"', "true")


@register.simple_tag
def chart_figure(chart: Chart) -> SafeString | str:
    """Bars for the eye and the mouse; the same links stand in the table, for the keyboard and for ears."""
    if not chart:
        return ""
    most, each = chart.highest, "per year" if chart.step == 1 else f"in {chart.step} years each"
    return filled(
        FIGURE,
        caption=filled(CAPTION, each, most.label, most.count),
        width=chart.width,
        bars=each_filled(BAR, map(_bar, chart.bars)),
        ticks=each_filled(TICK, [(tick.label,) for tick in chart.ticks]),
        rows=each_filled(ROW, map(_row, chart.rows)),
    )


def _bar(bar: Bar) -> tuple[object, ...]:
    chosen = " is-chosen" if bar.is_chosen else ""
    return bar.url, bar.label, bar.count, chosen, bar.x, bar.x, bar.y, bar.height


def _row(bar: Bar) -> tuple[object, ...]:
    return bar.url, CHOSEN if bar.is_chosen else "", bar.label, bar.count
