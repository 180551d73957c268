"""The whole site in one file, and back again, also from one kind of database to the other.

An archive is a plain tar: the storage's files as they are, each table as packed lines of JSON, what the
archive is (``about.json``) and, last, the checksums of all of it in the form that ``sha256sum`` reads.
"""
