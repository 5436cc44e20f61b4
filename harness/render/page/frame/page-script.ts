import { hangCurtain } from '../browser/curtain.js';
import { openGlosses } from '../browser/glosses.js';
import { openLanguages } from '../browser/languages.js';
import { openMemory } from '../browser/memory.js';
import { openFoldsOnPaper } from '../browser/paper.js';
import { openPaging } from '../browser/paging.js';
import { openPlaces } from '../browser/places.js';
import { openPlayers } from '../browser/players.js';
import { openSlots } from '../browser/slots.js';
import { openWalks } from '../browser/walks.js';
import { startPage } from '../browser/start-page.js';

/**
 * The page's only script: the source of these functions, which refer to nothing but each other and the browser, by the
 * names that they have here.
 */
export const pageScript: string = [
  '(() => {',
  ...[
    openMemory,
    openPlayers,
    hangCurtain,
    openLanguages,
    openPaging,
    openPlaces,
    openFoldsOnPaper,
    openGlosses,
    openSlots,
    openWalks,
    startPage,
  ].map(String),
  'startPage();',
  '})();',
].join('\n');
