export { analysisJson, countsJson, diffJson } from './heap-json.js';
