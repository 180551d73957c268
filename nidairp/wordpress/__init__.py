"""Moving in: a WordPress site with teachPress, brought over by `import_wordpress`.

`export` reads the file, `text` understands what stands in it: both are text and values, without Django.
What is made of it here is `bringing`, in one transaction. Nobody else knows of this room, and the site does
not need it.
"""
