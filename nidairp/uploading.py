"""What is uploaded, on its way: beside memory, in a temporary file."""

from contextlib import suppress

from django.core.files.uploadhandler import TemporaryFileUploadHandler


class GoneWhereFull(TemporaryFileUploadHandler):
    """Django's own leaves what it wrote until Python collects it, and nobody has room till then."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            with suppress(OSError):  # it would write the rest first, and goes all the same
                self.file.close()
            raise
