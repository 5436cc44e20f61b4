/** On the page of a check, the keys J and K lead from finding to finding. */
export function openPaging(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
    // Cases are shown one at a time.
    if (document.getElementById('cases') !== null) return;
    const findings = [...document.querySelectorAll('.case')];
    const tops = findings.map((element) => Math.round(element.getBoundingClientRect().top));
    const next =
      event.key === 'j' ? tops.findIndex((top) => top > 80) : tops.findLastIndex((top) => top < -40);
    findings[next]?.scrollIntoView();
    findings[next]?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  });
}
