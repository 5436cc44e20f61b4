export { startLiveWorkshop } from './start.js';
export type { LiveWorkshop, LiveWorkshopOptions } from './start.js';
export { readLog } from './session/step-log.js';
export type { LoggedStep } from './session/step-log.js';
