"""PNG and JPEG logos: every kind of pixel to sRGB on white, and every kind of bad file refused."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from generator.errors import GeneratorError, InputError, MissingError
from generator.picture.logo import load_logo
from generator.picture.raster import MAX_BYTES, MAX_PIXELS, RasterLogo, check_resolution, load_raster
from generator.picture.values import VectorLogo

Pixel = tuple[int, int, int]

WHITE, BLACK, RED, BLUE = (255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 0, 255)


def pixels(logo: RasterLogo) -> list[Pixel]:
    width, height = logo.pixels
    assert len(logo.rgb) == width * height * 3
    return list(zip(logo.rgb[::3], logo.rgb[1::3], logo.rgb[2::3], strict=True))


@pytest.fixture
def load(tmp_path: Path) -> Callable[[bytes], RasterLogo]:
    def loaded(data: bytes) -> RasterLogo:
        file = tmp_path / "logo"
        file.write_bytes(data)
        return load_raster(file)

    return loaded


Load = Callable[[bytes], RasterLogo]


@pytest.fixture
def refused(load: Load) -> Callable[[bytes], str]:
    def code(data: bytes) -> str:
        with pytest.raises(InputError) as fault:
            load(data)
        (diagnostic,) = fault.value.diagnostics
        assert diagnostic.where.endswith("logo")
        assert diagnostic.hint
        return diagnostic.code

    return code


Refused = Callable[[bytes], str]


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *extra: bytes) -> bytes:
    """A PNG by hand; `rows` are samples of each row behind a filter byte 0."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (chunk(b"IHDR", header), *extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def picture(mode: str = "RGB", size: tuple[int, int] = (4, 2)) -> Image.Image:
    """Red, with blue in the top left pixel."""
    image = Image.new("RGB", size, RED)
    image.putpixel((0, 0), BLUE)
    return image.convert(mode)


# --- what is read


def test_rgb(load: Load) -> None:
    logo = load(saved(picture()))
    assert logo.pixels == (4, 2)
    assert logo.aspect == 2
    assert not logo.has_alpha
    assert pixels(logo) == [BLUE, *[RED] * 7]


def test_equal_pictures_have_equal_digests(load: Load) -> None:
    plain, squeezed = saved(picture(), compress_level=0), saved(picture(), compress_level=9)
    assert plain != squeezed
    assert load(plain) == load(squeezed)
    assert load(saved(picture(size=(2, 4)))).digest != load(plain).digest


@pytest.mark.parametrize("mode", ["RGBA", "P", "RGB"])
def test_modes_that_hold_these_colours(mode: str, load: Load) -> None:
    logo = load(saved(picture(mode)))
    assert pixels(logo) == [BLUE, *[RED] * 7]
    assert not logo.has_alpha


def test_grey_and_black_and_white(load: Load) -> None:
    grey = Image.new("L", (2, 1))
    grey.putdata([0, 100])
    assert pixels(load(saved(grey))) == [BLACK, (100, 100, 100)]
    assert pixels(load(png(2, 1, 1, 0, b"\0\x40"))) == [BLACK, WHITE]
    assert pixels(load(png(2, 1, 4, 0, b"\0\x0f"))) == [BLACK, WHITE]


def test_sixteen_bits(load: Load) -> None:
    assert pixels(load(png(2, 1, 16, 0, b"\0\x00\xff\x80\x01"))) == [BLACK, (128, 128, 128)]
    assert pixels(load(png(1, 1, 16, 2, b"\0\xff\xff\x80\x01\x00\x00"))) == [(255, 128, 0)]
    grey_alpha = load(png(2, 1, 16, 4, b"\0\x00\x00\xff\xff\x00\x00\x00\x00"))
    assert pixels(grey_alpha) == [BLACK, WHITE]
    assert grey_alpha.has_alpha
    assert pixels(load(png(1, 1, 16, 6, b"\0\xff\xff\x00\x00\x00\x00\xff\xff"))) == [RED]


