import type { GcModel, LookModel, PathModel, TableModel, WitnessModel } from '../page/index.js';
import type { TableView } from '../../core/table-view.js';
import type { Observation } from '../../workshop/index.js';
import { visibleText } from '../../core/visible-text.js';

const MAX_TABLES = 16;
const MAX_NAME_LENGTH = 100;

const LETTERS: Readonly<Record<TableView['slots'][number]['state'], string>> = {
  live: 'L',
  stale: 'S',
  strong: 'K',
};

/** What the page shows of one look into a heap. */
export function lookModel(observation: Observation): LookModel {
  const { label, worker, gc, counts, witnesses, disagreements, tables, path } = observation;
  return {
    label: visibleText(label),
    worker: visibleText(worker),
    gc: gc === null ? null : gcModel(gc),
    counts: { keys: counts.keys, values: counts.values, staleEntries: counts.staleEntries },
    witnesses: witnesses.map(witnessModel),
    disagreements: disagreements.map((sentence) => visibleText(sentence, 1000)),
    tables: tables.slice(0, MAX_TABLES).map(tableModel),
    moreTables: Math.max(0, tables.length - MAX_TABLES),
    path: path === null ? null : pathModel(path),
  };
}

function gcModel({
  rounds,
  canaryRound,
  settled,
  means,
  elapsedMs,
}: NonNullable<Observation['gc']>): GcModel {
  return { rounds, canaryRound, settled, means, elapsedMs };
}

function witnessModel({
  what,
  walk,
  snapshot,
  queryObjects,
}: Observation['witnesses'][number]): WitnessModel {
  const counts = [walk, snapshot, queryObjects].filter((count) => count !== null);
  return { what: visibleText(what), walk, snapshot, queryObjects, agree: new Set(counts).size <= 1 };
}

function tableModel({ thread, field, length, slots }: TableView): TableModel {
  const letters = Array.from({ length }, () => '.');
  for (const { slot, state } of slots) letters[slot] = LETTERS[state];
  const owner = [thread, field].filter((part) => part !== null).join('.');
  return { owner: visibleText(owner, MAX_NAME_LENGTH), slots: letters.join('') };
}

function pathModel({ root, steps }: NonNullable<Observation['path']>): PathModel {
  const firstReal = steps.findIndex(({ node }) => node.type !== 'synthetic');
  const rootCount = firstReal < 0 ? steps.length : firstReal;
  const roots = steps.slice(0, rootCount).map(({ node }) => node.name);
  return {
    roots: (roots.length > 0 ? roots : [root.name || '(root)']).map((name) =>
      visibleText(name, MAX_NAME_LENGTH),
    ),
    steps: steps.slice(rootCount).map(({ edge, node }) => ({
      edgeType: edge.type,
      edgeName: visibleText(String(edge.name), MAX_NAME_LENGTH),
      nodeName: nodeName(node),
      nodeId: node.id,
      shallowBytes: node.shallowBytes,
    })),
  };
}

function nodeName({ type, name }: { readonly type: string; readonly name: string }): string {
  const shown = visibleText(name, MAX_NAME_LENGTH);
  if (type === 'closure') return `${shown || '(anonymous)'}()`;
  if (type.endsWith('string')) return `"${shown}"`;
  return shown || `(${type})`;
}
