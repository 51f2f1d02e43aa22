"""The poster by Typst, through its Python binding, as a tagged PDF/UA-1.

python typst_poster.py FOLDER OUT.pdf
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst
from symbol_of import svg

SOURCE = """
#let told = json(bytes(sys.inputs.told))
#let colour = told.colours
#let runs(text) = for (words, uri, strong) in text {
  let part = if strong { std.strong(words) } else { words }
  if uri == "" { part } else { link(uri, part) }
}
#let line(text) = par(runs(text))
#let paths(side, shapes) = bytes(
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + str(side) + " " + str(side) + "' preserveAspectRatio='none'>"
  + shapes.map(((path, fill)) => "<path fill='" + fill + "' d='" + path + "'/>").join() + "</svg>")
#let drawn(x, y, width, height, side, shapes) = place(
  dx: x, dy: y, pdf.artifact(image(paths(side, shapes), format: "svg", width: width, height: height, fit: "stretch")))
#let icon(name, x, y, side) = drawn(x, y, side, side, 24, ((told.icons.at(name), colour.field),))
#let at(x, y, body, width: auto, size: 16pt, weight: 450, stretch: 100%, fill: colour.black, pitch: 1.32, tracking: 0em) = place(
  dx: x, dy: y, block(width: width, {
    set text(size: size, weight: weight, stretch: stretch, fill: rgb(fill), tracking: tracking)
    set par(leading: pitch * size - 0.714 * size)
    show strong: set text(weight: calc.max(650, weight))
    body
  }))
#let band(y, height, fill) = place(dy: y, pdf.artifact(rect(width: 612pt, height: height, fill: rgb(fill))))

#set document(title: told.title)
#set page(width: 612pt, height: 792pt, margin: 0pt)
#set text(font: "Noto Sans", lang: told.lang, hyphenate: false, number-width: "tabular", top-edge: "cap-height", bottom-edge: "baseline")
#set strong(delta: 0)
#show heading.where(level: 1): set text(size: 61pt, weight: 850)
#show heading.where(level: 2): set text(size: 18.5pt, weight: 850)

#band(0pt, 262pt, colour.field)
#drawn(0pt, 0pt, 612pt, 262pt, 1, told.art.map(shape => (shape.d, colour.at(shape.role))))
#at(40pt, 32.5pt, line(told.kicker), weight: 650, fill: colour.signal, tracking: 0.008em)
#at(40pt, 59.6pt, heading(level: 1, runs(told.headline)),
  width: 400pt, size: 61pt, fill: colour.paper, pitch: 1.02, tracking: -0.008em)
#at(40pt, 279.6pt, line(told.lead), width: 532pt, size: 16.4pt, fill: colour.ink)
#at(40pt, 329.3pt, heading(level: 2, runs(told.asked)), fill: colour.field)
#let question = image(paths(24, ((told.icons.question, colour.field),)), format: "svg", width: 18pt)
#at(40pt, 356pt, width: 532pt, fill: colour.ink, block(height: 137pt, columns(2, gutter: 25.6pt, list(
  marker: pdf.artifact(move(dy: -4.6pt, question)), body-indent: 6.8pt, spacing: 13.4pt, ..told.items.map(runs)))))
#at(40pt, 497.4pt, line(told.safety), width: 532pt, weight: 650, fill: colour.ink)

#band(551pt, 207pt, colour.signal)
#at(40pt, 566.4pt, line(told.call), size: 17.1pt, weight: 650)
#icon("phone", 42pt, 588pt, 40pt)
#at(85.8pt, 591.7pt, line(told.number), size: 44.9pt, weight: 850, tracking: -0.004em)
#for (number, way) in told.ways.enumerate() { at(40pt, 636pt + 40.2pt * number, line(way), width: 310pt, pitch: 1.28) }
#at(40pt, 725pt, par({ text(19.2pt, weight: 850, runs(told.others.at(1))); h(11pt); runs(told.others.at(0)) }), weight: 650)
#at(439.6pt, 566.4pt, line(told.action), weight: 650)
#place(dx: 439.6pt, dy: 588pt, pdf.artifact(rect(width: 104.9pt, height: 104.9pt, fill: rgb(colour.paper))))
#place(dx: 450.9pt, dy: 599.4pt, image(bytes(sys.inputs.symbol), format: "svg", width: 82.2pt, alt: told.alt))
#at(439.6pt, 697pt, line(told.destination), size: 8.55pt, weight: 650, stretch: 87.5%)
#at(439.6pt, 709.5pt, line(told.caution), width: 120pt, size: 8pt, stretch: 87.5%, pitch: 1.2)
#at(40pt, 772.4pt, line(told.imprint), size: 5.34pt, fill: colour.quiet)
"""


def main(folder: Path, out: str) -> None:
    told = (folder / "poster.json").read_text("utf-8")
    inputs = {"told": told, "symbol": svg(json.loads(told)["payload"])}
    compiler = typst.Compiler(font_paths=[str(folder / "fonts")], ignore_system_fonts=True)
    pdf = compiler.compile(SOURCE.encode(), sys_inputs=inputs, pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    Path(out).write_bytes(pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