def test_transparency_is_laid_on_white(load: Load) -> None:
    image = Image.new("RGBA", (3, 1))
    image.putdata([(255, 0, 0, 255), (0, 0, 0, 0), (0, 0, 0, 128)])
    logo = load(saved(image))
    assert pixels(logo) == [RED, WHITE, (127, 127, 127)]
    assert logo.has_alpha
    grey = Image.new("LA", (2, 1))
    grey.putdata([(0, 255), (0, 0)])
    assert pixels(load(saved(grey))) == [BLACK, WHITE]


@pytest.mark.parametrize(
    ("depth", "colour", "rows", "key", "expected"),
    [
        (1, 0, b"\0\x40", b"\0\0", [WHITE, WHITE]),
        (2, 0, b"\0\x40", b"\0\1", [WHITE, BLACK]),
        (4, 0, b"\0\x0f", b"\0\0", [WHITE, WHITE]),
        (4, 0, b"\0\x60", b"\0\6", [WHITE, BLACK]),
        (8, 0, b"\0\x07\x00", b"\0\7", [WHITE, BLACK]),
        (8, 2, b"\0\x01\x02\x03\xff\x00\x00", b"\0\1\0\2\0\3", [WHITE, RED]),
    ],
)
def test_one_colour_may_be_transparent(depth: int, colour: int, rows: bytes, key: bytes, expected: list[Pixel], load: Load) -> None:
    logo = load(png(2, 1, depth, colour, rows, chunk(b"tRNS", key)))
    assert pixels(logo) == expected
    assert logo.has_alpha


def test_a_palette_may_be_transparent(load: Load) -> None:
    palette, alphas = chunk(b"PLTE", bytes([*RED, *BLUE])), chunk(b"tRNS", b"\x00\xff")
    assert pixels(load(png(2, 1, 8, 3, b"\0\0\1", palette, alphas))) == [WHITE, BLUE]
    assert pixels(load(png(2, 1, 8, 3, b"\0\0\1", palette, chunk(b"tRNS", b"\x80")))) == [(255, 127, 127), BLUE]


def test_jpeg(load: Load) -> None:
    for mode, quality in (("RGB", 95), ("L", 95)):
        logo = load(saved(Image.new(mode, (16, 16), 200 if mode == "L" else (200, 200, 200)), "JPEG", quality=quality))
        assert logo.pixels == (16, 16)
        assert pixels(logo)[0] == pytest.approx((200, 200, 200), abs=1)
    progressive = load(saved(Image.new("RGB", (40, 30), RED), "JPEG", progressive=True, quality=95))
    assert pixels(progressive)[0] == pytest.approx(RED, abs=3)


def test_cmyk_jpeg_is_not_inverted(load: Load) -> None:
    logo = load(saved(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=95))
    assert pixels(logo)[0] == pytest.approx(RED, abs=4)
    blank = load(saved(Image.new("CMYK", (16, 16), (0, 0, 0, 0)), "JPEG", quality=95))
    assert set(pixels(blank)) == {WHITE}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(orientation: int, load: Load) -> None:
    upright = Image.new("RGB", (48, 32), WHITE)
    ImageDraw.Draw(upright).rectangle((0, 0, 15, 15), fill=BLUE)
    # What a camera stores, which its tag undoes.
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    for kind, options in (("JPEG", {"quality": 95}), ("PNG", {})):
        logo = load(saved(stored, kind, exif=exif, **options))
        assert logo.pixels == (48, 32)
        assert pixels(logo)[0] == pytest.approx(BLUE, abs=6)
        assert pixels(logo)[-1] == pytest.approx(WHITE, abs=6)


def test_exif_that_cannot_be_read_is_not_guessed_at(refused: Refused) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(picture(size=(16, 16)), "JPEG", exif=exif.tobytes()[:14])
    assert refused(data) == "raster-broken"


