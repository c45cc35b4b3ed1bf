/** How the page looks, in light and in the dark. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #faf9f6; --card: #fff; --ink: #1c1b19; --soft: #5c5953; --rule: #e3e0d8; --accent: #b3431d; --accent-ink: #fff;
  --succeeded: #1b7a4c; --unchanged: #6aa98b; --failed: #b4262c; --refused-before: #c9666a; --unknown: #9a5b00; --unsent: #51657c;
  --wait: #c9bfa8; --tint: 9%;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141312; --card: #1d1c1a; --ink: #f0ede6; --soft: #aaa59a; --rule: #35322d; --accent: #ff9a6b; --accent-ink: #1c1410;
    --succeeded: #58c48d; --unchanged: #3f7f61; --failed: #ff8781; --refused-before: #b25d59; --unknown: #efb253; --unsent: #9db4cd;
    --wait: #5d5646; --tint: 16%;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 68rem; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1rem, 4vw, 2.5rem) 3rem; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
h1 { font-size: clamp(1.7rem, 5vw, 2.9rem); line-height: 1.12; letter-spacing: -.022em; font-weight: 680; margin: .2rem 0 0; text-wrap: balance; }
h2 { font-size: 1.05rem; letter-spacing: -.005em; font-weight: 650; margin: 0 0 .9rem; }
section { margin-top: 2.75rem; }
p { margin: 0; }
code, td, th[scope=row], b, dd { font-variant-numeric: tabular-nums; }
code { font: .86em ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace; }
.eyebrow { font: 600 .86rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--accent); }
.eyebrow span { color: var(--soft); font-weight: 400; margin-left: .4rem; }
.halted { margin-top: .9rem; padding: .7rem 1rem; border-left: 3px solid var(--unknown); background: color-mix(in srgb, var(--unknown) var(--tint), var(--ground)); border-radius: 0 .4rem .4rem 0; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: .9rem 2.25rem; margin: 1.5rem 0 0; }
.facts dt { color: var(--soft); font-size: .8rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.share { display: block; width: 100%; height: .7rem; border-radius: .35rem; overflow: hidden; background: var(--rule); }
.fates { list-style: none; margin: 1.1rem 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem 1.5rem; }
.fates li { border-top: 3px solid var(--own); padding-top: .6rem; display: flex; flex-direction: column; }
.fates b { font-size: 1.7rem; line-height: 1.15; letter-spacing: -.02em; font-weight: 640; }
.fate { font-weight: 600; color: var(--own); }
.meaning { color: var(--soft); font-size: .85rem; line-height: 1.4; }
.succeeded { --own: var(--succeeded); } .failed { --own: var(--failed); } .unknown { --own: var(--unknown); } .unsent { --own: var(--unsent); }
.unchanged { --own: var(--succeeded); } .refused-before { --own: var(--failed); }
.fates .unchanged, .fates .refused-before { border-top-style: dashed; }
.fill-succeeded { fill: var(--succeeded); } .fill-failed { fill: var(--failed); } .fill-unknown { fill: var(--unknown); } .fill-unsent { fill: var(--unsent); }
.fill-unchanged { fill: var(--unchanged); } .fill-refused-before { fill: var(--refused-before); }
.fill-wait { fill: var(--wait); } .fill-429 { fill: var(--accent); } .fill-fault { fill: none; stroke: var(--failed); stroke-width: 1.8; }
.command { display: flex; gap: .75rem; align-items: center; background: var(--card); border: 1px solid var(--rule); border-radius: .6rem; padding: .6rem .6rem .6rem 1rem; }
.command code { flex: 1; overflow-wrap: anywhere; font-size: .92rem; }
.command code::before { content: "$ "; color: var(--soft); }
button { font: inherit; font-size: .88rem; font-weight: 560; color: var(--ink); background: var(--card); border: 1px solid color-mix(in srgb, var(--ink) 32%, var(--rule)); border-radius: .45rem; padding: .38rem .8rem; cursor: pointer; white-space: nowrap; }
button:hover { border-color: var(--ink); }
button:disabled { color: var(--soft); border-color: var(--rule); cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
figure { margin: 0; }
.plot.scroll { margin: 0; border: 0; background: none; }
.plot svg { display: block; width: 100%; min-width: 34rem; height: auto; overflow: visible; }
.rule { stroke: var(--rule); } .quota { stroke: var(--ink); stroke-width: 1.3; stroke-dasharray: 5 4; }
.tick { fill: var(--soft); font-size: 12px; }
figcaption { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin-top: .5rem; font-size: .85rem; color: var(--soft); }
.unit::before { content: "↑ "; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; list-style: none; margin: 0; padding: 0; }
.key { display: inline-block; width: .7rem; height: .7rem; border-radius: .15rem; background: var(--own); margin-right: .4rem; vertical-align: -.05rem; }
.key.quota { height: 0; border-top: 2px dashed var(--ink); border-radius: 0; width: 1.1rem; vertical-align: .25rem; } .key.wait { --own: var(--wait); }
.key.k429 { clip-path: polygon(50% 0, 100% 100%, 0 100%); --own: var(--accent); border-radius: 0; } .key.fault { background: none; border: 2px solid var(--failed); border-radius: 50%; }
details { margin-top: .8rem; } summary { cursor: pointer; font-size: .88rem; color: var(--soft); width: fit-content; }
.scroll { overflow-x: auto; margin-top: .7rem; border: 1px solid var(--rule); border-radius: .6rem; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th, td { text-align: left; padding: .45rem .8rem; border-bottom: 1px solid var(--rule); vertical-align: top; white-space: nowrap; max-width: 22rem; overflow: hidden; text-overflow: ellipsis; }
tbody tr:last-child > * { border-bottom: 0; } thead th { color: var(--soft); font-weight: 560; } th[scope=row] { font-weight: 500; }
td.why { white-space: normal; min-width: 18rem; overflow-wrap: anywhere; }
details td, details th:not(:first-child) { text-align: right; }
.reasons { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--rule); }
.reasons li { display: grid; grid-template-columns: 6.5rem 1fr auto; gap: .4rem 1.25rem; align-items: start; padding: .95rem 0; border-bottom: 1px solid var(--rule); }
.amount b { font-size: 1.25rem; line-height: 1.2; font-weight: 620; letter-spacing: -.01em; } .amount svg { display: block; width: 100%; height: .3rem; margin-top: .35rem; background: var(--rule); border-radius: .15rem; }
.message { overflow-wrap: anywhere; }
.where { display: flex; flex-wrap: wrap; gap: .25rem .7rem; align-items: center; margin-top: .35rem; font-size: .85rem; color: var(--soft); overflow-wrap: anywhere; }
.badge { font-size: .78rem; font-weight: 600; color: var(--own); background: color-mix(in srgb, var(--own) var(--tint), var(--card)); border-radius: .3rem; padding: .05rem .45rem; }
.filters { display: flex; flex-wrap: wrap; gap: .7rem 1rem; align-items: end; }
.filters label { display: flex; flex-direction: column; gap: .2rem; font-size: .85rem; color: var(--soft); min-width: 0; }
select, input { font: inherit; font-size: .92rem; color: var(--ink); background: var(--card); border: 1px solid color-mix(in srgb, var(--ink) 45%, var(--rule)); border-radius: .45rem; padding: .38rem .6rem; max-width: min(24rem, 82vw); height: 2.3rem; }
.filters button { height: 2.3rem; margin-left: auto; }
#found { margin-top: .8rem; font-size: .88rem; color: var(--soft); }
.note { font-size: .88rem; color: var(--soft); margin-top: .3rem; }
nav { display: flex; gap: .9rem; align-items: center; margin-top: .8rem; font-size: .88rem; color: var(--soft); } nav[hidden], section[hidden], [hidden] { display: none; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .85rem; }
@media (max-width: 40rem) { .reasons li { grid-template-columns: 4.5rem 1fr; } .reasons .show { grid-column: 2; justify-self: start; } .filters button { margin-left: 0; } .fates { grid-template-columns: 1fr 1fr; } }
@media print { .show, .filters, nav, .command button { display: none; } section { break-inside: avoid; } }
`;
