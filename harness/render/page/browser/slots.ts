/** Says below a table what is in the slot that is pointed at or touched: its number, its key and the key's home slot. */
export function openSlots(): void {
  function show(event: MouseEvent): void {
    const { target, clientX, clientY } = event;
    const svg = target instanceof Element ? target.closest('.slots > svg') : null;
    const figure = svg?.closest<HTMLElement>('.slots');
    const said = figure?.querySelector('.pointed-at');
    const variants = figure?.closest<HTMLElement>('.variants');
    if (!svg || !figure || !said || !variants) return;
    const { length = '0', columns = '1' } = figure.dataset;
    const { empty = '', entry = '' } = variants.dataset;
    const drawing = svg.querySelector('use')?.getAttribute('href') ?? '';
    const keys = document.getElementById(drawing.slice(1))?.dataset['keys'] ?? '';
    const box = svg.getBoundingClientRect();
    const rows = Math.ceil(Number(length) / Number(columns));
    const column = Math.floor(((clientX - box.left) / box.width) * Number(columns));
    const row = Math.floor(((clientY - box.top) / box.height) * rows);
    const slot = row * Number(columns) + column;
    if (column < 0 || row < 0 || column >= Number(columns) || slot >= Number(length)) return;
    const [, key = '', home = ''] =
      keys
        .split(' ')
        .map((one) => one.split(':'))
        .find(([at]) => at === String(slot)) ?? [];
    const text = key === '' ? empty : entry;
    said.textContent = text.replace('{slot}', String(slot)).replace('{key}', key).replace('{home}', home);
  }

  document.addEventListener('pointermove', show);
  document.addEventListener('click', show);
}
