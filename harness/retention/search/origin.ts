/** The origin of a node: code of the user, of Node, or of the harness. */
export type Origin = 'unknown' | 'user' | 'node' | 'harness';
