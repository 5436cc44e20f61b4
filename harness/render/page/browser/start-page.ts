import { hangCurtain } from './curtain.js';
import { openLanguages } from './languages.js';
import { openMemory } from './memory.js';
import { openPaging } from './paging.js';
import { openPlayers } from './players.js';

/** Starts all that moves on the page. Runs in the head, so that nothing is seen that the reader wants otherwise. */
export function startPage(): void {
  const root = document.documentElement;
  const memory = openMemory();
  const players = openPlayers();
  const curtain = hangCurtain(memory, players.reset);
  const languages = openLanguages(memory, (page) => {
    players.reset(page);
    curtain.apply();
  });
  openPaging();
  root.classList.add('scripted');
  root.classList.toggle('pending', languages.differs || curtain.isDrawn());
  document.addEventListener('DOMContentLoaded', () => {
    try {
      curtain.apply();
      languages.begin();
    } finally {
      root.classList.remove('pending');
    }
  });
}
