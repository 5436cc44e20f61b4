import { plural } from '../../../core/quantities.js';
import type { WalkTexts } from './texts.js';

/** The walks of calls, in English. */
export const walkInEnglish: WalkTexts = {
  heading: (shown, calls, first) => {
    const since = first ? 'from the worker’s start to this look' : 'since the look before';
    return shown === calls
      ? `Step by step: ${plural(calls, 'call')} of get(), set() and remove() ${since}`
      : `Step by step: the last ${shown} of ${calls.toLocaleString('en-GB')} calls of get(), set() and remove() ${since}`;
  },
  call: (operation, key) => (operation === 'set' ? `key #${key}: set(…)` : `key #${key}: ${operation}()`),
  home: (slot) => `home slot ${slot}`,
  previous: 'Previous step',
  next: 'Next step',
  controls: 'Steps of the walk',
  scan: 'The entry is stored. set() now looks for stale entries in some more slots:',
  more: (count) => `${plural(count, 'further step')} not listed.`,
  step: {
    look: (slot, entry, key) => {
      if (entry === 'empty') return `Look at slot ${slot}: empty.`;
      if (entry === 'stale') return `Look at slot ${slot}: stale, key #${key} was collected.`;
      return `Look at slot ${slot}: key #${key}${entry === 'strong' ? ', held strongly' : ''}.`;
    },
    expunge: (slot, key) => `Expunge slot ${slot}, the entry of key #${key}.`,
    store: (slot, key) => `Store key #${key} in slot ${slot}.`,
    overwrite: (slot, key) => `Give the entry of key #${key} in slot ${slot} the new value.`,
    replace: (slot, key, stale) =>
      `Store key #${key} in slot ${slot}, in place of the stale entry of key #${stale}.`,
    move: (from, to, key) =>
      from === to
        ? `Key #${key} stays in slot ${to}.`
        : `Move key #${key} from slot ${from} to slot ${to}, nearer to its home slot.`,
    swap: (from, to, key) => `Key #${key} in slot ${from} and the stale entry in slot ${to} change places.`,
    grow: (from, to) => `Create a table of ${to} slots for the one of ${from}.`,
    copy: (from, to, key) => `Copy key #${key} from slot ${from} to slot ${to} of the new table.`,
  },
};
