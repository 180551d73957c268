"""What each role may do, by the names of permissions. ``*`` stands for anything, also for what comes later.

A writer has no permission to change or to see articles and pages: who may add one may work on what is their
own (``editing.permission``). An administrator may do everything that has a name, save make superusers: the
first of these is made at the command line.
"""

WRITERS, EDITORS, BIBLIOGRAPHERS, ADMINISTRATORS = "Writers", "Editors", "Bibliographers", "Administrators"

ROLES: dict[str, list[str]] = {
    WRITERS: [
        "news.add_post",
        "pages.add_page",
        "news.view_category",
        "news.view_tag",
        "publications.view_publication",
        "publications.view_author",
        "publications.view_tag",
        "library.add_*",
        "library.view_*",
    ],
    EDITORS: [
        "news.*",
        "pages.*",
        "navigation.*",
        "redirects.*",
        "library.*",
        "links.*",
        "people.*",
        "publications.view_publication",
        # A person without publications needs an author, too.
        "publications.add_author",
        "publications.view_author",
        "publications.view_tag",
        "admin.view_logentry",
    ],
    BIBLIOGRAPHERS: [
        "publications.*",
        "library.add_*",
        "library.view_*",
    ],
    ADMINISTRATORS: ["*"],
}
