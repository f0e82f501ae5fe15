"""What it means for a link when a question ends with an exception."""

from __future__ import annotations

import socket
import ssl

import aiohttp

from .addresses import shown
from .results import Failure, Verdict

# Codes of OpenSSL's X509_verify_cert_error_string(3). An issuer that is unknown here need not be unknown to a browser: those
# fetch certificates that a server forgot to send, and a machine may lack its list of authorities.
_UNKNOWN_ISSUER = (19, 20, 21)

#: What is said of a link while nobody can tell whether its host exists.
CANNOT_LOOK_UP = "names a host that cannot be looked up now"

# Not every system has the second.
_NO_SUCH_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class NotPublic(OSError):
    """An address that only machines near this one can reach. The text is the same for all, or it would get lost among several."""

    def __init__(self) -> None:
        super().__init__("not public")


def failure_of(exception: Exception) -> Failure:
    """Return what *exception*, raised while a server was asked, says about the link."""
    if isinstance(exception, aiohttp.ClientConnectorCertificateError):
        return _bad_certificate(exception.certificate_error)
    if isinstance(exception, aiohttp.ClientConnectorError):
        return _no_connection(exception.os_error)
    if isinstance(exception, aiohttp.ConnectionTimeoutError):
        return Failure(Verdict.UNSURE, "cannot be reached (no connection in time)", of_host=True)
    if isinstance(exception, TimeoutError):
        return Failure(Verdict.UNSURE, "does not answer in time")
    if isinstance(exception, aiohttp.ClientResponseError):
        return Failure(Verdict.UNSURE, "does not answer in HTTP")
    if isinstance(exception, aiohttp.ClientConnectionError | aiohttp.ClientPayloadError | OSError):
        return Failure(Verdict.UNSURE, "closes the connection without an answer", again=True)
    if isinstance(exception, aiohttp.InvalidURL | UnicodeError):
        return Failure(Verdict.DEAD, "is no address that can be asked")
    return Failure(Verdict.UNSURE, f"could not be asked ({type(exception).__name__}: {shown(str(exception))})")


def _no_connection(exception: OSError) -> Failure:
    if isinstance(exception, NotPublic):
        return Failure(Verdict.UNCHECKED, "is not on the public internet", of_host=True)
    if isinstance(exception, ssl.SSLError):
        return Failure(Verdict.UNSURE, f"does not agree on a safe connection ({exception.reason})", of_host=True)
    if isinstance(exception, socket.gaierror):
        if exception.errno in _NO_SUCH_HOST:
            return Failure(Verdict.DEAD, "names a host that does not exist", of_host=True, no_host=True)
        return Failure(Verdict.UNSURE, CANNOT_LOOK_UP, again=True, of_host=True, no_host=True)
    if isinstance(exception, ConnectionRefusedError):
        return Failure(Verdict.DEAD, "refuses connections", again=True, of_host=True)
    return Failure(Verdict.UNSURE, "cannot be reached", again=True, of_host=True)


def _bad_certificate(exception: Exception) -> Failure:
    code = getattr(exception, "verify_code", None)
    message = getattr(exception, "verify_message", "")
    if code in _UNKNOWN_ISSUER:
        return Failure(Verdict.UNSURE, f"has a certificate that cannot be checked here ({message})", of_host=True)
    return Failure(Verdict.DEAD, f"has a bad certificate ({message})", of_host=True)
