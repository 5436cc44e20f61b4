export { endProcessGroup, startAhead, supervise, supervisedInput } from './supervise.js';
