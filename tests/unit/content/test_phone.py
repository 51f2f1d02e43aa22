"""Numbers in every spelling: read, printed, dialled, and held against their keypad words."""

from __future__ import annotations

from collections.abc import Callable

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.phone import (
    NANP_COUNTRIES,
    PhoneNumber,
    check_display,
    check_words,
    dial_uri,
    display,
    keypad,
    parse_number,
)
from generator.errors import InputError

HOTLINE = PhoneNumber("1", "8883737888")


def code_of(run: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        run()
    assert len(caught.value.diagnostics) == 1
    found = caught.value.diagnostics[0]
    assert found.hint, "every refusal names a remedy"
    return found.code


@pytest.mark.parametrize(
    "spelling",
    [
        "1-888-3737-888",
        "+1 (888) 373-7888",
        "888.373.7888",
        "+1-888-373-7888",
        "888-373-7888",
        "(888) 373 7888",
        "8883737888",
        " 1 888 373 7888 ",
        "+18883737888",
        "888\u2011373\u20117888",
        "888\u00a0373\u00a07888",
        "888\u2013373\u20137888",
    ],
)
def test_spellings_of_one_number_are_equal(spelling: str) -> None:
    assert parse_number(spelling) == HOTLINE


@pytest.mark.parametrize("spelling", ["911", "9-1-1", "988", "711", "145", "88788", "66008", "233733", "233-733", "116 006"])
def test_short_codes_have_no_country(spelling: str) -> None:
    number = parse_number(spelling)
    assert number.is_short
    assert number.e164 == display(number) == "".join(character for character in spelling if character.isdigit())


@pytest.mark.parametrize(
    ("spelling", "country", "national"),
    [
        ("+52-800-5533-000", "52", "8005533000"),
        ("+44 8000 121 700", "44", "8000121700"),
        ("+353 1 800 0000", "353", "18000000"),
        ("+7 495 123 45 67", "7", "4951234567"),
        ("+39 06 1234 5678", "39", "0612345678"),
    ],
)
def test_other_countries(spelling: str, country: str, national: str) -> None:
    assert parse_number(spelling) == PhoneNumber(country, national)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("", "phone-spelling"),
        ("888-373-788", "phone-length"),
        ("888-373-78888", "phone-length"),
        ("2-888-373-7888", "phone-length"),
        ("+1-888-373-788", "phone-length"),
        ("+1-888-373-78888", "phone-length"),
        ("1234", "phone-length"),
        ("23", "phone-length"),
        ("2337337", "phone-length"),
        ("08000 121 700", "phone-length"),
        ("01 800 5533 000", "phone-length"),
        ("088-373-7888", "phone-area"),
        ("188-373-7888", "phone-area"),
        ("888-173-7888", "phone-area"),
        ("+1-888-073-7888", "phone-area"),
        ("+44 (0)8000 121 700", "phone-spelling"),
        ("+44-08000-121-700", "phone-area"),
        ("+0-888-373-7888", "phone-country"),
        ("+44-800012", "phone-length"),
        ("+52-800-5533-000-1234", "phone-length"),
        ("+", "phone-spelling"),
        ("++18883737888", "phone-spelling"),
        ("888+373+7888", "phone-spelling"),
        ("888-373-7888,,1", "phone-spelling"),
        ("888-373-7888 x12", "phone-spelling"),
        ("1-888-KEY-2FRE", "phone-spelling"),
        ("888-373-7888; 911", "phone-spelling"),
        ("٨٨٨٣٧٣٧٨٨٨", "phone-spelling"),
        ("８８８３７３７８８８", "phone-spelling"),
    ],
)
def test_malformed_numbers_are_refused(broken: str, code: str) -> None:
    assert code_of(lambda: parse_number(broken)) == code


def test_a_number_without_country_code_is_not_guessed_outside_north_america() -> None:
    # Ten digits of a Mexican number would otherwise pass for 1-800-553-3000.
    assert parse_number("800 5533 000") == PhoneNumber("1", "8005533000")
    assert code_of(lambda: parse_number("800 5533 000", nanp=False)) == "phone-country"
    assert parse_number("145", nanp=False) == PhoneNumber("", "145")


def test_the_message_names_place_value_limit_and_remedy() -> None:
    with pytest.raises(InputError) as caught:
        parse_number("888-373-788", "my-org.toml: contacts.us.channels.[1].number")
    assert str(caught.value) == (
        "my-org.toml: contacts.us.channels.[1].number: error[phone-length]: the number '888-373-788' has 9 digits; "
        "a North American number has 10 after the 1, a short code 3, 5 or 6\n"
        "  hint: check it against its source; a number of another country begins with + and its country code"
    )


nanp_numbers = st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)


