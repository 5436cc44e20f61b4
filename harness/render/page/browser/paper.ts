/** Paper shows what is folded on the screen. */
export function openFoldsOnPaper(): void {
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
}
