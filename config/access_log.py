"""The access log of the web server, without the secret part of an address."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from config.masking import masked


class MaskedLogger(Logger):  # type: ignore[misc]
    """Gunicorn's logger, for `--logger-class`."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        return masked(super().atoms(resp, req, environ, request_time))
