import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NODE_MAJORS } from '../node-versions/binaries.js';
import { PEER_NAMES } from './contestants.js';

/** What to measure. */
export interface AnalyzeOptions {
  /** Megabytes of snapshot text, ascending. */
  readonly sizes: readonly number[];
  /** Rounds by size. */
  readonly rounds: readonly number[];
  readonly peers: readonly string[];
  /** Above so many megabytes a peer that is neither among the fastest nor among the leanest runs once. */
  readonly leadersAbove: number;
  readonly check: boolean;
  /** Size of the shapes that make other tools fail, 1 for as large as it takes; 0 leaves them out. */
  readonly shapes: number;
  /** Whether counting without edges is measured, too. */
  readonly counting: boolean;
  /** Whether the same files are read compressed, too. */
  readonly gzip: boolean;
  /** Versions of Node whose heaps' tables are compared with the reference's. */
  readonly nodes: readonly number[];
  readonly huge: boolean;
  readonly json: string | undefined;
  readonly markdown: string | undefined;
}

export const USAGE = `npm run bench:analyze -- [options]

  --sizes 10,100,500,1200   megabytes of the snapshots that are made (default: 10,100)
  --rounds 5                rounds, one number or one for each size; medians are of these (default: 5)
  --peers a,b               whom to compare with: ${PEER_NAMES.join(', ')}; none (default: all)
  --leaders-above 1000      above so many MB, peers that lead in neither time nor memory run once
  --check                   compare our table with heap-snapshot-toolkit's, class by class
  --counting                also counting nodes by class without reading edges
  --gzip                    also the same files, compressed
  --nodes 20,22,24,26       also compare our table for heaps that these versions of Node have written
  --shapes 1                also the shapes that make other tools fail, 1 being as large as it takes
  --huge                    also a file of over 4 GB
  --json <file>             where the figures go (default: bench/results/analyze.json)
  --markdown <file>         put the tables into this file, between its marks
`;

/** Reads the command line; `null` when help was asked for. @throws {Error} when it cannot be read */
export function parseOptions(args: readonly string[]): AnalyzeOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '10,100' },
      rounds: { type: 'string', default: '5' },
      peers: { type: 'string', default: PEER_NAMES.join(',') },
      'leaders-above': { type: 'string', default: '1000' },
      check: { type: 'boolean', default: false },
      counting: { type: 'boolean', default: false },
      gzip: { type: 'boolean', default: false },
      nodes: { type: 'string' },
      shapes: { type: 'string' },
      huge: { type: 'boolean', default: false },
      json: { type: 'string' },
      markdown: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const sizes = numbers('sizes', values.sizes).sort((a, b) => a - b);
  const rounds = numbers('rounds', values.rounds);
  return {
    sizes,
    rounds: sizes.map((_, at) => rounds[at] ?? rounds.at(-1) ?? 1),
    peers: peersOf(values.peers),
    leadersAbove: numbers('leaders-above', values['leaders-above'])[0] ?? 0,
    check: values.check,
    shapes: values.shapes === undefined ? 0 : (numbers('shapes', values.shapes)[0] ?? 0),
    counting: values.counting,
    gzip: values.gzip,
    nodes: values.nodes === undefined ? [] : nodesOf(values.nodes),
    huge: values.huge,
    json: values.json,
    markdown: values.markdown === undefined ? undefined : existing('markdown', values.markdown),
  };
}

function numbers(option: string, text: string): number[] {
  return text.split(',').map((part) => {
    const number = Number(part);
    if (part.trim() === '' || !(number > 0)) throw new Error(`--${option}: "${part}" is no number above 0.`);
    return number;
  });
}

/** Said before anything is measured, not after half an hour. */
function existing(option: string, file: string): string {
  if (!existsSync(file)) throw new Error(`--${option}: there is no file ${file} to put the tables into.`);
  return file;
}

function nodesOf(text: string): number[] {
  return numbers('nodes', text).map((major) => {
    if (!NODE_MAJORS.includes(major))
      throw new Error(`--nodes: ${major} is none of ${NODE_MAJORS.join(', ')}.`);
    return major;
  });
}

function peersOf(text: string): string[] {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const found = PEER_NAMES.find((peer) => peer === name || peer.includes(name));
    if (found === undefined) throw new Error(`--peers: "${name}" is none of ${PEER_NAMES.join(', ')}.`);
    return found;
  });
}
