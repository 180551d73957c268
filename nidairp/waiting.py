"""A part of the site that is loaded when somebody comes to one of its addresses, or asks for one by name."""

from django.urls import URLResolver


class Waiting(URLResolver):
    """A module's addresses, in a namespace of their own.

    To work out any address of the site, Django looks through all of its parts. But it asks a part with a
    namespace itself for what is in there, so until then nothing need be known of that.
    """

    def _populate(self) -> None:
        if "urlconf_module" in vars(self):
            super()._populate()
