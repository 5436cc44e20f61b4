import type { Memory } from './memory.js';

/** The teacher's switch. */
export interface Curtain {
  /** Whether anything is hidden. */
  readonly isDrawn: () => boolean;
  /** Brings what is hidden into line with the switch. */
  readonly apply: () => void;
}

/**
 * Hides what was observed until it is revealed, per case and all at once. What is remembered is whether all is hidden,
 * and which cases are excepted, so that a case that comes new to the report is hidden like the others.
 *
 * @param hidden called with a case's element when its observations have just been hidden
 */
export function hangCurtain(memory: Memory, hidden: (element: Element) => void): Curtain {
  let all = false;
  let excepted = new Set<string>();
  const parts = (memory.recall('hidden') ?? '').split(' ');
  if (parts[0] === 'all' || parts[0] === 'some') {
    all = parts[0] === 'all';
    excepted = new Set(parts.slice(1));
  }

  const isHidden = (id: string): boolean => all !== excepted.has(id);

  function apply(): void {
    const elements = [...document.querySelectorAll<HTMLElement>('[data-case]')];
    let any = false;
    for (const element of elements) {
      const conceal = isHidden(element.dataset['case'] ?? '');
      if (conceal && !element.classList.contains('concealed')) hidden(element);
      element.classList.toggle('concealed', conceal);
      any ||= conceal;
    }
    document.documentElement.classList.toggle('conceals-some', any);
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-curtain]') : null;
    const id = button?.dataset['curtain'];
    if (id === undefined) return;
    if (id === '') {
      all = !document.documentElement.classList.contains('conceals-some');
      excepted = new Set();
    } else if (!excepted.delete(id)) excepted.add(id);
    memory.keep('hidden', [all ? 'all' : 'some', ...excepted].join(' '));
    apply();
  });

  return { isDrawn: () => all || excepted.size > 0, apply };
}
