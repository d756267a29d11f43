"""A certificate of our own, for a city without one: a small authority in the home, and what it signs."""

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.utils.translation import gettext as _

from gis_app.config.state import Home, write_private
from gis_app.errors import BadInput

AUTHORITY_YEARS = 10
DAYS = 397  # browsers refuse a server's certificate that lasts longer
ANYBODY_READS = 0o644


def make(home: Home, names: Sequence[str], days: int = DAYS) -> tuple[Path, Path, Path]:
    """Paths of the authority's certificate, and of a new certificate for `names` with its key.

    The authority is made once and kept, so that workstations need to trust it only once. Raises BadInput.
    """
    spoken_for = [name_of(name) for name in names]
    if not spoken_for:
        raise BadInput(_("Name the host or address by which people reach the product."))
    authority, authority_key = authority_of(home)
    key = ec.generate_private_key(ec.SECP256R1())
    extensions = (
        (x509.SubjectAlternativeName(spoken_for), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
    )
    signed = certificate(named(names[0]), authority.subject, key, authority_key, timedelta(days=days), extensions)
    written = home.secrets / "own-tls-cert.pem", home.secrets / "own-tls-key.pem"
    write_private(written[0], pem(signed) + pem(authority))
    write_private(written[1], pem_of_key(key))
    return home.root / "own-authority.pem", *written


def authority_of(home: Home) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The home's authority and its key, made at the first use."""
    shown, hidden = home.root / "own-authority.pem", home.secrets / "own-authority-key.pem"
    if not (shown.exists() and hidden.exists()):
        key = ec.generate_private_key(ec.SECP256R1())
        name = named(f"Safe City {key.public_key().public_numbers().x % 10**8:08d}")
        extensions = ((x509.BasicConstraints(ca=True, path_length=0), True),)
        made = certificate(name, name, key, key, timedelta(days=365 * AUTHORITY_YEARS), extensions)
        write_private(hidden, pem_of_key(key))
        write_private(shown, pem(made))
        shown.chmod(ANYBODY_READS)
    kept = cast(ec.EllipticCurvePrivateKey, serialization.load_pem_private_key(hidden.read_bytes(), password=None))
    return x509.load_pem_x509_certificate(shown.read_bytes()), kept


def certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    lasts: timedelta,
    extensions: Sequence[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:
    """A certificate of `key`, signed by `signer`; each extension with whether it is critical."""
    begins = datetime.now(UTC) - timedelta(hours=1)
    draft = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
    )
    for extension, critical in extensions:
        draft = draft.add_extension(extension, critical)
    return draft.sign(signer, hashes.SHA256())


def name_of(text: str) -> x509.GeneralName:
    """A host's name or an IP address as a certificate holds it; raises BadInput for neither."""
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        pass
    try:
        ascii_name = text.encode("idna").decode()
    except UnicodeError:
        ascii_name = ""
    if not ascii_name or any(sign in ascii_name for sign in " /:@*"):
        raise BadInput(_("%(name)s is neither a host's name nor an address.") % {"name": repr(text[:80])})
    return x509.DNSName(ascii_name)


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def pem(one: x509.Certificate) -> str:
    return one.public_bytes(serialization.Encoding.PEM).decode()


def pem_of_key(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
