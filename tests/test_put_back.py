"""The tables that tests with transactions begin with are those that the migrations left."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection


def told(text: str) -> dict[str, list[Any]]:
    """The rows of each model; the generation has another number after every change."""
    rows: dict[str, list[Any]] = {}
    for row in json.loads(text):
        rows.setdefault(row["model"], []).append(row)
    return {model: found for model, found in rows.items() if model != "generation.generation"}


@pytest.mark.django_db(transaction=True)
def test_what_the_migrations_wrote_is_there_again_as_django_would_have_it():
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    emptied = told(connection.creation.serialize_db_to_string())

    connection.creation.deserialize_db_from_string("")

    expected = told(connection._test_serialized_contents)
    assert sum(map(len, expected.values())) > 600 and "auth.group" not in emptied
    assert told(connection.creation.serialize_db_to_string()) == expected
