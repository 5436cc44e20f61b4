import type { Memory } from './memory.js';

/** The page's languages. */
export interface Languages {
  /** Shows the page in the reader's language; to be called once the document is complete. */
  readonly begin: () => void;
  /** Whether another language than that of the document is wanted. */
  readonly differs: boolean;
}

/**
 * Lets the reader choose a language: the one that was chosen before, else the browser's. The other languages' pages lie
 * in templates; a page that was shown once keeps its state.
 *
 * @param shown called after a page has been put in place
 */
export function openLanguages(memory: Memory, shown: (page: HTMLElement) => void): Languages {
  const root = document.documentElement;
  const pages = new Map<string, { title: string; nodes: Node[] }>();
  const wanted = memory.recall('language') ?? nearestTo(navigator.language);

  /** The page's language that shares its first part with the given one: `zh-CN` for `zh-TW`. */
  function nearestTo(language: string): string {
    const first = (tag: string | undefined): string | undefined => tag?.split('-')[0];
    // Its pages have not been read yet when this runs.
    const all = root.dataset['languages']?.split(' ') ?? [];
    return all.find((one) => first(one) === first(language)) ?? root.lang;
  }

  function show(language: string): void {
    const page = document.getElementById('page');
    if (page === null || language === root.lang) return;
    const next = pages.get(language) ?? unpack(language);
    if (next === null) return;
    pages.set(root.lang, { title: document.title, nodes: [...page.childNodes] });
    const place = placeOnPage();
    page.replaceChildren(...next.nodes);
    page.lang = language;
    root.lang = language;
    document.title = next.title;
    shown(page);
    returnTo(place);
  }

  function unpack(language: string): { title: string; nodes: Node[] } | null {
    const template = document.getElementById(`page-${language}`);
    if (!(template instanceof HTMLTemplateElement)) return null;
    return { title: template.title, nodes: [...document.importNode(template.content, true).childNodes] };
  }

  function placeOnPage(): { id: string; top: number } | null {
    const visible = [...document.querySelectorAll('.case, #overview')].filter(
      (element) => element.getClientRects().length > 0,
    );
    const places = visible.map(({ id }) => ({ id, top: topOf(id) }));
    return places.findLast(({ top }) => top < innerHeight / 2) ?? null;
  }

  function topOf(id: string): number {
    return document.getElementById(id)?.getBoundingClientRect().top ?? 0;
  }

  function returnTo(place: { id: string; top: number } | null): void {
    if (place !== null) scrollBy({ top: topOf(place.id) - place.top, behavior: 'instant' });
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-language]') : null;
    const language = button?.dataset['language'];
    if (language === undefined) return;
    show(language);
    memory.keep('language', language);
    document.querySelector<HTMLElement>(`[data-language="${language}"]`)?.focus({ preventScroll: true });
  });

  return {
    differs: wanted !== root.lang,
    begin: () => show(wanted),
  };
}
