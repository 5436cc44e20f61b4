import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Random } from '../courses/random.js';

/** An isolate of a program, with those that it starts. */
export interface TreeNode {
  /** `worker` for a thread, `child-process` for a forked process; the scenario's own isolate is neither. */
  readonly kind: 'worker' | 'child-process' | 'scenario';
  /** Whether it retains an object of each task. */
  readonly isLeaking: boolean;
  /** Whether its process is started without variables; for processes only. */
  readonly isBare: boolean;
  readonly nested: readonly TreeNode[];
}

/** A program that is made from a seed. */
export interface RandomProgram {
  readonly root: TreeNode;
  /** The isolate that leaks; `null` if none does. */
  readonly leaking: TreeNode | null;
  /** Number of isolates below the scenario. */
  readonly size: number;
  /** Isolates that cannot be read: processes that a thread of the scenario's process starts without variables. */
  readonly unread: ReadonlySet<TreeNode>;
}

const MOST_ISOLATES = 5;
const DEEPEST = 3;
const LEAKS = 0.6;
const IS_THREAD = 0.5;
const IS_BARE = 0.25;

/** Makes a program with one to five isolates below the scenario, of which one leaks, or none. */
export function randomProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  interface Draft {
    readonly kind: TreeNode['kind'];
    readonly isBare: boolean;
    readonly depth: number;
    readonly nested: Draft[];
  }
  const root: Draft = { kind: 'scenario', isBare: false, depth: 0, nested: [] };
  const all = [root];
  const size = random.upTo(MOST_ISOLATES);
  while (all.length <= size) {
    const parent = random.pick(all.filter(({ depth }) => depth < DEEPEST));
    const kind = random.chance(IS_THREAD) ? 'worker' : 'child-process';
    const isBare = kind === 'child-process' && random.chance(IS_BARE);
    const draft: Draft = { kind, isBare, depth: parent.depth + 1, nested: [] };
    parent.nested.push(draft);
    all.push(draft);
  }
  const chosen = random.chance(LEAKS) ? random.pick(all) : null;
  let leaking: TreeNode | null = null;
  const made = (draft: Draft): TreeNode => {
    const { kind, isBare } = draft;
    const node = { kind, isBare, isLeaking: draft === chosen, nested: draft.nested.map(made) };
    if (node.isLeaking) leaking = node;
    return node;
  };
  const tree = made(root);
  return { root: tree, leaking, size, unread: new Set(unreadBelow(tree)) };
}

function unreadBelow({ kind, nested }: TreeNode): TreeNode[] {
  // A process passes the variables to all that it starts.
  return nested.flatMap((one) => {
    if (one.kind === 'child-process') return one.isBare && kind === 'worker' ? allOf(one) : [];
    return unreadBelow(one);
  });
}

function allOf(node: TreeNode): TreeNode[] {
  return [node, ...node.nested.flatMap(allOf)];
}

/** Describes a tree in a line: `scenario(worker(child-process!))`, where `!` leaks and `-` has no variables. */
export function textOf({ kind, isLeaking, isBare, nested }: TreeNode): string {
  const mark = `${isBare ? '-' : ''}${isLeaking ? '!' : ''}`;
  return `${kind}${mark}${nested.length > 0 ? `(${nested.map(textOf).join(', ')})` : ''}`;
}

class Session {
  readonly rows: readonly number[] = [1, 2];
  readonly task: number;

  constructor(task: number) {
    this.task = task;
  }
}

const SCRIPT = new URL('./tree-node.js', import.meta.url);

/** A started isolate that carries out tasks, and answers each of them. */
interface Started {
  readonly post: (task: number) => void;
  readonly kill: () => unknown;
}

/** The part of a tree that runs in this isolate: it carries out tasks together with the isolates that it has started. */
export class TreeIsolate {
  readonly #sessions = new Map<number, Session>();
  readonly #isLeaking: boolean;
  readonly #nested: readonly Started[];
  #answers = 0;
  #answered: () => void = () => undefined;

  constructor({ isLeaking, nested }: TreeNode) {
    this.#isLeaking = isLeaking;
    this.#nested = nested.map((node) => start(node, () => this.#answer()));
  }

  /** Carries out a task in all isolates of this part. */
  async work(task: number): Promise<number> {
    const session = new Session(task);
    if (this.#isLeaking) this.#sessions.set(task, session);
    this.#answers = 0;
    const answered = new Promise<void>((resolve) => (this.#answered = resolve));
    for (const { post } of this.#nested) post(task);
    if (this.#nested.length > 0) await answered;
    return session.rows.length;
  }

  async end(): Promise<void> {
    for (const { kill } of this.#nested) await kill();
  }

  #answer(): void {
    this.#answers += 1;
    if (this.#answers === this.#nested.length) this.#answered();
  }
}

function start(node: TreeNode, onAnswer: () => void): Started {
  if (node.kind === 'worker') {
    const worker = new Worker(SCRIPT, { workerData: node });
    worker.on('message', onAnswer);
    return { post: (task) => worker.postMessage(task), kill: () => worker.terminate() };
  }
  const child = fork(fileURLToPath(SCRIPT), [JSON.stringify(node)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(node.isBare ? { env: {} } : {}),
  });
  child.on('message', onAnswer);
  return { post: (task) => void child.send(task), kill: () => child.kill('SIGKILL') };
}
