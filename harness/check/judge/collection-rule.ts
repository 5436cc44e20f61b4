import type { CollectionCourse } from '../run/heap-history.js';
import type { SurvivorHistory } from '../run/survivor-history.js';
import type { GrowthJudgement } from './growth-rule.js';
import { growStraight, judgeSteps } from './step-rule.js';

/** Minimum bytes that an iteration adds to a growing collection: a quarter of a number in an array. */
const SLOWEST_BYTES = 2;
/** Maximum number of objects whose entries are counted at one look. */
const MOST_COUNTED = 100;

/** Whether a collection grows, or is undecided. */
export function mayCollectionGrow({ sizes }: Pick<CollectionCourse, 'sizes'>): boolean {
  return judgeSteps(sizes, SLOWEST_BYTES) !== 'does not grow';
}

/** Judges a collection. If its store may grow without its entries, their number decides, if they were counted. */
export function judgeCollection({ sizes, countable, entries }: CollectionCourse): GrowthJudgement {
  const judgement = growStraight(sizes, SLOWEST_BYTES) ? 'grows' : judgeSteps(sizes, SLOWEST_BYTES);
  if (countable === null || judgement === 'does not grow') return judgement;
  if (entries.length < 2) return 'open';
  return judgeSteps(entries, SLOWEST_BYTES) === 'does not grow' ? 'does not grow' : judgement;
}

/** Returns the ids of the objects whose entries must be counted before their stores can be judged. */
export function toBeCounted(history: SurvivorHistory<unknown>): number[] {
  return history.heap
    .collections()
    .flatMap((course) => (course.countable !== null && mayCollectionGrow(course) ? [course.countable] : []))
    .slice(0, MOST_COUNTED);
}
