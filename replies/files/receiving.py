"""How an upload comes in: onto the disk, but never more than may be attached, and never into a full one."""

import errno
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext as _

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def is_out_of_room(error: OSError) -> bool:
    return error.errno in NO_ROOM


def no_room() -> str:
    return _("The server has no room for this file. Nothing was stored; tell the administrator.")


class Unstored(UploadedFile[bytes]):
    """An upload of which nothing was kept: too large, or there was no room. Its size is the real one."""


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Writes an upload to a temporary file; one over UPLOAD_MAX_BYTES or without room is read and let go."""

    is_kept = False
    received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.is_kept, self.received = False, 0
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._let_go(error)
        else:
            self.is_kept = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self._let_go()
        if self.is_kept:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as error:
                self._let_go(error)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if self.is_kept:
            try:
                return super().file_complete(file_size)
            except OSError as error:
                self._let_go(error)
        return Unstored(None, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        self._let_go()

    def _let_go(self, error: OSError | None = None) -> None:
        """Remove what was written so far; raises an error that is not about room."""
        if error and not is_out_of_room(error):
            raise error
        if self.is_kept:
            with suppress(OSError):  # what is still to be written has no room either
                self.file.close()
        self.is_kept = False
