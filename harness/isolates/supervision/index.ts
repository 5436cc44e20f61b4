export { endProcessGroup, startAhead, supervise } from './supervise.js';
export { removeOwnFolder, supervisedInput, tellSupervisor } from './supervised.js';
