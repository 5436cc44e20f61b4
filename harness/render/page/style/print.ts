/** On paper: light, nothing cut in two, the addresses of cases left out. */
export const printStyle: string = `
@media print {
  :root {
    --paper: #fff; --raised: #f4f4f4; --ink: #000; --muted: #444; --rule: #ccc;
    --key: #1f55c4; --value: #a85a00; --value-fill: #e2901f; --stale: #b3202a; --good: #17703f; --warn: #8a5a00;
  }
  @page { margin: 14mm; }
  html { font-size: 10.5pt; }
  .wide { max-width: none; padding: 0; }
  .skip, .back, .contents, .neighbours { display: none; }
  .chapter { break-before: page; padding-top: 0; }
  .case { break-before: page; }
  .chapter-title + .case { break-before: auto; padding-top: 1.2rem; }
  .case + .case { border-top: 0; margin-top: 0; }
  figure, tr, .look, .column > table, .trouble, .path li { break-inside: avoid; }
  h2, h3, h4, h5, caption { break-after: avoid; }
  .columns { grid-template-columns: repeat(auto-fit, minmax(8cm, 1fr)); gap: 1rem 1.5rem; }
  .scrolling { overflow: visible; }
  .looks, .witnesses { font-size: 0.7rem; }
}
`;
