export { endProcessGroup, supervise, supervisedInput } from './supervise.js';
