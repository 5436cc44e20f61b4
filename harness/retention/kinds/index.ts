// The kinds of leaks and of resources, without the rules that detect them in a heap.
export type { CodeLine, Explanation, LeakFacts, LeakKind, LeakKindId } from './leak-kind.js';
export { LEAK_KINDS } from './leak-kind.js';
export { kindOfResource, resourceKind } from './resource-kinds.js';
