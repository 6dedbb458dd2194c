"""Somebody who uses an installation over HTTP without a browser."""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from email.message import Message
from typing import Any

from roedtraad.config.demo.people import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *about: object) -> None:
        return None


class Answer:
    """Status, headers and text of one answer."""

    def __init__(self, status: int, headers: Message, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body
        self.text = body.decode("utf-8", "replace")


class Visitor:
    """Holds the cookies of one signed-in user."""

    def __init__(self, url: str, username: str) -> None:
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar, _NoRedirect)
        answer = self.post("/konto/login/", {"login": username, "password": PASSWORD})
        assert answer.status == 302, f"{username} was not let in"

    def get(self, path: str) -> Answer:
        return self._answer(urllib.request.Request(self.url + path))  # noqa: S310

    def post(
        self, path: str, fields: dict[str, str], file: tuple[str, str, bytes] | None = None
    ) -> Answer:
        """Fill in the form of the page at `path` and send it."""
        found = TOKEN.search(self.get(path).text)
        assert found, f"no form on {path}"
        sent = {"csrfmiddlewaretoken": found.group(1), **fields}
        if file is None:
            body, kind = urllib.parse.urlencode(sent).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = _multipart(sent, file)
        headers = {"Content-Type": kind, "Referer": self.url + path}
        return self._answer(urllib.request.Request(self.url + path, body, headers))  # noqa: S310

    def deliver(self, sent: dict[str, Any]) -> dict[str, Any]:
        """Send what waited on the device, as its script does; what the server says of each."""
        token = json.loads(self.get("/udbakke/noegle/").text)["csrf"]
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        headers["Referer"] = self.url
        body = json.dumps(sent).encode()
        request = urllib.request.Request(f"{self.url}/udbakke/", body, headers)  # noqa: S310
        answer = self._answer(request)
        assert answer.status == 200, answer.text
        answered: dict[str, Any] = json.loads(answer.text)
        return answered

    def _answer(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as answer:
            with answer:
                return Answer(answer.code, answer.headers, answer.read())


def _multipart(fields: dict[str, str], file: tuple[str, str, bytes]) -> tuple[bytes, str]:
    border = uuid.uuid4().hex
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    field, filename, content = file
    head = f'--{border}\r\nContent-Disposition: form-data; name="{field}"; filename="{filename}"'
    parts.append(f"{head}\r\nContent-Type: application/octet-stream\r\n\r\n".encode())
    parts += [content, f"\r\n--{border}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={border}"
