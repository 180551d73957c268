"""A mail for each kind of error, to those who run the site; one an hour for the same place in the code."""

import logging
import threading
from smtplib import SMTPException
from time import monotonic

from django.conf import settings
from django.core.mail import EmailMessage

from .formatting import JsonFormatter, described, message, way

logger = logging.getLogger(__name__)
SILENCE = 3600.0  # seconds


class ErrorMail(logging.Handler):
    """Knows no more of a request than the log does. Sending takes time, so it is done apart."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.setFormatter(JsonFormatter())
        self._sent: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        places = way(error) if error else []
        said = described(error) if error else message(record)
        if settings.ERROR_MAIL_TO and self._is_new(f"{said} {places[-1:]}"):
            text = "\n".join([message(record), said, *places, "", self.format(record)])
            mail = EmailMessage(f"[{settings.SITE_NAME}] {said}"[:200], text, to=settings.ERROR_MAIL_TO)
            threading.Thread(target=self._send, args=(mail,), daemon=True).start()

    def _is_new(self, place: str) -> bool:
        with self.lock or threading.RLock():
            now, before = monotonic(), self._sent.get(place)
            if before is not None and now - before < SILENCE:
                return False
            self._sent = {known: at for known, at in self._sent.items() if now - at < SILENCE} | {place: now}
            return True

    def _send(self, mail: EmailMessage) -> None:
        try:
            mail.send()
        except (OSError, SMTPException):
            # As the log says it: logging's own way would write out the whole exception and what it was about.
            logger.warning("A mail for an error could not be sent.", exc_info=True)
