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

#: The same for those who give a role to somebody, from the smallest to the largest.
IN_WORDS = {
    WRITERS: "write articles and pages of their own and upload images; an editor publishes them.",
    BIBLIOGRAPHERS: "import and change publications, authors and keywords.",
    EDITORS: "write, publish and delete articles and pages; change menus, redirects, people and images.",
    ADMINISTRATORS: "do all of this, and add people and give them roles.",
}
