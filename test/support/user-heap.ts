import type { NodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { type Witness, witnessesOf, type WitnessOptions } from '../../harness/retention/index.js';
import { SnapshotBuilder } from './snapshot-builder.js';

/** A small heap: a global object, with a class of the user's. */
export class UserHeap extends SnapshotBuilder {
  readonly global: NodeOrdinal;
  readonly #script: NodeOrdinal;

  constructor() {
    super();
    const realm = this.node('hidden', 'system / NativeContext');
    this.global = this.object('global');
    this.edge(this.root, 'element', 1, realm).edge(realm, 'internal', 'global_object', this.global);
    this.#script = this.node('code', '/app/main.js');
    this.edge(this.#script, 'internal', 'name', this.node('string', '/app/main.js'));
    this.edge(this.#script, 'internal', 'source', this.node('string', '…'));
    const shared = this.node('code', 'main');
    const main = this.node('closure', 'main');
    this.property(this.global, 'main', main);
    this.edge(main, 'internal', 'shared', shared).edge(shared, 'internal', 'script', this.#script);
    this.locate(main, 1, 0, 0);
  }

  own(className: string): NodeOrdinal {
    const node = this.object(className);
    this.locate(node, 1, 2, 3);
    return node;
  }

  async witnesses(suspects: readonly NodeOrdinal[], options?: WitnessOptions): Promise<Witness[]> {
    return witnessesOf(await this.graph(), suspects, options);
  }

  async graph(): Promise<HeapGraph> {
    return HeapGraph.from(await readSnapshot(this.bytes()));
  }
}
