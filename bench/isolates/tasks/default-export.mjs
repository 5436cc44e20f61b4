export { handle as default } from './handle.mjs';
