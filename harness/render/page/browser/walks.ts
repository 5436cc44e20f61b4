/**
 * Draws the walk of a call, step by step: the slots of the table, those that the walk has looked at with what it saw,
 * and the one where it is. Slots that it has not looked at yet are grey: only that they are filled is known.
 */
export function openWalks(): void {
  const svgSpace = (): string => document.querySelector('svg')?.namespaceURI ?? '';
  const [width, height, gap] = [60, 44, 6];

  interface Cell {
    key: string;
    state: string;
  }

  interface Table {
    length: number;
    cells: Map<number, Cell>;
  }

  function tableBefore(walk: HTMLElement): Table {
    const [length = '0', ...entries] = (walk.dataset['before'] ?? '').split(' ');
    const cells = new Map<number, Cell>();
    for (const [slot = '', key = ''] of entries.map((entry) => entry.split(':')))
      cells.set(Number(slot), { key, state: 'filled' });
    return { length: Number(length), cells };
  }

  /** Applies a step; returns the slots that it concerns, the one where the walk is last. */
  function apply(table: Table, step: string): number[] {
    const [kind = '', ...words] = step.split(' ');
    const [first = '', second = '', third = ''] = words;
    const [one, other] = [Number(first), Number(second)];
    const { cells } = table;
    if (kind === 'look') {
      if (second !== 'empty') cells.set(one, { key: third, state: second });
      return [one];
    }
    if (kind === 'expunge') cells.delete(one);
    if (kind === 'store' || kind === 'overwrite' || kind === 'replace')
      cells.set(one, { key: second, state: 'live' });
    if (kind === 'swap') cells.set(one, cells.get(other) ?? { key: '', state: 'stale' });
    if (kind === 'move') cells.delete(one);
    if (kind === 'swap' || kind === 'move' || kind === 'copy') {
      cells.set(other, { key: third, state: 'live' });
      return kind === 'copy' ? [other] : [one, other];
    }
    if (kind !== 'grow') return [one];
    table.cells = new Map();
    table.length = other;
    return [];
  }

  function element(
    parent: Element,
    name: string,
    attributes: Readonly<Record<string, string | number>>,
  ): Element {
    const made = document.createElementNS(svgSpace(), name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    parent.append(made);
    return made;
  }

  function draw(walk: HTMLElement): void {
    const picture = walk.querySelector('.walk-picture');
    if (picture === null) return;
    const steps = [...walk.querySelectorAll<HTMLElement>('[data-step]')];
    const at = Number(walk.dataset['at'] ?? -1);
    const table = tableBefore(walk);
    let here: number[] = [];
    for (const step of steps.slice(0, at + 1)) here = apply(table, step.dataset['step'] ?? '');
    for (const [index, step] of steps.entries()) {
      if (index === at) step.setAttribute('aria-current', 'step');
      else step.removeAttribute('aria-current');
    }
    const columns = table.length <= 16 ? 8 : 16;
    const rows = Math.ceil(table.length / columns);
    const home = Number(walk.dataset['home']);
    const svg = document.createElementNS(svgSpace(), 'svg');
    svg.setAttribute('viewBox', `0 0 ${columns * (width + gap)} ${rows * (height + gap)}`);
    svg.setAttribute('class', `walk-grid of-${columns}`);
    for (let slot = 0; slot < table.length; slot++) {
      const cell = table.cells.get(slot);
      const states = [
        cell?.state ?? 'empty',
        here.at(-1) === slot ? 'here' : here.includes(slot) ? 'left' : '',
        slot === home && at < 0 ? 'home' : '',
      ];
      const group = element(svg, 'g', {
        class: states.join(' '),
        transform: `translate(${(slot % columns) * (width + gap) + gap / 2} ${Math.floor(slot / columns) * (height + gap) + gap / 2})`,
      });
      element(group, 'rect', { width, height, rx: 3 });
      element(group, 'text', { x: 4, y: 11, class: 'number' }).textContent = String(slot);
      element(group, 'text', { x: width / 2, y: 31, class: 'key' }).textContent = cell?.key ?? '';
    }
    picture.replaceChildren(svg);
    walk.querySelector<HTMLElement>('[data-walk="-1"]')?.toggleAttribute('disabled', at < 0);
    walk.querySelector<HTMLElement>('[data-walk="1"]')?.toggleAttribute('disabled', at === steps.length - 1);
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-walk]') : null;
    const walk = button?.closest<HTMLElement>('.walk');
    if (!button || !walk) return;
    const last = walk.querySelectorAll('[data-step]').length - 1;
    const wanted = Number(walk.dataset['at'] ?? -1) + Number(button.dataset['walk']);
    walk.dataset['at'] = String(Math.max(-1, Math.min(wanted, last)));
    draw(walk);
    walk.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  });

  // The event does not bubble. Nothing is drawn before it can be seen.
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return;
      const walks = target.matches('.walk')
        ? [target]
        : [...target.querySelectorAll<HTMLElement>('.walk[open]')];
      for (const walk of walks) draw(walk);
    },
    { capture: true },
  );
}
