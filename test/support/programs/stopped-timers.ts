// Asks for verdicts where the timers and the clock of a test stand still; prints what came of it as JSON.
import { checkLeaks, collectGarbage } from 'heapwitness';
import { endBriefly } from '../brief-check.js';
import { scenario } from '../check-scenario.js';
import { stopTimers } from '../stopped-timers.js';

const left: object[] = [];
const leave = ({ index }: { index: number }): void => {
  left.push({ index });
  endBriefly(index);
};

stopTimers();
const { canaryRound, elapsedMs } = await collectGarbage();
const leaving = await checkLeaks(leave);
const dropping = await checkLeaks(({ index }) => ({ index }), { cycles: 2 });
const hanging = await checkLeaks(() => new Promise(() => undefined), { timeoutMs: 300 });
const elsewhere = await checkLeaks(scenario('clean'), { cycles: 2 });
process.stdout.write(
  JSON.stringify({
    collected: canaryRound > 0 && elapsedMs > 0,
    verdicts: [leaving, dropping, hanging, elsewhere].map(({ verdict }) => verdict),
  }),
);
