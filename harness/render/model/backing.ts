import type { Source } from '../../workshop/index.js';

/** What backs a case's statements about Java, as a report shows it. */
export interface Backing {
  /** Rows of the recorded facts; empty if there are none. */
  readonly rows: string;
  readonly documents: readonly BackingDocument[];
}

export interface BackingDocument {
  /** The address without the protocol. The page has no more than that, because it refers to nothing outside. */
  readonly text: string;
  readonly address: string;
}

const PROTOCOL = 'https://';

/** Divides what backs a case into rows of the recorded facts and documents. */
export function backingOf({ backedBy = [] }: Pick<Source, 'backedBy'>): Backing {
  const addresses = backedBy.filter((one) => one.startsWith(PROTOCOL));
  const rows = backedBy.filter((one) => !one.startsWith(PROTOCOL));
  return {
    rows: rows.join(', '),
    documents: addresses.map((address) => ({ text: address.slice(PROTOCOL.length), address })),
  };
}
