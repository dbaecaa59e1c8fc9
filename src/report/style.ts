/** The style sheet of the report: dark and light, from a telephone to a wide screen, no font or picture fetched. */
export const style: string = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --raised: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #dfdcd5;
  --good: #1a6b3c; --even: #80570a; --bad: #b3261e;
  --figure-fit: #c2410c; --figure-data: #2f6db3; --figure-negative: #b8326b; --figure-muted: #6b7280;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --raised: #1c2026; --ink: #e8e6e3; --soft: #a3abb5; --line: #343a42;
    --good: #6fcf97; --even: #e5b454; --bad: #ff8a80;
    --figure-fit: #ff9457; --figure-data: #74aef0; --figure-negative: #f07fb0; --figure-muted: #8b939e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 78rem; margin: 0 auto; padding: clamp(1rem, 3vw, 3rem); }
h1 { margin: 0 0 .25rem; font-size: clamp(1.5rem, 1.1rem + 1.6vw, 2.25rem); line-height: 1.2; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; letter-spacing: -.01em; }
p { margin: 0 0 1rem; max-width: 46rem; overflow-wrap: anywhere; }
.model { color: var(--soft); }
.verdict { border-left: .3rem solid var(--grade); padding: .2rem 0 .2rem 1rem; margin: 1.5rem 0; font-size: clamp(1.1rem, 1rem + .5vw, 1.35rem); line-height: 1.4; }
.good { --grade: var(--good); } .even { --grade: var(--even); } .bad { --grade: var(--bad); }
.grade { color: var(--grade); font-weight: 600; }
.soft, figcaption { color: var(--soft); font-size: .875rem; line-height: 1.45; }
pre span { display: inline-block; max-width: 100%; }
pre { margin: 1rem 0; padding: .75rem 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.scroll { overflow-x: auto; margin-bottom: 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .9rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; overflow-wrap: anywhere; min-width: 7rem; }
thead th { color: var(--soft); font-weight: 500; font-size: .875rem; vertical-align: bottom; white-space: normal; }
tbody th { font-weight: 400; }
tbody tr.ours th, tr.ours td { font-weight: 600; }
.figures { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); align-items: start; }
figure { margin: 0; }
figure h3 { margin: 0 0 .5rem; font-size: 1rem; }
figure svg { width: 100%; max-width: 35rem; height: auto; }
figcaption { margin-top: .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 0; overflow-wrap: anywhere; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
details summary { cursor: pointer; margin: .75rem 0; color: var(--soft); }
ul { margin: 0; padding-left: 1.2rem; max-width: 46rem; overflow-wrap: anywhere; }
@media (max-width: 30rem) { th, td { padding: .35rem .4rem; font-size: .875rem; } th:first-child, td:first-child { min-width: 5rem; } }
@media print { main { max-width: none; padding: 0; } figure { break-inside: avoid; } }
`;
