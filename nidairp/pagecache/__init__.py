"""The page cache: what anybody may see is answered before Django, for as long as nothing has changed.

What a page is kept under is its address, the parameters that it knows, and the content's generation
(``nidairp.generation``), which each request reads anew. So nothing is ever purged, and an edit is seen at the
next request of every process. A page is made from a request of our own, which holds nothing of the visitor's:
so nothing that a visitor sends can be kept for others.
"""
