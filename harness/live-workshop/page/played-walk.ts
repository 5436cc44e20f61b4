import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

const STEP_MS = 700;

/**
 * Goes through the last walk inside an element, one step after the other, whenever the walk is another one. Readers who
 * want no motion get the list of its steps only.
 *
 * @param walk identifies the walk; `null` if none is to be played
 */
export function usePlayedWalk(inside: RefObject<HTMLElement | null>, walk: string | null): void {
  useEffect(() => {
    if (walk === null || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined;
    const timer = setInterval(() => {
      const next = [
        ...(inside.current?.querySelectorAll<HTMLButtonElement>('.walk[open] [data-walk="1"]') ?? []),
      ].at(-1);
      if (next === undefined || next.disabled) clearInterval(timer);
      else next.click();
      // Counts and slots stay in view, also if the list of steps is longer than the window.
      scrollTo(0, 0);
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [walk]);
}
