"""TLS and mutual TLS between a client and a real server, with certificates made for the test."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from averral.errors import AverralError, Permanent, Reason
from averral.model import Document, Filters
from averral.runtime.clients import VerificationClient
from averral.runtime.settings import Settings
from averral.runtime.tls import channel_credentials, server_credentials
from served import TOLL, installation

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


class Authority:
    """Signs certificates in a folder of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir()
        self._folder = folder
        self.ca = self._path("ca.pem")
        self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", f"/CN={name}", "-keyout", self._path("ca.key"), "-out", self.ca,
        )  # fmt: skip

    def sign(self, name: str) -> tuple[str, str]:
        """Certificate and key for this machine."""
        certificate, key, asked = (self._path(f"{name}.{kind}") for kind in ("pem", "key", "csr"))
        self._openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", asked,
        )  # fmt: skip
        extensions = self._folder / "extensions"
        extensions.write_text("subjectAltName=DNS:localhost")
        self._openssl(
            "x509", "-req", "-in", asked, "-CA", self.ca, "-CAkey", self._path("ca.key"), "-CAcreateserial",
            "-days", "2", "-extfile", str(extensions), "-out", certificate,
        )  # fmt: skip
        return certificate, key

    def _path(self, name: str) -> str:
        return str(self._folder / name)

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls") / "ours", "ours")


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls") / "foreign", "foreign")


def files(authority: Authority, name: str, *, ca: bool = True) -> dict[str, str]:
    certificate, key = authority.sign(name)
    return {"tls_certificate": certificate, "tls_key": key} | ({"tls_ca": authority.ca} if ca else {})


async def outcome(address: str, **given: str) -> Reason | None:
    """Why a caller with these settings is not answered; None when it is."""
    client = VerificationClient.connect(
        Settings(verification_address=address, connect_attempts=1, call_timeout=5, **given)
    )
    try:
        await client.verify_claim("default", Document("", TOLL), Filters())
    except AverralError as error:
        return error.reason
    finally:
        await client.close()
    return None


async def test_a_server_with_a_certificate_is_trusted_by_its_authority_only(ours, foreign):
    async with installation(**files(ours, "server", ca=False)) as here:
        assert await outcome(here.address, tls_ca=ours.ca) is None
        assert await outcome(here.address, tls_ca=foreign.ca) is Reason.NEIGHBOUR_UNAVAILABLE
        assert await outcome(here.address) is Reason.NEIGHBOUR_UNAVAILABLE, "not without encryption"


async def test_with_an_authority_only_callers_with_its_certificates_are_answered(ours, foreign):
    async with installation(**files(ours, "server")) as here:
        assert await outcome(here.address, **files(ours, "worker")) is None
        assert await outcome(here.address, tls_ca=ours.ca) is Reason.NEIGHBOUR_UNAVAILABLE
        stranger = files(foreign, "stranger") | {"tls_ca": ours.ca}
        assert await outcome(here.address, **stranger) is Reason.NEIGHBOUR_UNAVAILABLE


def test_without_settings_nothing_is_encrypted():
    assert server_credentials(Settings()) is None
    assert channel_credentials(Settings()) is None


@pytest.mark.parametrize(
    ("given", "setting"),
    [
        ({"tls_certificate": "/nowhere.pem", "tls_key": "/nowhere.key"}, "tls_key"),
        ({"tls_ca": "/nowhere.pem"}, "tls_ca"),
    ],
)
def test_a_file_that_is_not_there_is_named(given, setting):
    with pytest.raises(Permanent, match=f"AVERRAL_{setting.upper()}") as refused:
        channel_credentials(Settings(**given))
    assert refused.value.reason is Reason.INVALID_ARGUMENT


def test_a_certificate_without_its_key_is_refused(ours):
    certificate, _ = ours.sign("lonely")
    with pytest.raises(Permanent, match="AVERRAL_TLS_KEY"):
        server_credentials(Settings(tls_certificate=certificate))
