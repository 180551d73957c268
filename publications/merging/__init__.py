"""Authors who turn out to be one person: found by their names, merged by staff, and parted again.

`alike` says which names fit each other; `suggesting` keeps the pairs; `joining` and `parting` do it and undo
it.
"""
