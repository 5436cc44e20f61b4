import { createContext, runInContext } from 'node:vm';
import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

/** A class of the server, which every deployment shares. */
export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** The globals of one deployment: what a class loader is in Java. */
export class Deployment {
  readonly ThreadLocal = ThreadLocal;
}

/** The application's code. Each deployment evaluates it anew, and so has a class Session and a holder of its own. */
const CODE = `
  class Session {
    constructor(user) { this.user = user; }
  }
  const holder = new ThreadLocal();
  ({
    keepSession(user) { holder.set(new Session(user)); },
    keepUser(user) { holder.set(user); },
    cleanUp() { holder.remove(); },
  });
`;

interface Application {
  keepSession(user: User): void;
  keepUser(user: User): void;
  cleanUp(): void;
}

export interface Load {
  readonly keep: 'session' | 'user';
  readonly remove: boolean;
}

const deployed: WeakRef<Deployment>[] = [];
let application: Application | null = null;
let pool: PoolThread[] = [];

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

export function startPool({ size }: { size: number }): void {
  pool = Array.from({ length: size }, (_, index) => startPoolThread(`pool-${index + 1}`));
}

export async function endPool(): Promise<void> {
  for (const thread of pool.splice(0)) await thread.end();
}

export function deploy(): void {
  const deployment = new Deployment();
  deployed.push(new WeakRef(deployment));
  application = runInContext(CODE, createContext(deployment)) as Application;
}

/** One request on each thread of the pool. */
export function serve({ keep, remove }: Load): void {
  for (const one of pool) one.run(() => handle(new User(`user of ${one.thread.name}`), { keep, remove }));
}

function handle(user: User, { keep, remove }: Load): void {
  if (keep === 'session') application?.keepSession(user);
  else application?.keepUser(user);
  if (remove) application?.cleanUp();
}

/** The server drops all that it has of the deployment. */
export function undeploy(): void {
  application = null;
}

export function deploymentsAlive(): number {
  return deployed.filter((deployment) => deployment.deref() !== undefined).length;
}
