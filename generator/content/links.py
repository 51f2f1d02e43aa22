"""Judge a web address before it is printed: the publisher's own, plain, untracked, and short enough for a code."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from generator.errors import InputError, refuse

LONGEST = 122
"""Bytes a QR symbol of version 7 holds at level M (ISO/IEC 18004, table 7); with its quiet zone and modules of 0.4 mm
it is 21 mm wide, about the most that a card two inches high can bear."""

# Hosts that forward to another address, which their owner can see, change or switch off; subdomains count too.
SHORTENERS = frozenset(
    (
        "bit.ly bitly.com j.mp tinyurl.com t.co goo.gl is.gd v.gd ow.ly rb.gy buff.ly cutt.ly t.ly tiny.cc shorturl.at "
        "rebrand.ly bl.ink short.io lnkd.in fb.me amzn.to youtu.be trib.al dlvr.it s.id soo.gd adf.ly clck.ru "
        "go.usa.gov lnks.gd eepurl.com urldefense.com urldefense.proofpoint.com safelinks.protection.outlook.com "
        "list-manage.com"
    ).split()
)

# Hosts behind codes whose target can be changed after printing ("dynamic codes"), and app forwarding services.
DYNAMIC_CODES = frozenset(
    (
        "qr.co qrco.de qr.net qr.page q-r.to qrs.ly qrd.by qr1.be uqr.to scnv.io l.ead.me me-qr.com flowcode.com "
        "flow.page scan.page delivr.com page.link app.link onelink.me"
    ).split()
)

# Query keys that tell a site which campaign, message or person a visit came from.
_TRACKER = re.compile(
    r"(utm|mtm|piwik|matomo|hsa|oly|vero|itm|wt)[_.].*|pk_(campaign|kwd|keyword|source|medium|content|cid)"
    r"|[a-z]*clk?id|gclsrc|gbraid|wbraid|mc_[ce]id|_hs(enc|mi)|mkt_tok|igshi?d?|li_fat_id|epik|srsltid|wickedid"
    r"|s_cid|cmpid|icid|ref_src|ref_url|trk|trkinfo|_ga|_gl|_branch_match_id",
    re.IGNORECASE,
)

_LEGAL = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
"""Characters of a URI (RFC 3986, 2)."""
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def check_url(url: str, where: str = "") -> str:
    """The form in which the address is printed: without https://, a leading www. and a closing slash.

    Raises InputError (url-characters, url-scheme, url-userinfo, url-port, url-host, url-idn, url-shortener,
    url-tracker, url-length).
    """
    return _printed(url) or _judged(url, where)


@lru_cache(maxsize=4096)
def _printed(url: str) -> str:
    """The printed form of an address without fault, "" for any other: what is wrong with that is said at its place."""
    try:
        return _judged(url, "")
    except InputError:
        return ""


def _judged(url: str, where: str) -> str:
    _check_characters(url, where)
    parts = _split(url, where)
    host = _check_host(parts.netloc.lower(), where)
    _check_forwarding(host, where)
    tail = url.split("//", 1)[1][len(parts.netloc) :]
    _check_trackers(tail, where)
    if len(url) > LONGEST:
        raise refuse(
            "url-length",
            f"the address has {len(url)} characters; a code may hold {LONGEST}",
            where,
            "use a shorter page of the same site",
        )
    bare = host.removeprefix("www.")
    if not parts.query and not parts.fragment:
        tail = tail.rstrip("/?#")
    return (bare if "." in bare else host) + tail


def _check_characters(url: str, where: str) -> None:
    legal = _LEGAL.match(url)
    at = legal.end() if legal else 0
    if at < len(url):
        if not url.isascii() and url.lower().startswith("https://"):
            host = re.split(r"[/?#]", url[8:], maxsplit=1)[0]
            if not host.isascii():
                raise refuse("url-idn", f"the host {host!r} has letters outside ASCII", where, _punycode_hint(host))
        raise refuse(
            "url-characters",
            f"the address has {url[at]!r} as its character {at + 1}",
            where,
            "a space or a foreign letter is written as %20 and the like",
        )
    escape = _BAD_ESCAPE.search(url)
    if escape:
        raise refuse(
            "url-characters",
            f"the address has a % without two hexadecimal digits as its character {escape.start() + 1}",
            where,
            "write a percent sign as %25",
        )


def _punycode_hint(host: str) -> str:
    try:
        return f"write it as {host.encode('idna').decode('ascii')}"
    except UnicodeError:
        return "write its xn-- form"


def _split(url: str, where: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise refuse("url-host", f"the address {url!r} cannot be read", where, "write it like https://example.org/page") from None
    if parts.scheme != "https" or not url[5:].startswith("://"):
        raise refuse("url-scheme", f"the address {url!r} does not begin with https://", where, "only https:// is printed")
    if "@" in parts.netloc:
        raise refuse(
            "url-userinfo",
            f"the address {url!r} has a name before the host",
            where,
            "leave out all that stands before the @, and the @",
        )
    if port is not None or parts.netloc.endswith(":"):
        raise refuse("url-port", f"the address {url!r} names a port", where, "leave out the colon and the number")
    return parts


def _check_host(host: str, where: str) -> str:
    labels = host.split(".")
    named = len(labels) > 1 and len(host) <= 253 and all(_LABEL.fullmatch(label) for label in labels)
    if not named or not (labels[-1].isalpha() or labels[-1].startswith("xn--")):
        raise refuse(
            "url-host",
            f"the host {host!r} is not a plain dotted name",
            where,
            "write a name such as example.org, not an IP address or a single word",
        )
    for label in labels:
        if label[2:4] == "--" and not _decodes(label):
            raise refuse(
                "url-idn",
                f"the host {host!r} has the label {label!r}, which is not valid punycode",
                where,
                "copy the address from the site itself",
            )
    return host


def _decodes(label: str) -> bool:
    try:
        return label.startswith("xn--") and label.encode("ascii").decode("idna") != label
    except UnicodeError:
        return False


def _check_forwarding(host: str, where: str) -> None:
    labels = host.split(".")
    parents = {".".join(labels[at:]) for at in range(len(labels))}
    for names, what in (
        (SHORTENERS, "a link shortener or forwarder"),
        (DYNAMIC_CODES, "a service of changeable codes"),
    ):
        if not parents.isdisjoint(names):
            raise refuse(
                "url-shortener",
                f"the host {host!r} belongs to {what}, which sees who opens it and can point it elsewhere",
                where,
                "open it, and write the address it leads to",
            )


def _check_trackers(tail: str, where: str) -> None:
    for piece in re.split(r"[?&;#/]", unquote(tail)):
        key, equals, _ = piece.partition("=")
        if equals and _TRACKER.fullmatch(key):
            raise refuse(
                "url-tracker",
                f"the address has the tracking key {key!r}",
                where,
                f"leave out {piece} and see that the page still opens",
            )
