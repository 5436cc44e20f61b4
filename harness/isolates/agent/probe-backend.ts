import type { ProcessCaptureBackend } from './protocol.js';
import { load } from './write-snapshot.js';

// Runs in a process of its own, because loading a native package that was compiled for another platform may crash.
try {
  load(process.argv[2] as ProcessCaptureBackend);
} catch (error) {
  process.stdout.write((error as Error).message);
  process.exitCode = 1;
}
