/**
 * The keys J and K lead to the next case and the previous one, from the overview to the first; on the page of a check, from
 * finding to finding.
 */
export function openPaging(): void {
  function toCase(isForward: boolean): void {
    const isOverview = document.documentElement.dataset['view'] === 'overview';
    const link = isOverview
      ? '.chapter-list a'
      : `.case.current .neighbours [rel=${isForward ? 'next' : 'prev'}]`;
    if (isForward || !isOverview) document.querySelector<HTMLElement>(link)?.click();
  }

  function toFinding(isForward: boolean): void {
    const findings = [...document.querySelectorAll('.case')];
    const tops = findings.map((element) => Math.round(element.getBoundingClientRect().top));
    const next = isForward ? tops.findIndex((top) => top > 80) : tops.findLastIndex((top) => top < -40);
    findings[next]?.scrollIntoView();
    findings[next]?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  }

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
    const isForward = event.key === 'j';
    if (document.getElementById('cases') === null) toFinding(isForward);
    else toCase(isForward);
  });
}
