import { installPinned } from '../support/install-pinned.js';

const BENCH = new URL('../../../bench/', import.meta.url);

/** Installs the pinned peers into `bench/`, unless they are there. */
export function installPeers(): void {
  installPinned(BENCH, 'heap-snapshot-toolkit', 'the peers that bench/package.json pins');
}
