/** The players of step-by-step tables. */
export interface Players {
  /** Goes back to the first step. */
  readonly reset: (within: ParentNode) => void;
}

/**
 * Lets each table be played: one look at a time by buttons or arrow keys, or all of them one after the other. What
 * happened from look to look is said in a live region. Of several variants one is shown, at the same step.
 */
export function openPlayers(): Players {
  const pauseMs = 1800;
  const playing = new Map<Element, ReturnType<typeof setInterval>>();

  const looksOf = (player: Element): HTMLElement[] => [...player.querySelectorAll<HTMLElement>('.look')];
  const stepOf = (player: Element): number =>
    looksOf(player).findIndex((look) => look.classList.contains('now'));

  function go(player: Element, wanted: number): void {
    const looks = looksOf(player);
    const step = Math.max(0, Math.min(wanted, looks.length - 1));
    const now = looks[step];
    player.classList.add('stepping');
    for (const [index, look] of looks.entries()) {
      look.classList.toggle('now', index === step);
      look.classList.toggle('stand-in', String(index) === now?.dataset['sameAs']);
    }
    say(player, now?.dataset['say'] ?? '');
  }

  function showAll(player: Element): void {
    stop(player);
    player.classList.remove('stepping');
    for (const look of looksOf(player)) look.classList.remove('now', 'stand-in');
    say(player, '');
  }

  function say(player: Element, text: string): void {
    const said = player.querySelector('.said');
    if (said !== null) said.textContent = text;
  }

  function play(player: Element): void {
    const last = looksOf(player).length - 1;
    const at = stepOf(player);
    go(player, at === last ? 0 : at + 1);
    const timer = setInterval(() => {
      if (stepOf(player) < last) go(player, stepOf(player) + 1);
      if (stepOf(player) >= last) stop(player);
    }, pauseMs);
    playing.set(player, timer);
    player.classList.add('playing');
  }

  function stop(player: Element): void {
    clearInterval(playing.get(player));
    playing.delete(player);
    player.classList.remove('playing');
  }

  const actions: Readonly<Record<string, (player: Element) => void>> = {
    previous: (player) => go(player, stepOf(player) < 0 ? 0 : stepOf(player) - 1),
    next: (player) => go(player, stepOf(player) + 1),
    first: (player) => go(player, 0),
    last: (player) => go(player, Infinity),
    all: showAll,
  };

  function act(player: Element, action: string): void {
    const wasPlaying = playing.has(player);
    stop(player);
    if (action !== 'play') actions[action]?.(player);
    else if (!wasPlaying) play(player);
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-player]') : null;
    const player = button?.closest('.player');
    if (button && player) act(player, button.dataset['player'] ?? '');
  });

  function choose(section: Element, wanted: number): void {
    const variants = [...section.querySelectorAll('.variant')];
    const before = section.querySelector('.variant.chosen .player');
    const after = variants[wanted]?.querySelector('.player');
    for (const [at, variant] of variants.entries()) variant.classList.toggle('chosen', at === wanted);
    for (const button of section.querySelectorAll<HTMLElement>('[data-choose]'))
      button.setAttribute('aria-pressed', String(Number(button.dataset['choose']) === wanted));
    if (!before || !after) return;
    stop(before);
    if (stepOf(before) < 0) showAll(after);
    else go(after, stepOf(before));
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-choose]') : null;
    const section = button?.closest('.variants');
    if (button && section) choose(section, Number(button.dataset['choose']));
  });

  function reset(player: Element): void {
    stop(player);
    go(player, 0);
    say(player, '');
  }

  const keys: Readonly<Record<string, string>> = {
    ArrowLeft: 'previous',
    ArrowRight: 'next',
    Home: 'first',
    End: 'last',
    Escape: 'all',
  };
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const player = target instanceof Element ? target.closest('.player') : null;
    const action = keys[key];
    if (!player || action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (player.querySelector('[data-player]') === null || player.closest('.concealed') !== null) return;
    event.preventDefault();
    act(player, action);
  });

  return { reset: (within) => within.querySelectorAll('.player').forEach(reset) };
}
