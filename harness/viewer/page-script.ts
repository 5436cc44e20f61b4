/** The page's only script: paper shows what is folded, and J and K lead from case to case. */
export const pageScript: string = `
const folded = new Set();
addEventListener('beforeprint', () => {
  for (const element of document.querySelectorAll('details:not([open])')) { folded.add(element); element.open = true; }
});
addEventListener('afterprint', () => {
  for (const element of folded) element.open = false;
  folded.clear();
});
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
  const cases = [...document.querySelectorAll('.case')];
  const tops = cases.map((element) => Math.round(element.getBoundingClientRect().top));
  const next = event.key === 'j' ? tops.findIndex((top) => top > 40) : tops.findLastIndex((top) => top < -40);
  const target = cases[next];
  if (!target) return;
  target.scrollIntoView();
  target.querySelector('h3').focus({ preventScroll: true });
});
`;
