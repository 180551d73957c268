"""The demonstration content: plain files beside the code that puts them into the database.

``pages/`` and ``posts/`` hold one file each, ``desk/`` what is not public yet: a header in TOML and the text
in HTML. Where a file lies says where its page or post goes. Not test data: the tests make rows of their own.
"""
