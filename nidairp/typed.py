"""What people type and paste, without the characters that nobody sees and that no XML may hold.

Word and readers of PDF put them onto the clipboard: a vertical tab for a new line in a heading. One in the
title of an article would take the whole feed away. Passwords are left as they are.
"""

import re

from django.http import QueryDict

#: Forms refuse a null character by themselves.
_UNSEEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")

#: Programs that take Windows-1252 for Latin-1 make these of its quotation marks and dashes.
_MARKS = {code: mark for code in range(0x80, 0xA0) if (mark := bytes([code]).decode("cp1252", "ignore"))}
_MARKS[0x85] = " "  # the end of a line as well


def seen(sent: QueryDict) -> QueryDict:
    changed = {
        name: [_UNSEEN.sub(" ", value.translate(_MARKS)) for value in values]
        for name, values in sent.lists()
        if "password" not in name and any(map(_UNSEEN.search, values))
    }
    if not changed:
        return sent
    made = sent.copy()
    for name, values in changed.items():
        made.setlist(name, values)
    return made