def swapped_profile() -> bytes:
    """sRGB with the primaries of red and green exchanged: nobody can overlook whether it was heeded."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = {bytes(profile[place : place + 4]): place for place in range(132, 132 + 12 * profile[131], 12)}
    red, green = at[b"rXYZ"], at[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def test_an_embedded_profile_is_heeded(load: Load) -> None:
    for mode, found in (("RGB", (0, 255, 0)), ("P", (0, 255, 0)), ("RGBA", (0, 255, 0))):
        logo = load(saved(picture(mode), icc_profile=swapped_profile()))
        assert pixels(logo)[1] == pytest.approx(found, abs=2)
    assert set(pixels(load(saved(Image.new("RGB", (9, 9), WHITE), icc_profile=swapped_profile())))) == {WHITE}


def test_the_srgb_profile_changes_nothing(load: Load) -> None:
    ramp = Image.new("RGB", (256, 1))
    ramp.putdata([(value, 255 - value, value // 2) for value in range(256)])
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found, plain = pixels(load(saved(ramp, icc_profile=srgb))), pixels(load(saved(ramp)))
    assert all(abs(a - b) <= 1 for one, other in zip(found, plain, strict=True) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 200, swapped_profile()[:300]])
def test_a_profile_that_is_no_use_is_passed_over(profile: bytes, load: Load) -> None:
    assert pixels(load(saved(picture(), icc_profile=profile))) == [BLUE, *[RED] * 7]


def test_a_profile_for_other_pixels_is_passed_over(load: Load) -> None:
    assert pixels(load(saved(Image.new("L", (1, 1), 90), icc_profile=swapped_profile()))) == [(90, 90, 90)]


# --- what is refused


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        load_raster(tmp_path / "none.png")


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP", "PDF", "ICO"])
def test_other_formats(kind: str, refused: Refused) -> None:
    assert refused(saved(picture(size=(32, 32)), kind)) == "picture-format"


def test_a_name_does_not_make_a_format(tmp_path: Path) -> None:
    file = tmp_path / "logo.jpg"
    file.write_bytes(saved(picture()))
    assert load_raster(file).pixels == (4, 2)
    file.write_bytes(saved(picture(), "GIF"))
    with pytest.raises(InputError, match="this is a GIF file, where PNG or JPEG is needed"):
        load_raster(file)


def noise(kind: str) -> bytes:
    return saved(Image.frombytes("RGB", (64, 64), bytes((n * n * 7 + n // 64) % 256 for n in range(64 * 64 * 3))), kind)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_truncated_files(kind: str, part: float, refused: Refused) -> None:
    data = noise(kind)
    assert refused(data[: int(len(data) * part)]) == ("picture-format" if len(data) * part < 8 else "raster-broken")


def test_damaged_png_data(refused: Refused) -> None:
    data = bytearray(noise("PNG"))
    data[len(data) // 2] ^= 0x10
    assert refused(bytes(data)) == "raster-broken"
    assert refused(noise("PNG")[:-12]) == "raster-broken"


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (MAX_PIXELS // 5000 + 1, 5000), (2**31 - 1, 1)])
def test_bombs_are_refused_before_they_are_decoded(width: int, height: int, refused: Refused) -> None:
    assert refused(png(width, height, 8, 2, b"\0" * 9)) == "raster-too-many-pixels"


def test_a_jpeg_bomb(refused: Refused) -> None:
    data = bytearray(saved(picture(size=(16, 16)), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    assert refused(bytes(data)) == "raster-too-many-pixels"


def test_a_bomb_in_a_text_chunk(refused: Refused) -> None:
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 80_000_000, 9))
    assert refused(png(1, 1, 8, 0, b"\0\0", text)) == "raster-broken"


def test_animation(refused: Refused) -> None:
    frames = [picture(), picture().transpose(Image.Transpose.ROTATE_180)]
    assert refused(saved(frames[0], save_all=True, append_images=frames[1:])) == "raster-animated"


def test_a_colour_key_of_sixteen_bits(refused: Refused) -> None:
    assert refused(png(1, 1, 16, 0, b"\0\0\7", chunk(b"tRNS", b"\0\7"))) == "raster-colour-key"


def test_large_files(refused: Refused) -> None:
    assert refused(saved(picture()).ljust(MAX_BYTES + 1)) == "picture-too-large"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(load: Load, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        logo = load(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    except GeneratorError:
        return
    assert len(pixels(logo)) == logo.pixels[0] * logo.pixels[1]


EXIF = Image.Exif()
EXIF[0x0112] = 6
SEEDS = [
    saved(picture(), "JPEG", exif=EXIF, icc_profile=swapped_profile()),
    saved(picture("CMYK"), "JPEG"),
    saved(picture("P"), icc_profile=swapped_profile()),
    saved(picture("RGBA"), exif=EXIF),
    png(2, 1, 4, 0, b"\0\x60", chunk(b"tRNS", b"\0\6")),
]


# --- resolution


@pytest.mark.parametrize(("width", "height"), [(72, 36), (108, 54), (10, 5)])
def test_enough_pixels(width: float, height: float) -> None:
    check_resolution((300, 150), width, height)


def test_too_few_pixels_and_both_cures() -> None:
    with pytest.raises(InputError) as fault:
        check_resolution((300, 150), 144, 72, "my-org.toml: logo")
    (diagnostic,) = fault.value.diagnostics
    assert diagnostic.code == "raster-resolution"
    assert diagnostic.where == "my-org.toml: logo"
    assert "150 dpi at 2in × 1in (50.8mm × 25.4mm)" in diagnostic.message
    assert "200 dpi" in diagnostic.message
    assert "at least 400 × 200 pixels" in diagnostic.hint
    assert "no larger than 1.5in × 0.75in (38.1mm × 19mm)" in diagnostic.hint
    check_resolution((400, 200), 144, 72)


@given(st.integers(20, 3000), st.integers(20, 3000), st.floats(30, 3000), st.floats(30, 3000))
def test_what_is_offered_passes(across: int, down: int, width: float, height: float) -> None:
    try:
        check_resolution((across, down), width, height)
    except InputError as fault:
        hint = fault.diagnostics[0].hint
        words = hint.replace("in", "").split()
        needed = (int(words[words.index("least") + 1]), int(words[words.index("least") + 3]))
        check_resolution(needed, width, height)
        largest = [float(words[words.index("than") + step]) * 72 for step in (1, 3)]
        if all(largest):
            check_resolution((across, down), largest[0], largest[1])


# --- whichever kind


def test_logos_are_told_apart_by_content(tmp_path: Path) -> None:
    file = tmp_path / "logo.jpg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h1v1z"/></svg>', "utf-8")
    assert isinstance(load_logo(file), VectorLogo)
    file.write_bytes(saved(picture()))
    assert isinstance(load_logo(file), RasterLogo)
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError, match="picture-format"):
        load_logo(file)
    with pytest.raises(MissingError):
        load_logo(tmp_path / "none.svg")


@pytest.mark.parametrize(("size", "good"), [((60, 3), True), ((3, 60), True), ((61, 3), False), ((3, 61), False)])
def test_proportions(size: tuple[int, int], good: bool, tmp_path: Path) -> None:
    raster, vector = tmp_path / "a", tmp_path / "b"
    raster.write_bytes(saved(picture(size=size)))
    box = f"0 0 {size[0]} {size[1]}"
    vector.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="M0 0h1v1z"/></svg>', "utf-8")
    for file in (raster, vector):
        if good:
            assert load_logo(file).aspect == size[0] / size[1]
        else:
            with pytest.raises(InputError, match=r"logo-proportions.*20 times is the limit"):
                load_logo(file)


def test_pillow_is_not_loaded_for_a_drawing() -> None:
    code = "import sys, generator.picture.logo, generator.picture.art; sys.exit(any(name.split('.')[0] == 'PIL' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
