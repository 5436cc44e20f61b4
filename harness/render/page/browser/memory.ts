/** What the page remembers from one visit to the next. */
export interface Memory {
  readonly recall: (name: string) => string | null;
  readonly keep: (name: string, value: string) => void;
}

/** The browser's memory of this page; one that forgets where the browser allows none. */
export function openMemory(): Memory {
  return {
    recall: (name) => {
      try {
        return localStorage.getItem(`heapwitness.${name}`);
      } catch {
        return null;
      }
    },
    keep: (name, value) => {
      try {
        localStorage.setItem(`heapwitness.${name}`, value);
      } catch {
        // The choice then lasts as long as the page.
      }
    },
  };
}
