"""Every exit code, every kind of bad input: what is said, and that nothing half-written is left."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.cli import making, terminal
from generator.diagnostics import Diagnostic
from generator.errors import ExitCode, PreflightError

from .conftest import environment, leavings, replace

Outreach = Callable[..., Result]
POSTER = ("make", "poster", "-a", "victims")
PROFILE = """\
name = "Harbour House"

[contacts.night-line]
name = "Night line"
label = "Tonight"
purpose = "For a bed tonight."
jurisdiction = ["US"]
checked-on = "2026-11"
channels = [{ kind = "voice", number = "+1-212-736-5000" }]
source = { title = "Own line", where = "own staff", date = "2026-10" }
"""


@pytest.fixture
def refused(outreach: Outreach) -> Callable[..., str]:
    """Call, see that it fails with a code of exit and leaves no file in the folder output, and return what it says."""

    def call(exit_code: int, *args: str | Path) -> str:
        result = outreach(*args)
        assert (result.exit_code, result.stdout) == (exit_code, ""), result.stderr
        assert not Path("output").exists() or leavings(Path("output")) == []
        assert "Traceback" not in result.stderr
        return result.stderr

    return call


Refused = Callable[..., str]


# One test for each exit code.


def test_0_done(outreach: Outreach) -> None:
    assert outreach(*POSTER).exit_code == 0


def test_1_an_input_is_at_fault(refused: Refused) -> None:
    Path("org.toml").write_text("name = ", "utf-8")
    assert "org.toml: error[not-toml]" in refused(ExitCode.FAILED, *POSTER, "--org", "org.toml")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["make", "poster"], "say whom it speaks to"),
        (["make"], "say what to make"),
        (["mak"], "did you mean 'make'?"),
        (["frobnicate"], "choose one of: make, list, batch, check, init, translate"),
        ([*POSTER, "--them", "light"], "--theme"),
        ([*POSTER, "--copies", "0"], "0 is not between 1 and 100000"),
        ([*POSTER, "--copies", "many"], "'many' is not a valid integer"),
        ([*POSTER, "--format", "docx"], "'docx' is not one of"),
        ([*POSTER, "--format", "png", "--dpi", "nan"], "is not between 10 and 2400"),
        ([*POSTER, "--page", "1"], "--page goes with --format png"),
        ([*POSTER, "--dpi", "300"], "--dpi goes with --format png"),
        ([*POSTER, "--format", "png", "-o", "x.pdf"], "-o ends in .pdf, and --format says png"),
        ([*POSTER, "--single", "--stock", "5371"], "leave out --single or --stock"),
        ([*POSTER, "--json", "-o", "-"], "leave out one"),
        ([*POSTER, "-l", "en", "-l", "es", "--each", "-o", "-"], "let -o name a folder"),
        ([*POSTER, "-l", "en", "-l", "es", "--each", "-o", "x.pdf"], "let -o name a folder, such as x/"),
        (["make", "wallet-card", "-a", "victims", "-o", "card.png"], "let -o name a folder, such as card/"),
    ],
)
def test_2_the_command_line_is_at_fault(refused: Refused, args: list[str], said: str) -> None:
    assert said in refused(ExitCode.USAGE, *args)


def test_3_a_check_of_the_piece_fails(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PreflightError(Diagnostic("code-unreadable", "the code in block 'code' cannot be read"))

    monkeypatch.setattr(making, "press", fail)
    assert "error[code-unreadable]" in refused(ExitCode.PREFLIGHT, *POSTER)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["make", "postr", "-a", "victims"], "error[no-layout]: there is no layout named 'postr'\n  hint: did you mean 'poster'?"),
        (["make", "sizes", "-a", "victims"], "error[no-layout]"),
        (["make", "poster", "-a", "victim"], "error[no-audience]: there is no audience named 'victim'\n  hint: did you mean 'victims'?"),
        ([*POSTER, "-l", "tlh"], "error[no-language]"),
        ([*POSTER, "-l", "en", "-l", "tlh"], "error[no-language]"),
        ([*POSTER, "--size", "a44"], "error[no-size]: there is no size named 'a44'\n  hint: did you mean"),
        ([*POSTER, "--theme", "lite"], "error[no-theme]: there is no theme named 'lite'"),
        (["make", "wallet-card", "-a", "victims", "--stock", "avery-5372"], "did you mean 'avery-5371'?"),
        ([*POSTER, "--org", "nowhere.toml"], "error[no-profile]: there is no profile 'nowhere.toml'"),
        (["check", "nowhere.toml"], "nowhere.toml: error[no-file]"),
    ],
)
def test_4_what_is_named_is_not_there(refused: Refused, args: list[str], said: str) -> None:
    assert said in refused(ExitCode.MISSING, *args)


def test_5_it_cannot_be_written(refused: Refused) -> None:
    assert "nowhere/x.pdf: error[no-folder]: the folder is not there" in refused(ExitCode.CANNOT_WRITE, *POSTER, "-o", "nowhere/x.pdf")


def test_130_interrupted(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert "nothing was left half-written" in refused(ExitCode.INTERRUPTED, *POSTER)


def test_the_codes_that_the_terminal_knows_by_heart_are_those_of_the_house() -> None:
    assert (terminal.INTERRUPTED, terminal.CANNOT_WRITE, terminal.FAILED) == (ExitCode.INTERRUPTED, ExitCode.CANNOT_WRITE, ExitCode.FAILED)


# Bad inputs.


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Harbour House"', 'name = "Harbour House', "error[not-toml]: the file is not valid TOML"),
        ('name = "Harbour House"', 'nme = "Harbour House"', "org.toml: nme: error[unknown-key]: unknown key 'nme'\n  hint: did you mean 'name'?"),
        ('name = "Harbour House"', "name = 7", "org.toml: name: error[wrong-value]: expected a text, got a whole number (7)"),
        ('name = "Harbour House"', 'name = " "', "org.toml: name: error[empty-name]"),
        ('name = "Harbour House"', f'name = "{"x" * 121}"', "error[name-length]: the name has 121 characters; the limit is 120"),
        ('name = "Harbour House"\n', "", "the key 'name' is missing"),
        ("+1-212-736-5000", "+1-212-736-500", "org.toml: contacts.night-line.channels.[1].number: error[phone-length]"),
        ("+1-212-736-5000", "+1-888-373-7888", "error[duplicate-number]: the voice number 1-888-373-7888 stands in 'national-hotline' already"),
        ('kind = "voice"', 'kind = "voise"', "did you mean 'voice'?"),
        ("label = ", "labl = ", "unknown key 'labl'"),
        ('"2026-10"', '"October"', "'October' is not a date"),
        ('name = "Harbour House"', 'name = "Harbour House"\nwebsite = "https://bit.ly/x"', "error[url-shortener]"),
        ('name = "Harbour House"', 'name = "Harbour House"\nlogo = "gone.svg"', "there is no file 'gone.svg' beside the profile"),
        ('name = "Harbour House"', 'name = "Harbour House"\nshow = "below"', "org.toml: show"),
    ],
)
def test_a_profile_that_is_at_fault(outreach: Outreach, old: str, new: str, said: str) -> None:
    Path("org.toml").write_text(PROFILE, "utf-8")
    replace(Path("org.toml"), old, new)
    result = outreach(*POSTER, "--org", "org.toml", "--size", "tabloid")
    assert result.exit_code in (1, 4)
    assert said in result.stderr
    assert leavings(Path()) == ["org.toml"]


def test_all_the_faults_of_a_file_are_told_at_once(refused: Refused) -> None:
    Path("org.toml").write_text(PROFILE.replace("+1-212-736-5000", "12").replace('"2026-10"', '"soon"').replace('"US"', '"UK"'), "utf-8")
    said = refused(1, *POSTER, "--org", "org.toml")
    assert said.count("error[") == 3


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("logo.svg", b"<svg", "svg"),
        ("logo.svg", b"", "picture-empty"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(40), ""),
        ("logo.gif", b"GIF89a" + bytes(40), "picture-format"),
        ("logo.pdf", b"%PDF-1.7", "picture-format"),
    ],
)
def test_a_logo_that_cannot_be_read(outreach: Outreach, name: str, content: bytes, code: str) -> None:
    Path(name).write_bytes(content)
    Path("org.toml").write_text(f'logo = "{name}"\n{PROFILE}', "utf-8")
    result = outreach(*POSTER, "--org", "org.toml", "--size", "tabloid")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{name}: ")
    assert f"error[{code}" in result.stderr
    assert leavings(Path()) == sorted([name, "org.toml"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[kicker]\ntext = "Call {national-hotlin}"', "kicker.text: error[no-field]: unknown field {national-hotlin}\n  hint: did you mean"),
        ('[kicker]\ntext = "Call {national-hotline"', "error[lone-brace]"),
        ('[kicker]\ntext = "For {organisation}"', "error[no-field]: unknown field {organisation}"),
        ('[kicker]\ntxt = "Hello"', "kicker.txt: error[unknown-key]: unknown key 'txt'\n  hint: did you mean 'text'?"),
        (f'[headline]\ntext = "{"Could you leave if you wanted to? " * 40}"', "error[copyfit-floor]"),
        ('[resources]\nprimary = "nothing"', "error[no-resource]: there is no resource named 'nothing'"),
        ('[kicker]\ntext = "\U00013000"', "error["),
    ],
)
def test_words_that_are_at_fault(refused: Refused, campaign: Path, text: str, said: str) -> None:
    (campaign / "assets/content/victims.toml").write_text(text + "\n", "utf-8")
    assert said in refused(1, *POSTER)


def test_words_that_name_a_contact_that_is_not_there(refused: Refused, campaign: Path) -> None:
    (campaign / "assets/content/victims.toml").write_text('[contacts]\nprimary = "nobody"\n', "utf-8")
    assert "victims.toml: contacts: error[no-contact]: there is no contact named 'nobody'" in refused(4, *POSTER)


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ("layout = ", 1, "outreach.toml: error[not-toml]"),
        ('theem = "light"', 1, "outreach.toml: theem: error[unknown-key]: unknown key 'theem'\n  hint: did you mean 'theme'?"),
        ("lang = 3", 1, "outreach.toml: lang: error[wrong-value]"),
        ('lang = "tlh"', 4, "outreach.toml: lang: error[no-language]"),
        ('org = "gone.toml"', 4, "outreach.toml: org: error[no-profile]"),
        ('theme = "lite"', 4, "outreach.toml: theme: error[no-theme]"),
        ('size = "3.5x2"', 4, 'for one layout only, write size = { poster = "…" }'),
        ('theme = "discreet"', 1, "outreach.toml: theme: error[impossible]"),
        ('stock = "avery-5371"', 4, "outreach.toml: stock: error[no-size]"),
    ],
)
def test_a_campaign_file_that_is_at_fault(refused: Refused, campaign: Path, told: str, code: int, said: str) -> None:
    (campaign / "outreach.toml").write_text(told + "\n", "utf-8")
    assert said in refused(code, *POSTER)


def test_a_layout_of_ones_own_that_is_at_fault(refused: Refused, campaign: Path) -> None:
    replace(campaign / "layouts/my-poster.toml", "[blocks.signs]", "[blocks.signs]\nstile = 'body'")
    assert "did you mean 'style'?" in refused(1, "make", "my-poster", "-a", "victims")


def test_a_card_on_a_sheet_size_is_told_of_stocks(refused: Refused) -> None:
    said = refused(4, "make", "wallet-card", "-a", "victims", "--size", "a4")
    assert "hint: a4 is the sheet that cards come on; say which with --stock a4-cut-85x55 or --stock avery-l7414" in said


def test_a_piece_that_there_is_none_of_says_why(refused: Refused) -> None:
    assert "error[impossible]" in refused(1, *POSTER, "--theme", "discreet")


def test_a_page_that_is_not_there(refused: Refused) -> None:
    assert "there is no page 9; the piece has 1" in refused(1, *POSTER, "--format", "png", "--page", "9")


def test_one_language_that_fails_does_not_keep_the_others_from_being_made(outreach: Outreach, campaign: Path) -> None:
    replace(campaign / "assets/content/victims.toml", 'text = "Your work, your life"', 'text = "Here in Fresno"')
    result = outreach("make", "poster", "-a", "victims", "-l", "es", "-l", "en", "--each", "--size", "tabloid")
    assert (result.exit_code, result.stdout) == (1, "output/poster-victims-en-tabloid.pdf\n")
    assert "error[no-translation]" in result.stderr


def test_data_that_is_not_there(refused: Refused, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OUTREACH_DATA", str(tmp_path / "nowhere"))
    assert "error[no-data]" in refused(4, *POSTER)


# Writing.


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "error[disk-full]: the disk is full\n  hint: make room on it, or name another place with -o"),
        (errno.EDQUOT, "error[disk-full]: your share of the disk is used up"),
        (errno.EROFS, "error[read-only]: the disk can only be read\n  hint: name another place with -o"),
        (errno.EACCES, "error[read-only]: you may not write there"),
        (errno.ENAMETOOLONG, "error[long-name]"),
        (errno.EIO, "error[cannot-write]: it cannot be written: "),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_disk_that_refuses(refused: Refused, monkeypatch: pytest.MonkeyPatch, step: str, number: int, said: str) -> None:
    real = os.open

    def fail(*args: object, **more: object) -> int:
        if step == "open" and not str(args[0]).endswith(".part"):
            return real(*args, **more)  # type: ignore[arg-type]
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    assert f"output/poster-victims-en-letter.pdf: {said}" in refused(5, *POSTER)


def test_a_full_disk_in_the_middle_of_writing_leaves_the_old_file(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.pdf").write_text("old")
    real = os.fdopen

    class Full:
        def __init__(self, descriptor: int) -> None:
            self.file = real(descriptor, "wb")

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", lambda descriptor, mode: Full(descriptor))
    result = outreach(*POSTER, "-o", "mine.pdf")
    assert (result.exit_code, leavings(Path()), Path("mine.pdf").read_text()) == (5, ["mine.pdf"], "old")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("file/x.pdf", "error[no-folder]: a part of the path is a file, where a folder is needed"),
        ("file/", "error[no-folder]: a part of the path is a file"),
        ("no/such/", "no/such: error[no-folder]: the folder is not there\n  hint: make the folder first, or name another place with -o"),
        ("/proc/x.pdf", "error["),
        ("n" * 300 + ".pdf", "error[long-name]"),
    ],
)
def test_a_place_that_cannot_be_written_to(outreach: Outreach, told: str, said: str) -> None:
    Path("file").write_text("keep me")
    result = outreach(*POSTER, "-o", told)
    assert (result.exit_code, result.stdout, leavings(Path())) == (5, "", ["file"])
    assert said in result.stderr


def test_a_file_where_the_output_folder_should_be(outreach: Outreach) -> None:
    Path("output").write_text("keep me")
    result = outreach(*POSTER)
    assert (result.exit_code, Path("output").read_text()) == (5, "keep me")
    assert "output: error[no-folder]: there is a file of that name" in result.stderr


def test_a_folder_where_the_file_should_be(outreach: Outreach) -> None:
    Path("output/poster-victims-en-letter.pdf").mkdir(parents=True)
    result = outreach(*POSTER)
    assert (result.exit_code, leavings(Path("output"))) == (5, [])
    assert "error[is-folder]: there is a folder of that name" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_is_read_only(refused: Refused) -> None:
    Path("output").mkdir(mode=0o555)
    assert "error[read-only]" in refused(5, *POSTER)


# A process of its own.


def _run(*args: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "generator", *args], stderr=subprocess.PIPE, text=True, env=environment(), check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
@pytest.mark.parametrize("args", [[*POSTER, "-o", "-"], ["list", "hotlines"], ["list", "sizes", "--json"], [*POSTER, "-o", "/dev/full"]])
def test_standard_output_that_is_full(args: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = _run(*args, stdout=full)
    assert done.returncode == 5
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("args", [[*POSTER, "-o", "-"], ["list", "hotlines"]])
def test_a_reader_that_has_gone_is_no_reason_to_complain(args: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _run(*args, stdout=writing)
    os.close(writing)
    assert done.returncode == 5
    assert "rror" not in done.stderr.replace("1 copy on 1 sheet; paper: Letter\n", "")


def test_a_device_is_written_to_and_stays_one() -> None:
    assert _run(*POSTER, "-o", os.devnull, stdout=subprocess.PIPE).returncode == 0
    assert Path(os.devnull).is_char_device()


def test_an_interrupt_from_the_keyboard_stops_at_once() -> None:
    code = (
        "import os, signal\nfrom generator.cli import main, making\n"
        "making.press = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "main(['make', 'poster', '-a', 'victims'], prog_name='outreach')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr
    assert signal.SIGINT.name not in done.stderr


# Bugs.


def test_a_bug_says_that_it_is_one(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("kerning")

    monkeypatch.setattr(making, "press", broken)
    result = outreach(*POSTER)
    assert result.exit_code == 1
    assert "error[bug]: the program itself failed (KeyError: 'kerning'); this is not your mistake" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("args", [["-v", "make", "poster", "-a", "nobody"], ["make", "poster", "-a", "nobody", "-v"]])
def test_verbose_shows_where_it_came_from(outreach: Outreach, args: list[str]) -> None:
    result = outreach(*args)
    assert result.exit_code == 4
    assert "Traceback" in result.stderr
    assert "error[no-audience]" in result.stderr
