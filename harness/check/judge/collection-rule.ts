import type { CollectionCourse, CollectionSizes } from '../run/heap-history.js';
import type { SurvivorHistory } from '../run/survivor-history.js';
import { type GrowthJudgement, strongest, sum } from './growth-rule.js';
import { growStraight, judgeSteps, type StepSize } from './step-rule.js';

/** Minimum bytes that an iteration adds to a growing collection: a quarter of a number in an array. */
const SLOWEST_BYTES = 2;
/** Maximum number of objects whose entries are counted at one look. */
const MOST_COUNTED = 100;
/** Number of objects whose entries stand for those of all that are held in the same way. */
const SAMPLE = 5;

/** Whether a collection grows, or is undecided; or all of them together, each of which may grow too slowly. */
export function mayCollectionGrow({ members }: Pick<CollectionCourse, 'members'>): boolean {
  return withSum(members).some(maySizesGrow);
}

/** Whether such sizes grow, or are undecided. */
export function maySizesGrow({ sizes }: Pick<CollectionSizes, 'sizes'>): boolean {
  return judgeSteps(sizes, SLOWEST_BYTES) !== 'does not grow';
}

/**
 * Judges collections that are held in the same way: each, and all of them together. Of several whose entries must be
 * counted, only some are; these are judged, and stand for the others in the sum.
 */
export function judgeCollection({ members }: Pick<CollectionCourse, 'members'>): GrowthJudgement {
  const judged = members.length < 2 ? members : members.filter(isCountedOrNeedNot);
  return strongest([...judged, ...(members.length < 2 ? [] : [summed(members)])].map(judgeSizes));
}

function isCountedOrNeedNot({ countable, entries }: CollectionSizes): boolean {
  return countable === null || entries.length >= 2;
}

/** Judges a collection. If its store may grow without its entries, their number decides, if they were counted. */
function judgeSizes({ sizes, countable, entries }: CollectionSizes): GrowthJudgement {
  const judgement = growStraight(sizes, SLOWEST_BYTES) ? 'grows' : judgeSteps(sizes, SLOWEST_BYTES);
  if (countable === null || judgement === 'does not grow') return judgement;
  if (entries.length < 2) return 'open';
  return judgeSteps(entries, SLOWEST_BYTES) === 'does not grow' ? 'does not grow' : judgement;
}

/**
 * Returns the ids of the objects whose entries must be counted before their stores can be judged; of those that are held
 * in the same way, some, because V8 searches the whole heap for each.
 */
export function toBeCounted(history: SurvivorHistory<unknown>): number[] {
  const sample = history.heap.collections().filter(mayCollectionGrow).flatMap(sampleOf);
  return sample.flatMap(({ countable }) => countable ?? []).slice(0, MOST_COUNTED);
}

/**
 * Returns the members that stand for all: those that were counted before, so that numbers can be compared, then those that
 * may grow by themselves, then those that grew most.
 */
function sampleOf({ members }: CollectionCourse): readonly CollectionSizes[] {
  const rank = (one: CollectionSizes): number => 2 * one.entries.length + Number(maySizesGrow(one));
  return members
    .toSorted((one, other) => rank(other) - rank(one) || grownBytes(other) - grownBytes(one))
    .slice(0, SAMPLE);
}

/** Adds the sum of several members to them. */
function withSum(members: readonly CollectionSizes[]): readonly CollectionSizes[] {
  return members.length < 2 ? members : [...members, summed(members)];
}

/**
 * Adds up the sizes of collections that were seen at the same looks. If the entries of some of them were counted at as many
 * looks as possible, these stand for the others, by their share of the bytes.
 */
export function summed(members: readonly CollectionSizes[]): CollectionSizes {
  const hollow = members.filter(({ countable }) => countable !== null);
  const most = Math.max(0, ...hollow.map(({ entries }) => entries.length));
  const counted = hollow.filter(({ entries }) => entries.length === most && most > 0);
  const [all, ofCounted] = [members, counted].map((some) => sum(some.map(grownBytes)));
  const scale = all === undefined || !ofCounted ? 1 : all / ofCounted;
  return {
    sizes: addedUp(members.map(({ sizes }) => sizes)),
    countable: hollow[0]?.countable ?? null,
    entries: addedUp(counted.map(({ entries }) => entries)).map(({ iterations, size }) => ({
      iterations,
      size: scale * size,
    })),
  };
}

function addedUp(courses: readonly (readonly StepSize[])[]): StepSize[] {
  const [first = [], ...others] = courses;
  return first.map(({ iterations, size }, look) => ({
    iterations,
    size: others.reduce((total, sizes) => total + (sizes[look]?.size ?? 0), size),
  }));
}

/** Returns by how many bytes a collection grew from the first look to the last one. */
export function grownBytes({ sizes }: Pick<CollectionSizes, 'sizes'>): number {
  return (sizes.at(-1)?.size ?? 0) - (sizes.at(0)?.size ?? 0);
}
