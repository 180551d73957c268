"""Whether the links in what is public still lead somewhere: looked at by a command, listed for editors.

It knows no content: the shell says where links stand (``sources``) and redirects know what is at an address.
"""
