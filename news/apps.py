from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "News"

    def ready(self) -> None:
        # Models are not ready before.
        from nidairp.editing.due import register_clock  # noqa: PLC0415

        from . import events, featured  # noqa: PLC0415

        register_clock(events.next_end)
        register_clock(featured.next_day_over)