@given(nanp_numbers)
def test_printing_and_reading_is_identity(national: str) -> None:
    number = PhoneNumber("1", national)
    assert parse_number(display(number)) == parse_number(number.e164) == number


@given(
    nanp_numbers,
    st.lists(st.sampled_from([" ", "-", ".", "\u2011", "\u00a0", "/"]), min_size=9, max_size=9),
    st.sampled_from(["", "1", "+1"]),
)
def test_separators_and_prefix_never_change_a_digit(national: str, gaps: list[str], prefix: str) -> None:
    spelling = prefix + national[0] + "".join(gap + digit for gap, digit in zip(gaps, national[1:], strict=True))
    assert parse_number(spelling) == PhoneNumber("1", national)


@given(st.text(max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except InputError:
        return
    assert number.e164.removeprefix("+").isascii()
    assert number.e164.removeprefix("+").isdigit()


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_examples_of_every_country_agree_with_phonenumbers(region: str) -> None:
    for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.TOLL_FREE):
        example = phonenumbers.example_number_for_type(region, kind)
        if example is None:
            continue
        national = phonenumbers.national_significant_number(example)
        if len(national) < 7:  # numbers that short exist in a few countries; they are beyond our limit
            continue
        for style in (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.INTERNATIONAL):
            spelling = phonenumbers.format_number(example, style)
            assert parse_number(spelling) == PhoneNumber(str(example.country_code), national)


def test_the_north_american_countries_are_those_of_phonenumbers() -> None:
    assert set(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1]) == NANP_COUNTRIES


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("+1-888-373-7888", "1-888-373-7888"),
        ("+1-202-693-6999", "1-202-693-6999"),
        ("233733", "233733"),
        ("+52-800-5533-000", "+52 800 5533 000"),
        (PhoneNumber("52", "8005533000"), "+52 8005533000"),
    ],
)
def test_display(number: PhoneNumber | str, printed: str) -> None:
    assert display(number) == printed


@pytest.mark.parametrize(
    ("kind", "number", "uri"),
    [
        ("voice", "+1-888-373-7888", "tel:+18883737888"),
        ("tty", "+1-800-787-3224", "tel:+18007873224"),
        ("voice", "911", "tel:911"),
        ("relay", "711", "tel:711"),
        ("sms", "233733", "sms:233733"),
        ("sms", "+1-800-422-4453", "sms:+18004224453"),
        ("whatsapp", "+52-800-5533-000", "https://wa.me/528005533000"),
    ],
)
def test_dial_uri(kind: str, number: str, uri: str) -> None:
    assert dial_uri(kind, parse_number(number)) == uri


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12))
def test_keypad_agrees_with_phonenumbers(words: str) -> None:
    assert keypad(words) == phonenumbers.convert_alpha_characters_in_number(words)
    assert keypad(words.lower()) == keypad(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("BEFREE", "233733"),
        ("4-A-CHILD", "+1-800-422-4453"),
        ("SAFE", "+1-800-799-7233"),
        ("KEY-2-FREEDOM", "+1-888-539-2373"),
        ("KEY-2-FRE", "+1-888-539-2373"),
        ("the lost", "+1-800-843-5678"),
    ],
)
def test_words_that_spell_the_number(words: str, number: str) -> None:
    check_words(words, parse_number(number))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("BEFREED", "233733"),
        ("BEFORE", "233733"),
        ("4-A-CHILE", "+1-800-422-4454"),
        ("KEY-2-FRIEND", "+1-888-539-2373"),
        ("SAFER", "+1-800-799-7233"),
        ("7233", "+1-800-799-7233"),
        ("SÄFE", "+1-800-799-7233"),
        ("", "233733"),
    ],
)
def test_words_that_do_not_are_refused(words: str, number: str) -> None:
    assert code_of(lambda: check_words(words, parse_number(number))) == "keypad-words"


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        ("800 5533 000", "+52-800-5533-000"),
        ("08000 121 700", "+44-8000-121-700"),
        ("+44 8000 121 700", "+44-8000-121-700"),
        ("888-373-7888", "+1-888-373-7888"),
        ("9-1-1", "911"),
    ],
)
def test_domestic_forms(shown: str, number: str) -> None:
    check_display(shown, parse_number(number))


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        ("01 800 5533 000", "+52-800-5533-000"),
        ("800 5533 001", "+52-800-5533-000"),
        ("8000 121 70", "+44-8000-121-700"),
        ("0-888-373-7888", "+1-888-373-7888"),
        ("800 5533 000 (free)", "+52-800-5533-000"),
        ("0145", "145"),
    ],
)
def test_a_domestic_form_with_other_digits_is_refused(shown: str, number: str) -> None:
    assert code_of(lambda: check_display(shown, parse_number(number))) == "phone-display"
