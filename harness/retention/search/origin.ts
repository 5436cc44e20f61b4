/** Whose code made a node: the user's, Node's, or ours. */
export type Origin = 'unknown' | 'user' | 'node' | 'harness';
