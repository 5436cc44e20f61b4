import { HeapwitnessError } from '../../core/errors.js';
import { toErrorRecord } from '../../core/error-record.js';
import { collectGarbage } from './collect-garbage.js';
import type { CollectGarbageOptions } from './collect-garbage.js';
import { AgentExtensions } from './extensions.js';
import { hasOwn } from './intrinsics.js';
import { park } from './park-thread.js';
import type { AgentChannel, AgentOperation, AgentRequest, AgentStart, FailureReason } from './protocol.js';
import { ObjectCounter } from './query-objects.js';
import { AllocationSampler } from './sample-allocations.js';
import { writeSnapshot } from './write-snapshot.js';

type UserModule = Record<string, unknown>;
type Answer = (argument: never) => unknown;

/**
 * Loads the user's module in this isolate and answers the host's requests until the channel closes. Every error is sent
 * as a failure; nothing is thrown.
 */
export async function serve(channel: AgentChannel, start: AgentStart): Promise<void> {
  let answers: Record<AgentOperation, Answer>;
  try {
    const module = (await import(start.module)) as UserModule;
    const extensions = await AgentExtensions.load(start.extensions);
    const counter = await ObjectCounter.of(start.countedClasses, module, () => extensions.countableClasses());
    answers = answersFor(module, extensions, counter);
    channel.onRequest((request) => void answer(channel, answers, request));
    channel.post({ kind: 'ready', exports: Object.keys(module) });
  } catch (error) {
    channel.post({ kind: 'load-failed', error: toErrorRecord(error) });
  }
}

function answersFor(
  module: UserModule,
  extensions: AgentExtensions,
  counter: ObjectCounter,
): Record<AgentOperation, Answer> {
  const sampler = new AllocationSampler();
  return {
    call: ({ name, argument }: { name: string; argument: unknown }) => callExport(module, name, argument),
    collectGarbage: async (options: CollectGarbageOptions) => {
      await sampler.forgetConsole();
      return collectGarbage(options);
    },
    extension: ({ name, argument }: { name: string; argument: unknown }) =>
      extensions.answer(name, argument, module),
    queryObjects: ({ classes }: { classes: readonly string[] }) => counter.counts(classes),
    park: () => {
      throw new HeapwitnessError('ERR_INTERNAL', 'A park request must be answered before it blocks.');
    },
    sampleAllocations: () => sampler.start(),
    survivingAllocations: () => sampler.survivors(),
    writeSnapshot,
  };
}

function callExport(module: UserModule, name: string, argument: unknown): unknown {
  const target = hasOwn(module, name) ? module[name] : undefined;
  if (typeof target !== 'function') throw new NoSuchExport();
  return Reflect.apply(target, undefined, [argument]);
}

class NoSuchExport extends Error {}

async function answer(
  channel: AgentChannel,
  answers: Record<AgentOperation, Answer>,
  { id, operation, argument }: AgentRequest,
): Promise<void> {
  if (operation === 'park') {
    park(argument as { cell: SharedArrayBuffer }, (room) =>
      channel.post({ kind: 'answer', id, answer: room }),
    );
    return;
  }
  let result: unknown;
  try {
    result = await answers[operation](argument as never);
  } catch (error) {
    channel.post({ kind: 'failure', id, reason: reasonOf(error, operation), error: toErrorRecord(error) });
    return;
  }
  try {
    channel.post({ kind: 'answer', id, answer: result });
  } catch (error) {
    channel.post({ kind: 'failure', id, reason: 'not-serializable', error: toErrorRecord(error) });
  }
}

function reasonOf(error: unknown, operation: AgentOperation): FailureReason {
  if (error instanceof NoSuchExport) return 'no-such-export';
  return operation === 'call' ? 'threw' : 'agent';
}
