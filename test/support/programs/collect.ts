import { collectGarbage, HeapwitnessError } from 'heapwitness';

// collect.js [no-op]: what collectGarbage() does here, as JSON; with a gc that does nothing when asked for.
if (process.argv[2] === 'no-op') Reflect.set(globalThis, 'gc', () => undefined);

const held = { held: true };
const holder = new WeakRef(held);
const dropped = new WeakRef({ dropped: true });

try {
  const effort = await collectGarbage();
  const heldLives = holder.deref() === held;
  console.log(JSON.stringify({ ...effort, heldLives, droppedLives: dropped.deref() !== undefined }));
} catch (error) {
  if (!(error instanceof HeapwitnessError)) throw error;
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
