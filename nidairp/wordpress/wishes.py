"""What no export says and whoever moves the site does: what its own kinds of things are to become. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wishes:
    #: Of items: post, page or skip.
    kinds: dict[str, str] = field(default_factory=dict)
    #: Of ways to sort them: post_tag, category or skip.
    taxonomies: dict[str, str] = field(default_factory=dict)
    #: What stands in addresses for category and post_tag.
    bases: dict[str, str] = field(default_factory=dict)
