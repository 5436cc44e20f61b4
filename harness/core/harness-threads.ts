/**
 * Ids of the threads that work for the harness itself, to exclude them when threads of this process are counted. An id
 * is added as soon as the thread is created, and removed when it has ended.
 */
export const harnessThreads: Set<number> = new Set<number>();
