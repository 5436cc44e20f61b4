/** Paper shows what is folded on the screen, and the keys J and K lead from case to case. */
export function openPaging(): void {
  const folded = new Set<HTMLDetailsElement>();
  addEventListener('beforeprint', () => {
    for (const element of document.querySelectorAll<HTMLDetailsElement>('details:not([open])')) {
      folded.add(element);
      element.open = true;
    }
  });
  addEventListener('afterprint', () => {
    for (const element of folded) element.open = false;
    folded.clear();
  });
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
    const cases = [...document.querySelectorAll('.case')];
    const tops = cases.map((element) => Math.round(element.getBoundingClientRect().top));
    const next =
      event.key === 'j' ? tops.findIndex((top) => top > 80) : tops.findLastIndex((top) => top < -40);
    cases[next]?.scrollIntoView();
    cases[next]?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  });
}
