/** What is shown: the overview, or one case. */
export interface Places {
  /** Shows what the address names, and goes there. */
  readonly go: () => void;
  /** Shows what the address names, in the page's language, without moving. */
  readonly apply: () => void;
}

/**
 * Shows the overview, or the one case that the address names: `#case-<id>`. Paper, and a browser without scripts, show
 * all of them.
 */
export function openPlaces(): Places {
  const root = document.documentElement;
  root.dataset['view'] = 'overview';

  function named(): HTMLElement | null {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  }

  function apply(): void {
    const shown = named()?.closest('#cases .case') ?? null;
    root.dataset['view'] = shown === null ? 'overview' : 'case';
    for (const element of document.querySelectorAll('#cases .case, .chapter'))
      element.classList.toggle('current', shown !== null && element.contains(shown));
    for (const link of document.querySelectorAll('.contents a')) {
      const isCurrent = shown !== null && link.getAttribute('href') === `#${shown.id}`;
      if (isCurrent) {
        link.setAttribute('aria-current', 'page');
        showInList(link);
      } else link.removeAttribute('aria-current');
    }
  }

  /** Scrolls the list of cases, not the page, so that a link of it is in its middle. */
  function showInList(link: Element): void {
    const list = link.closest('.contents');
    if (list === null) return;
    const [row, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollTop += row.top - frame.top - (frame.height - row.height) / 2;
  }

  function go(): void {
    apply();
    const target = named();
    if (target === null || target.classList.contains('case')) scrollTo({ top: 0, behavior: 'instant' });
    else target.scrollIntoView();
    target?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  }

  addEventListener('hashchange', go);
  // The address keeps naming what is shown.
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('.skip') === null) return;
    event.preventDefault();
    document.querySelector<HTMLElement>('main')?.focus();
  });
  return { go, apply };
}
