"""How the index looks on screen, in the dark and printed; the colours are those of the light theme (layouts/themes)."""

from __future__ import annotations

STYLE = """\
:root { --paper: #fff; --ink: #16202e; --quiet: #454f5d; --field: #12305a; --rule: #c4ccd6; --tint: #f1f4f8; --note: #8a3b00; --link: #12305a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #10161f; --ink: #edf1f6; --quiet: #b6c0cc; --field: #ffc53d; --rule: #3a4656; --tint: #1a2330; --note: #ffb27a; --link: #a9cbff; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 66rem; padding: 0 clamp(1rem, 4vw, 3rem) 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; font-variant-numeric: lining-nums tabular-nums; }
header { border-top: .8rem solid var(--field); padding-top: 2rem; margin-bottom: 2.5rem; }
h1, h2, h3 { line-height: 1.12; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(2.2rem, 6vw, 3.6rem); font-weight: 800; letter-spacing: -.015em; }
h2 { font-size: 1.5rem; font-weight: 800; margin: 3rem 0 1rem; padding-top: .8rem; border-top: 3px solid var(--field); }
h3 { font-size: 1.15rem; font-weight: 700; }
p { margin: .3rem 0; }
.kicker { color: var(--quiet); font-weight: 600; margin: 0 0 .5rem; }
.lead { font-size: 1.2rem; max-width: 42rem; color: var(--quiet); margin-top: .8rem; }
dl { margin: .8rem 0 0; }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin-top: 1.6rem; }
.facts dd { font-size: 1.15rem; font-weight: 700; }
.first { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(21rem, 100%), 1fr)); gap: 2rem 3rem; align-items: start; }
.first h2 { margin-top: 0; }
.first section + section { margin-bottom: 1rem; }
ol, ul { padding-left: 1.3rem; margin: .4rem 0; }
ol li { padding-left: .3rem; margin-bottom: .6rem; }
ol li::marker { color: var(--field); font-weight: 800; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding-bottom: .6rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem 1.2rem .55rem 0; border-top: 1px solid var(--rule); font-weight: 400; }
thead th { border-top: 0; color: var(--quiet); font-size: .875rem; padding: 0 1.2rem .4rem 0; white-space: nowrap; }
tbody th { font-weight: 600; }
.count { text-align: right; padding-right: 0; }
td.count { font-weight: 700; }
small { font-size: .875rem; color: var(--quiet); font-weight: 400; }
.number { font-weight: 700; white-space: nowrap; }
.items { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(27rem, 100%), 1fr)); gap: 2.2rem 3rem; }
article { display: grid; grid-template-columns: 9.5rem 1fr; gap: 1.3rem; align-items: start; }
.shown { display: grid; gap: .6rem; }
img { display: block; width: 100%; height: auto; border: 1px solid var(--rule); background: #fff; }
.own { display: block; color: var(--quiet); font-size: 1rem; font-weight: 400; margin-top: .2rem; }
article dl > div { display: grid; grid-template-columns: 5.9rem 1fr; gap: .4rem; margin-bottom: .15rem; }
article dt { padding-top: .1rem; }
.noted, .warnings { color: var(--note); font-weight: 600; }
.file, .files, details { margin-top: .7rem; overflow-wrap: anywhere; }
a { color: var(--link); font-weight: 600; text-underline-offset: .18em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--field); outline-offset: 3px; }
summary { cursor: pointer; font-weight: 600; }
.absent { border-left: .5rem solid var(--note); padding-left: 1.2rem; margin-top: 3rem; }
.absent h2 { border-top: 0; padding-top: 0; margin-top: 0; }
@media (max-width: 34rem) { article { grid-template-columns: 6.5rem 1fr; gap: 1rem; } article dl > div { grid-template-columns: 1fr; gap: 0; } }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #333; --field: #12305a; --rule: #999; --note: #000; --link: #000; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  header { padding-top: 1rem; margin-bottom: 1.5rem; }
  h2 { margin-top: 1.6rem; break-after: avoid; }
  .first { grid-template-columns: 1fr 1fr; }
  .items { grid-template-columns: 1fr 1fr; gap: 1.4rem 2rem; }
  article { break-inside: avoid; grid-template-columns: 8rem 1fr; }
  article dl > div { display: block; }
  article dt, article dd { display: inline; font-size: inherit; }
  article dt::after { content: ": "; }
  tr, .absent li { break-inside: avoid; }
}
"""
