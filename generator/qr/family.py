"""Symbols of one version, level and text length, each by exclusive-or from what its bytes add.

Every module of a QR symbol is a sum (modulo 2) of the bits of its text: placing bits, error correction and masks are all
linear (ISO/IEC 18004, 7.5 to 7.8). So a byte's contribution at its place is worked out once, when it first comes, and a
symbol is the exclusive-or of as many whole-symbol integers as the text has bytes. Penalties of the eight masks are
counted on such integers too. The modules and the choice of the mask are those of the `qrcode` package (tests hold the
two to each other), in a fiftieth of its time and without importing it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

MOST_VERSION = 10
"""Larger symbols hold more than any address that may be printed (`links.LONGEST`), and count their bytes in two octets."""

_FORMAT_BITS = {"L": 0b01, "M": 0b00, "Q": 0b11, "H": 0b10}
"""ISO/IEC 18004, table 12."""

# Error correction codewords a block, and the data codewords of each block (ISO/IEC 18004, table 9).
_BLOCKS: dict[str, tuple[tuple[int, tuple[int, ...]], ...]] = {
    "L": (
        (7, (19,)), (10, (34,)), (15, (55,)), (20, (80,)), (26, (108,)), (18, (68,) * 2), (20, (78,) * 2), (24, (97,) * 2),
        (30, (116,) * 2), (18, (68,) * 2 + (69,) * 2),
    ),
    "M": (
        (10, (16,)), (16, (28,)), (26, (44,)), (18, (32,) * 2), (24, (43,) * 2), (16, (27,) * 4), (18, (31,) * 4),
        (22, (38,) * 2 + (39,) * 2), (22, (36,) * 3 + (37,) * 2), (26, (43,) * 4 + (44,)),
    ),
    "Q": (
        (13, (13,)), (22, (22,)), (18, (17,) * 2), (26, (24,) * 2), (18, (15,) * 2 + (16,) * 2), (24, (19,) * 4),
        (18, (14,) * 2 + (15,) * 4), (22, (18,) * 4 + (19,) * 2), (20, (16,) * 4 + (17,) * 4), (24, (19,) * 6 + (20,) * 2),
    ),
    "H": (
        (17, (9,)), (28, (16,)), (22, (13,) * 2), (16, (9,) * 4), (22, (11,) * 2 + (12,) * 2), (28, (15,) * 4),
        (26, (13,) * 4 + (14,)), (26, (14,) * 4 + (15,) * 2), (24, (12,) * 4 + (13,) * 4), (28, (15,) * 6 + (16,) * 2),
    ),
}  # fmt: skip
_ALIGNMENT: tuple[tuple[int, ...], ...] = (
    (), (6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46), (6, 28, 50),
)  # fmt: skip
"""Centres of the alignment patterns, by version (ISO/IEC 18004, annex E)."""


def capacity(version: int, level: str) -> int:
    """Bytes of text that a symbol of a version up to 10 holds: all data but the mode, the count and half an octet."""
    _, blocks = _BLOCKS[level][version - 1]
    return sum(blocks) - (2 if version < 10 else 3)


def least_version(length: int, level: str) -> int | None:
    """The smallest version for so many bytes, or None when it is none of the first ten."""
    return next((version for version in range(1, MOST_VERSION + 1) if capacity(version, level) >= length), None)


def modules(text: bytes, version: int, level: str) -> tuple[str, ...]:
    """The symbol of a text in byte mode, one string of "0" and "1" a row."""
    return _family(version, level, len(text)).symbol(text)


@lru_cache(maxsize=256)
def _family(version: int, level: str, length: int) -> Family:
    return Family(_grid(version, level), length)


class Grid:
    """The fixed patterns of a version and level, and where each bit of the data goes.

    A symbol is an integer: bit y * stride + x is the module at column x of row y, and one bit between the rows stays 0,
    so that no run of modules is taken for one across the end of a row.
    """

    def __init__(self, version: int, level: str) -> None:
        self.version = version
        self.side = side = 17 + 4 * version
        self.stride = side + 1
        self.above = self.stride * (side + 1)
        self.correction, self.blocks = _BLOCKS[level][version - 1]
        self.generator = _generator(self.correction)
        taken, dark = _function_patterns(version)
        self.order = [at for at in _zigzag(side) if at not in taken]
        self.patterns = self._bits(dark)
        # The encoder we are held to weighs its masks before the dark module and the format are drawn.
        self.late = [self._late(level, mask) for mask in range(8)]
        self.masks = [self._bits((x, y) for x, y in self.order if hit(x, y)) for hit in _MASKS]
        self.both_masks = [self.both(mask) for mask in self.masks]
        self.full = self._bits((x, y) for y in range(side) for x in range(side))
        self.both_full = self.both(self.full)
        self.one = (1 << self.above) - 1
        self.corners = self._bits((x, y) for y in range(side - 1) for x in range(side - 1))
        self.places = self._places()

    def _bits(self, places: Iterable[tuple[int, int]]) -> int:
        return sum(1 << y * self.stride + x for x, y in places)

    def both(self, symbol: int) -> int:
        """The symbol, and above it the same with rows and columns exchanged: what is counted along rows is, in both."""
        return symbol | self._turned(symbol) << self.above

    def _turned(self, symbol: int) -> int:
        found = 0
        while symbol:
            low = symbol & -symbol
            y, x = divmod(low.bit_length() - 1, self.stride)
            found |= 1 << x * self.stride + y
            symbol ^= low
        return found

    def _late(self, level: str, mask: int) -> int:
        """The dark module, and the format and version information, of a mask (ISO/IEC 18004, 7.9 and 7.10)."""
        side = self.side
        bits = _checked(_FORMAT_BITS[level] << 3 | mask, 10, 0x537) ^ 0x5412
        around = [*((8, i) for i in range(6)), (8, 7), (8, 8), (7, 8), *((14 - i, 8) for i in range(9, 15))]
        beside = [*((side - 1 - i, 8) for i in range(8)), *((8, side - 15 + i) for i in range(8, 15))]
        places = [where[i] for where in (around, beside) for i in range(15) if bits >> i & 1]
        if self.version >= 7:
            told = _checked(self.version, 12, 0x1F25)
            for i in range(18):
                if told >> i & 1:
                    places += [(side - 11 + i % 3, i // 3), (i // 3, side - 11 + i % 3)]
        return self._bits([*places, (8, side - 8)])

    def _places(self) -> dict[tuple[int, int], list[int]]:
        """By block and codeword: the bit that each of its eight modules is, its highest first; blocks are interleaved (7.6)."""
        count = len(self.blocks)
        stream = [(block, index) for index in range(max(self.blocks)) for block in range(count) if index < self.blocks[block]]
        stream += [(block, self.blocks[block] + index) for index in range(self.correction) for block in range(count)]
        bits = [y * self.stride + x for x, y in self.order]
        return {codeword: bits[8 * at : 8 * at + 8] for at, codeword in enumerate(stream)}

    def codeword(self, block: int, index: int, value: int) -> int:
        """The modules that one data codeword turns, its part in the error correction of its block among them."""
        size = self.blocks[block]
        rest = [0] * (size + self.correction)
        rest[index] = value
        for at in range(index, size):
            if rest[at]:
                for step, factor in enumerate(self.generator):
                    rest[at + 1 + step] ^= _times(rest[at], factor)
        found = 0
        for at, octet in ((index, value), *enumerate(rest[size:], size)):
            for bit, place in enumerate(self.places[block, at]):
                if octet >> (7 - bit) & 1:
                    found ^= 1 << place
        return found


class Family:
    """All texts of one length in a grid; what each byte adds at each place is kept as it is met."""

    def __init__(self, grid: Grid, length: int) -> None:
        self.grid = grid
        total = sum(grid.blocks)
        self.where = [(block, index) for block, size in enumerate(grid.blocks) for index in range(size)]
        counted = 8 if grid.version < 10 else 16
        # Mode and count, the text as nothing but zeros, the terminator, and the pads (ISO/IEC 18004, 7.4).
        frame = (0b0100 << counted | length) << 8 * length + 4
        octets = list(frame.to_bytes(length + 1 + counted // 8, "big"))
        octets += [(0xEC, 0x11)[n % 2] for n in range(total - len(octets))]
        self.skipped = counted // 8
        symbol = grid.patterns
        for at, octet in enumerate(octets):
            if octet:
                symbol ^= grid.codeword(*self.where[at], octet)
        self.base = grid.both(symbol)
        self.tables: list[dict[int, int]] = [{} for _ in range(length)]

    def symbol(self, text: bytes) -> tuple[str, ...]:
        """The modules under the mask of the least penalty."""
        grid = self.grid
        both = self.base
        for place, (table, byte) in enumerate(zip(self.tables, text, strict=True)):
            both ^= table.get(byte) or self._byte(place, byte)
        best, chosen = 1 << 30, 0
        for number, mask in enumerate(grid.both_masks):
            found = _penalty(grid, both ^ mask, best)
            if found < best:
                best, chosen = found, number
        whole = both & grid.one ^ grid.masks[chosen] ^ grid.late[chosen]
        text_of = f"{whole:0{grid.stride * grid.side}b}"[::-1]
        return tuple(text_of[at : at + grid.side] for at in range(0, len(text_of), grid.stride))

    def _byte(self, place: int, byte: int) -> int:
        """What a byte adds; the header of twelve or twenty bits lets it straddle two codewords."""
        first, second = self.where[place + self.skipped], self.where[place + self.skipped + 1]
        added = self.grid.codeword(*first, byte >> 4) ^ self.grid.codeword(*second, (byte & 15) << 4)
        found = self.tables[place][byte] = self.grid.both(added)
        return found


@lru_cache(maxsize=40)
def _grid(version: int, level: str) -> Grid:
    return Grid(version, level)


def _function_patterns(version: int) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Modules (x, y) that hold no data, and those of them that are dark in every symbol (ISO/IEC 18004, 6.3)."""
    side = 17 + 4 * version
    taken: set[tuple[int, int]] = set()
    dark: set[tuple[int, int]] = set()
    for left, top in ((0, 0), (side - 7, 0), (0, side - 7)):
        for x in range(left - 1, left + 8):
            for y in range(top - 1, top + 8):
                if 0 <= x < side and 0 <= y < side:
                    taken.add((x, y))
                    if max(abs(x - left - 3), abs(y - top - 3)) in (0, 1, 3):
                        dark.add((x, y))
    centres = _ALIGNMENT[version - 1]
    for cx in centres:
        for cy in centres:
            if (cx, cy) not in taken:
                for x in range(cx - 2, cx + 3):
                    for y in range(cy - 2, cy + 3):
                        taken.add((x, y))
                        if max(abs(x - cx), abs(y - cy)) != 1:
                            dark.add((x, y))
    for at in range(8, side - 8):
        for place in ((at, 6), (6, at)):
            if place not in taken and at % 2 == 0:
                dark.add(place)
            taken.add(place)
    taken.update((8, at) for at in (*range(9), *range(side - 8, side)))
    taken.update((at, 8) for at in (*range(9), *range(side - 8, side)))
    if version >= 7:
        taken.update(place for i in range(18) for place in ((side - 11 + i % 3, i // 3), (i // 3, side - 11 + i % 3)))
    return taken, dark


def _zigzag(side: int) -> Iterator[tuple[int, int]]:
    """All modules in the order data is placed in: pairs of columns from the right, upwards and downwards in turn (7.7.3)."""
    columns = [*range(side - 1, 6, -2), *range(5, 0, -2)]
    for number, column in enumerate(columns):
        rows = range(side) if number % 2 else range(side - 1, -1, -1)
        for y in rows:
            yield column, y
            yield column - 1, y


_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda x, y: (x + y) % 2 == 0,
    lambda x, y: y % 2 == 0,
    lambda x, y: x % 3 == 0,
    lambda x, y: (x + y) % 3 == 0,
    lambda x, y: (y // 2 + x // 3) % 2 == 0,
    lambda x, y: x * y % 2 + x * y % 3 == 0,
    lambda x, y: (x * y % 2 + x * y % 3) % 2 == 0,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2 == 0,
)
"""ISO/IEC 18004, table 10."""


def _penalty(grid: Grid, both: int, best: int) -> int:
    """How hard a symbol is to read (ISO/IEC 18004, 7.8.3); counting ends when it is no better than the `best`."""
    stride, symbol = grid.stride, both & grid.one
    equal = ~(symbol ^ symbol >> 1) & ~(symbol ^ symbol >> stride) & ~(symbol ^ symbol >> stride + 1) & grid.corners
    total = grid.side * grid.side
    score = 3 * equal.bit_count() + 10 * (abs(20 * symbol.bit_count() - 10 * total) // total)
    return score if score >= best else score + _lines(both, both ^ grid.both_full)


def _lines(dark: int, light: int) -> int:
    """Runs of five and more, and what looks like a finder pattern, along the rows."""
    score = 0
    for same in (dark, light):
        run = same & same >> 1
        run &= run >> 2
        run &= same >> 4
        if run:
            score += run.bit_count() + 2 * (run & ~(run << 1)).bit_count()
    core = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6
    if core:
        quiet = light & light >> 1
        quiet &= quiet >> 2
        score += 40 * ((core & quiet >> 7).bit_count() + (core & quiet << 4).bit_count())
    return score


def _checked(value: int, bits: int, polynomial: int) -> int:
    """A value with the remainder of a BCH code behind it (ISO/IEC 18004, annexes C and D)."""
    rest = value << bits
    while rest.bit_length() > bits:
        rest ^= polynomial << rest.bit_length() - polynomial.bit_length()
    return value << bits | rest


@cache
def _powers() -> tuple[list[int], list[int]]:
    """Powers of two in the field of 256 elements, twice over, and their logarithms (ISO/IEC 18004, annex A)."""
    power, value = [0] * 512, 1
    logarithm = [0] * 256
    for at in range(255):
        power[at] = power[at + 255] = value
        logarithm[value] = at
        value <<= 1
        if value > 255:
            value ^= 0x11D
    return power, logarithm


def _times(a: int, b: int) -> int:
    if not a or not b:
        return 0
    power, logarithm = _powers()
    return power[logarithm[a] + logarithm[b]]


@cache
def _generator(degree: int) -> tuple[int, ...]:
    """The generator polynomial of so many error correction codewords, without its leading one (annex A)."""
    found = [1]
    for at in range(degree):
        root = _powers()[0][at]
        shifted = [*found, 0]
        for index, factor in enumerate(found):
            shifted[index + 1] ^= _times(factor, root)
        found = shifted
    return tuple(found[1:])
