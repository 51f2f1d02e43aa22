"""The poster by WeasyPrint, from HTML and CSS, as a tagged PDF/UA-1.

python weasyprint_poster.py FOLDER OUT.pdf
"""

from __future__ import annotations

import base64
import json
import sys
from html import escape
from pathlib import Path
from typing import Any

from symbol_of import svg
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

Runs = list[tuple[str, str, bool]]

FACE = "@font-face{{font-family:'{name}';src:url('{uri}')}}"
"""A family for each cut of the font: WeasyPrint takes weights in hundreds only."""
STYLE = """
@page{size:letter;margin:0}
body{margin:0;font:16pt/1.32 'NotoSans-450-100';font-variant-numeric:tabular-nums;color:INK}
h1,h2,p,ul{margin:0;padding:0} ul{list-style:none} a{color:inherit;text-decoration:none} img{display:block}
h1,h2,b{font-weight:400} h1,h2,.number,.number b,.other b{font-family:'NotoSans-850-100'}
b,.kicker,.safety,.call,.other,.action{font-family:'NotoSans-650-100'} .to{font-family:'NotoSans-650-87.5'} .caution{font-family:'NotoSans-450-87.5'}
.hero,.body,.band,.foot{position:absolute;left:0;width:612pt}

.hero{top:0;height:262pt;background-color:FIELD}
.kicker{position:absolute;left:40pt;top:27pt;letter-spacing:.008em;color:SIGNAL}
h1{position:absolute;left:40pt;top:46pt;width:400pt;font-size:61pt;line-height:62.2pt;letter-spacing:-.008em;color:PAPER}

.body{top:275pt;height:276pt} .body>*{margin-left:40pt;width:532pt}
.lead{font-size:16.4pt} h2{font-size:18.5pt;color:FIELD;margin-top:4pt}
ul{position:relative;height:142pt} li{position:absolute;width:224pt;padding-left:25pt}

.band{top:551pt;height:207pt;background:SIGNAL;color:BLACK}
.reach{position:absolute;left:40pt;top:13pt;width:374pt} .call{font-size:17.1pt} .ways{width:310pt;line-height:1.28}
.number{font-size:44.9pt;line-height:46pt;letter-spacing:-.004em;padding-left:46pt}
.other{position:absolute;top:165pt} .other a{font-size:19.2pt;margin-right:11pt}
.code{position:absolute;left:439.6pt;top:14pt;width:135pt} .code p{white-space:nowrap}
.code img{background:PAPER;border:11.3pt solid PAPER;width:82.2pt;height:82.2pt}
.to{font-size:8.55pt;margin-top:4pt} .code .caution{font-size:8pt;line-height:9.6pt;width:120pt;white-space:normal}

.foot{top:770pt;left:40pt;font-size:5.34pt;color:QUIET}
"""


def html(runs: Runs) -> str:
    """A text with its links and its strong words."""
    parts = []
    for text, uri, strong in runs:
        part = escape(text)
        part = f"<b>{part}</b>" if strong else part
        parts.append(f'<a href="{escape(uri)}">{part}</a>' if uri else part)
    return "".join(parts)


def data(drawing: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


def drawing(side: int, shapes: list[tuple[str, str]]) -> str:
    """Paths and their colours on a square that may be stretched."""
    paths = "".join(f'<path fill="{colour}" d="{path}"/>' for path, colour in shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" preserveAspectRatio="none">{paths}</svg>'


def decoration(told: dict[str, Any]) -> str:
    """Art and icons as backgrounds, which a screen reader passes over."""
    colours = told["colours"]
    art = data(drawing(1, [(shape["d"], colours[shape["role"]]) for shape in told["art"]]))
    icons = {name: data(drawing(24, [(path, colours["field"])])) for name, path in told["icons"].items()}
    return (
        f".hero{{background-image:url({art});background-size:100% 100%}}"
        f"li{{background:url({icons['question']}) no-repeat 0 2pt/18pt 18pt}}"
        f".number{{background:url({icons['phone']}) no-repeat 2pt 3pt/40pt 40pt}}"
    )


def page(told: dict[str, Any]) -> str:
    """The poster's HTML."""
    places = [(x, 46 * y) for x in (0, 278.8) for y in range(3)]
    items = "".join(f'<li style="left:{x}pt;top:{y}pt">{html(item)}</li>' for (x, y), item in zip(places, told["items"], strict=True))
    ways = "".join(f"<p>{html(way)}</p>" for way in told["ways"])
    label, other = told["others"]
    return f"""<html lang="{told["lang"]}"><head><title>{escape(told["title"])}</title></head><body>
<div class="hero"><p class="kicker">{html(told["kicker"])}</p><h1>{html(told["headline"])}</h1></div>
<div class="body"><p class="lead">{html(told["lead"])}</p><h2>{html(told["asked"])}</h2><ul>{items}</ul>
<p class="safety">{html(told["safety"])}</p></div>
<div class="band"><div class="reach"><p class="call">{html(told["call"])}</p><p class="number">{html(told["number"])}</p>
<div class="ways">{ways}</div><p class="other">{html(other)}{html(label)}</p></div>
<div class="code"><p class="action">{html(told["action"])}</p>
<img alt="{escape(told["alt"])}" src="{data(svg(told["payload"]))}">
<p class="to">{html(told["destination"])}</p><p class="caution">{html(told["caution"])}</p></div></div>
<p class="foot">{html(told["imprint"])}</p></body></html>"""


def main(folder: Path, out: str) -> None:
    told = json.loads((folder / "poster.json").read_text("utf-8"))
    style = STYLE
    for role in ("ink", "field", "signal", "paper", "black", "quiet"):
        style = style.replace(role.upper(), told["colours"][role])
    faces = "".join(FACE.format(name=path.stem, uri=path.as_uri()) for path in (folder / "fonts").iterdir())
    fonts = FontConfiguration()
    sheet = CSS(string=faces + style + decoration(told), font_config=fonts)
    HTML(string=page(told)).write_pdf(out, stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
