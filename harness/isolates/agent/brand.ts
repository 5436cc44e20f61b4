import { randomBytes } from 'node:crypto';

/**
 * The brand that distinguishes objects of the harness from objects of a scenario with the same class name: the process
 * that judges the heap generates it, and code of the scenario cannot reach it. In one piece, as `randomUUID()` would
 * not be: a snapshot has the text of such a string only. A module of its own, because `node:crypto` would be in the
 * heap of every worker: 3,800 nodes.
 */
export const BRAND: string = randomBytes(16).toString('hex');
