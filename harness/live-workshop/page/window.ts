/** One of the two kinds of windows. */
export type Role = 'driver' | 'projector';

/** What this window knows about itself: its address has the token, and its id survives a reload. */
export interface PageWindow {
  readonly role: Role;
  readonly id: string;
  /** Returns an address of the server, with the token. */
  readonly address: (path: string, more?: Readonly<Record<string, string>>) => string;
}

/** Reads the address of this window. */
export function thisWindow(): PageWindow {
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const address: PageWindow['address'] = (path, more = {}) =>
    `${path}?${new URLSearchParams({ token, ...more }).toString()}`;
  return { role: location.pathname === '/projector' ? 'projector' : 'driver', id: idOfWindow(), address };
}

function idOfWindow(): string {
  try {
    const known = sessionStorage.getItem('heapwitness.window');
    if (known !== null) return known;
    const id = crypto.randomUUID();
    sessionStorage.setItem('heapwitness.window', id);
    return id;
  } catch {
    return crypto.randomUUID();
  }
}
