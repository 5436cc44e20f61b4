import { hangCurtain } from './curtain.js';
import { openGlosses } from './glosses.js';
import { openLanguages } from './languages.js';
import { openMemory } from './memory.js';
import { openFoldsOnPaper } from './paper.js';
import { openPaging } from './paging.js';
import { openPlaces } from './places.js';
import { openPlayers } from './players.js';
import { openSlots } from './slots.js';
import { openWalks } from './walks.js';

/** Starts all that moves on the page. Runs in the head, so that nothing is seen that the reader wants otherwise. */
export function startPage(): void {
  const root = document.documentElement;
  const memory = openMemory();
  const players = openPlayers();
  const curtain = hangCurtain(memory, players.reset);
  const places = openPlaces();
  const languages = openLanguages(memory, (page) => {
    players.reset(page);
    curtain.apply();
    places.apply();
  });
  openPaging();
  openFoldsOnPaper();
  openGlosses();
  openSlots();
  openWalks();
  root.classList.add('scripted');
  root.classList.toggle('pending', languages.differs || curtain.isDrawn() || location.hash !== '');
  document.addEventListener('DOMContentLoaded', () => {
    try {
      players.reset(document);
      curtain.apply();
      languages.begin();
      places.go();
    } finally {
      root.classList.remove('pending');
    }
  });
}
