import { verdicts } from '../verdict/verdict.ts'

/** Light or dark by the reader's system; black on white in print. */
export const style = `
:root { color-scheme: light dark; --page: #fff; --text: #1c2024; --soft: #60666d; --line: #d9dde2; --panel: #f5f7f9;
  --match: #2f9e62; --not-final: #8fa3b8; --status-differs: #d6336c; --amount-differs: #e8590c; --not-found: #7048e8;
  --sandbox: #b8860b; --unknown: #5c677d; --error: #212529; --duplicate: #c2255c; --no-amount: #1c7ed6; --skipped: #ced4da; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171a; --text: #e6e9ec; --soft: #9aa3ac; --line: #343a40; --panel: #1d2125; --match: #40c078;
    --not-final: #71869c; --status-differs: #f06595; --amount-differs: #ff922b; --not-found: #9775fa; --sandbox: #fcc419;
    --unknown: #adb5bd; --error: #f1f3f5; --duplicate: #faa2c1; --no-amount: #4dabf7; --skipped: #495057; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; }
p { margin: .25rem 0; }
.soft { color: var(--soft); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1rem; }
figure { margin: 0; padding: 1rem; background: var(--panel); border-radius: .5rem; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
figure svg { width: 100%; height: auto; }
svg text { fill: var(--text); font-size: 13px; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0; }
.legend svg { width: .8rem; height: .8rem; margin-right: .4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { white-space: nowrap; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.long { overflow-wrap: anywhere; min-width: 9rem; }
tbody tr:hover { background: var(--panel); }
.badge { display: inline-block; white-space: nowrap; border-left: .3rem solid; padding-left: .4rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-bottom: .75rem; }
label { display: grid; font-size: .85rem; color: var(--soft); }
select, input { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: .3rem;
  padding: .3rem .5rem; min-width: 10rem; }
${verdicts
  .map((verdict) => `.v-${verdict} { fill: var(--${verdict}); border-color: var(--${verdict}); }`)
  .join('\n')}
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { --page: #fff; --text: #000; --soft: #444; --line: #bbb; --panel: #fff; }
  body { padding: 0; max-width: none; font-size: 10px; }
  form { display: none; }
  .charts { grid-template-columns: 1fr 1fr; }
  figure { border: 1px solid var(--line); break-inside: avoid; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  svg rect, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
