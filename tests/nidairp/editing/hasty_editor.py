"""A process with a browser of its own: it opens what it is told, and acts when it is told to.

Run as a module with the key of a user. A line "publish 12" opens the form of post 12, the next line presses
the button; each is answered in a word. What is no button is a deed beside the form, or what the clock does.
"""

import sys
from typing import Any

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from news.models import Post  # noqa: E402
from nidairp.editing import due, publishing  # noqa: E402
from tests.sent import as_sent  # noqa: E402


def say(word: str) -> None:
    print(word, flush=True)


def read() -> str:
    line = sys.stdin.readline()
    if not line:
        sys.exit()
    return line.strip()


class Editor:
    def __init__(self, user: User) -> None:
        self.user, self.client = user, Client()

    def press(self, button: str, pk: str) -> str:
        address = reverse("admin:news_post_change", args=[pk])
        typed = {"title": f"{button} by {self.user.pk}", button: "1"}
        sent = as_sent(self.client.get(address)) | typed
        self.wait()
        return "done" if self.client.post(address, sent).status_code == 302 else "refused"

    def discard(self, pk: str) -> str:
        address = reverse("admin:news_post_discard", args=[pk])
        newest = self.client.get(address).context["newest"]
        self.wait()
        answer = self.client.post(address, {"newest": newest}, follow=True)
        return "done" if "The draft was discarded." in answer.content.decode() else "refused"

    def publish_newest(self, pk: str) -> str:
        """As the list does with many."""
        post = Post.objects.get(pk=pk)
        self.wait()
        return "done" if publishing.publish(post, self.user) else "refused"

    def clock(self, pk: str) -> str:
        self.wait()
        return "done" if due.publish_due() else "refused"

    def wait(self) -> None:
        say("opened")
        read()

    def act(self, what: str, pk: str) -> str:
        if what.startswith("_"):
            return self.press(what, pk)
        act: Any = getattr(self, what)
        return str(act(pk))


def main() -> None:
    user = User.objects.get(pk=sys.argv[1])
    setup_test_environment()
    editor = Editor(user)
    editor.client.force_login(user)
    say("ready")
    while True:
        say(editor.act(*read().split()))


if __name__ == "__main__":
    main()
