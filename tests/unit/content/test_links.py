"""Web addresses: how they are printed, and what is never printed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.content.links import DYNAMIC_CODES, LONGEST, SHORTENERS, check_url
from generator.errors import InputError


def refusal(url: str, where: str = "") -> InputError:
    with pytest.raises(InputError) as caught:
        check_url(url, where)
    assert len(caught.value.diagnostics) == 1
    assert caught.value.diagnostics[0].hint, "every refusal names a remedy"
    return caught.value


def code_of(url: str) -> str:
    return refusal(url).diagnostics[0].code


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://humantraffickinghotline.org", "humantraffickinghotline.org"),
        ("https://humantraffickinghotline.org/", "humantraffickinghotline.org"),
        ("https://www.dhs.gov/blue-campaign", "dhs.gov/blue-campaign"),
        ("https://www.dhs.gov/blue-campaign/", "dhs.gov/blue-campaign"),
        ("HTTPS://WWW.DHS.GOV/Blue-Campaign", "dhs.gov/Blue-Campaign"),
        ("https://report.cybertip.org", "report.cybertip.org"),
        ("https://www.org/a", "www.org/a"),
        ("https://example.org/a?page=2", "example.org/a?page=2"),
        ("https://example.org/?next=/", "example.org/?next=/"),
        ("https://example.org/a#chat", "example.org/a#chat"),
        ("https://example.org/a%20b", "example.org/a%20b"),
        ("https://example.org?", "example.org"),
        ("https://xn--bcher-kva.example/x", "xn--bcher-kva.example/x"),
        ("https://notbit.ly/a", "notbit.ly/a"),
        ("https://example.org/utm_source", "example.org/utm_source"),
    ],
)
def test_printed_form(url: str, printed: str) -> None:
    assert check_url(url) == printed


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url-scheme"),
        ("example.org", "url-scheme"),
        ("//example.org", "url-scheme"),
        ("http://example.org", "url-scheme"),
        ("ftp://example.org", "url-scheme"),
        ("https:example.org", "url-scheme"),
        ("https:/example.org", "url-scheme"),
        ("javascript:alert(1)", "url-scheme"),
        ("tel:+18883737888", "url-scheme"),
        ("https://user@example.org", "url-userinfo"),
        ("https://dhs.gov@example.org/blue", "url-userinfo"),
        ("https://user:word@example.org", "url-userinfo"),
        ("https://example.org:8443/", "url-port"),
        ("https://example.org:443", "url-port"),
        ("https://example.org:/", "url-port"),
        ("https://example.org:99999/", "url-host"),
        ("https://", "url-host"),
        ("https:///page", "url-host"),
        ("https://localhost/", "url-host"),
        ("https://192.168.1.10/", "url-host"),
        ("https://[::1]/", "url-host"),
        ("https://[::1/", "url-host"),
        ("https://example.org./", "url-host"),
        ("https://-example.org/", "url-host"),
        ("https://exam_ple.org/", "url-host"),
        ("https://example..org/", "url-host"),
        ("https://" + "a" * 64 + ".org/", "url-host"),
        ("https://bücher.example/", "url-idn"),
        ("https://dhs.gоv/", "url-idn"),
        ("https://xn--zzzzzzzzzz99999999.example/", "url-idn"),
        ("https://ab--cd.example/", "url-idn"),
        ("https://example.org/a b", "url-characters"),
        ("https://example.org/a\nb", "url-characters"),
        ("https://example.org\\@evil.org", "url-characters"),
        ("https://example.org/<a>", "url-characters"),
        ("https://example.org/é", "url-characters"),
        (" https://example.org", "url-characters"),
        ("https://example.org/50%", "url-characters"),
        ("https://bit.ly/3abc", "url-shortener"),
        ("https://www.tinyurl.com/abc", "url-shortener"),
        ("https://T.CO/abc", "url-shortener"),
        ("https://us12.list-manage.com/track/click", "url-shortener"),
        ("https://qrco.de/abc", "url-shortener"),
        ("https://example.org/?utm_source=poster", "url-tracker"),
        ("https://example.org/?page=2&UTM_Campaign=x", "url-tracker"),
        ("https://example.org/?%75tm_source=poster", "url-tracker"),
        ("https://example.org/?a=1;fbclid=2", "url-tracker"),
        ("https://example.org/#utm_source=poster", "url-tracker"),
        ("https://example.org/#/page?gclid=1", "url-tracker"),
        ("https://example.org/page&mc_cid=1", "url-tracker"),
        ("https://example.org/page;mc_eid=1", "url-tracker"),
        ("https://example.org/?msclkid=1", "url-tracker"),
        ("https://example.org/?to=https%3A%2F%2Fx.org%2F%3Futm_id%3D1", "url-tracker"),
    ],
)
def test_what_is_never_printed(url: str, code: str) -> None:
    assert code_of(url) == code


@pytest.mark.parametrize("host", sorted(SHORTENERS | DYNAMIC_CODES))
def test_every_forwarding_host_and_its_subdomains(host: str) -> None:
    assert code_of(f"https://{host}/a") == "url-shortener"
    assert code_of(f"https://go.{host}/a") == "url-shortener"


@pytest.mark.parametrize("host", ["bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "ow.ly", "rb.gy", "qr.co"])
def test_the_best_known_shorteners_are_listed(host: str) -> None:
    assert host in SHORTENERS | DYNAMIC_CODES


def test_length_limit() -> None:
    longest = "https://example.org/" + "a" * (LONGEST - len("https://example.org/"))
    assert check_url(longest)
    assert code_of(longest + "a") == "url-length"


def test_the_message_names_place_value_and_remedy() -> None:
    assert str(refusal("https://example.org/?utm_source=poster", "resources.toml: local.url")) == (
        "resources.toml: local.url: error[url-tracker]: the address has the tracking key 'utm_source'\n"
        "  hint: leave out utm_source=poster and see that the page still opens"
    )
    assert "xn--bcher-kva.example" in str(refusal("https://bücher.example/"))


@given(st.text(max_size=60))
def test_any_text_is_passed_or_refused(tail: str) -> None:
    for url in (tail, "https://" + tail, "https://example.org/" + tail):
        try:
            printed = check_url(url)
        except InputError:
            continue
        assert printed.isascii()
        assert " " not in printed


@given(st.from_regex(r"[a-z]{1,10}(\.[a-z]{2,8}){1,3}(/[A-Za-z0-9_-]{1,8}){0,3}/?", fullmatch=True))
def test_what_is_printed_leads_back_to_the_same_page(address: str) -> None:
    try:
        printed = check_url("https://" + address)
    except InputError:
        assume(False)
    assert check_url("https://" + printed) in (printed, printed.removeprefix("www."))
