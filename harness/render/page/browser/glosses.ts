/** Escape closes the explanation of a term; a click on the term opens it in browsers that focus no clicked button. */
export function openGlosses(): void {
  addEventListener('keydown', ({ key }) => {
    const { activeElement } = document;
    if (key === 'Escape' && activeElement instanceof HTMLElement && activeElement.closest('.term') !== null)
      activeElement.blur();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element) target.closest<HTMLElement>('.term button')?.focus();
  });
}
