import { expect } from 'chai';

import { HeapwitnessError } from '../../harness/core/errors.js';
import { readSnapshot, SnapshotFormatError } from '../../harness/snapshot/index.js';
import { singleBytes } from '../support/chunks.js';
import { NODE_20, SnapshotBuilder } from '../support/snapshot-builder.js';

/** What an input is rejected with. */
interface Rejection {
  readonly section: string;
  /** The error points just behind the first occurrence of this text; a number is the offset itself. */
  readonly behind: string | number;
  readonly says: RegExp;
}

const HEADER = '{"snapshot":';
const TEXT = sample().text();

describe('readSnapshot() rejects with ERR_SNAPSHOT_FORMAT', () => {
  describe('what is something else', () => {
    rejects('empty input', '', { section: 'document', behind: 0, says: /is empty.*Give a \.heapsnapshot/ });
    rejects('white space alone', ' \n', { section: 'document', behind: 2, says: /ends too early/ });
    rejects('text', 'JFIF', {
      section: 'document',
      behind: 0,
      says: /"J" where a JSON object.*Give a \.heapsn/,
    });
    rejects('a JSON array', '[1]', { section: 'document', behind: 0, says: /"\[" where a JSON object/ });
    rejects('an empty object', '{}', { section: 'document', behind: 2, says: /no "snapshot".*|keys: none/ });
    rejects('a CPU profile', '{"nodes":[{"id":1}],"startTime":1,"endTime":2}', {
      section: 'document',
      behind: 46,
      says: /without a "snapshot" section \(its keys: nodes, startTime, endTime\)/,
    });
    rejects('a foreign "snapshot"', '{"snapshot":"yes"}', header(/no "meta" object/));
    rejects('a header that is no JSON', '{"snapshot":{meta}}', header(/the header is no JSON/));
  });

  describe('a header', () => {
    for (const field of ['type', 'name', 'id', 'self_size', 'edge_count']) {
      const nodeFields = NODE_20.nodeFields.map((name) => (name === field ? 'renamed' : name));
      const says = new RegExp(`"meta.node_fields" has no field "${field}".*newer heapwitness`);
      rejects(
        `without the node field "${field}"`,
        new SnapshotBuilder({ ...NODE_20, nodeFields }).text(),
        header(says),
      );
    }
    for (const field of ['type', 'name_or_index', 'to_node']) {
      const edgeFields = NODE_20.edgeFields.map((name) => (name === field ? 'renamed' : name));
      const says = new RegExp(`"meta.edge_fields" has no field "${field}"`);
      rejects(
        `without the edge field "${field}"`,
        new SnapshotBuilder({ ...NODE_20, edgeFields }).text(),
        header(says),
      );
    }
    for (const field of NODE_20.locationFields) {
      const locationFields = NODE_20.locationFields.filter((name) => name !== field);
      const says = new RegExp(`"meta.location_fields" has no field "${field}"`);
      const text = new SnapshotBuilder({ ...NODE_20, locationFields }).text();
      rejects(`without the location field "${field}"`, text, header(says));
    }
    for (const list of ['node_fields', 'edge_fields', 'node_types', 'edge_types']) {
      const says = new RegExp(`"meta.${list}" (is missing|has no list of type names)`);
      rejects(`without "${list}"`, TEXT.replace(`"${list}"`, '"renamed"'), header(says));
    }
    for (const value of ['-1', '1.5', '4294967295', '"1"']) {
      const says = new RegExp(`"snapshot.node_count" is ${value}, not a 32-bit count`);
      rejects(
        `with a "node_count" of ${value}`,
        TEXT.replace('"node_count":2', `"node_count":${value}`),
        header(says),
      );
    }
    const noCount = TEXT.replace('"edge_count":3', '"renamed":3');
    rejects('without "edge_count"', noCount, header(/"snapshot.edge_count" is missing/));
  });

  describe('a document', () => {
    const tooEarly = /ends too early.*capture it again/;
    rejects('cut within the nodes', upTo('16,2,'), { section: 'nodes', behind: '16,2,', says: tooEarly });
    rejects('cut within a number', upTo('[9'), { section: 'nodes', behind: '[9', says: tooEarly });
    rejects('cut behind the edges', upTo(',\n"loc'), {
      section: 'document',
      behind: ',\n"loc',
      says: tooEarly,
    });
    rejects('cut within a string', upTo('"<dum'), { section: 'strings', behind: '"<dum', says: tooEarly });
    rejects('without its last brace', upTo('"w"]'), { section: 'document', behind: '"w"]', says: tooEarly });
    rejects('with more behind its end', `${TEXT}{}`, {
      section: 'document',
      behind: TEXT,
      says: /"\{" where the end/,
    });
    for (const section of ['nodes', 'edges', 'strings']) {
      const order = ['snapshot', 'nodes', 'edges', 'strings'].filter((key) => key !== section);
      const text = sample().text({ order });
      const says = new RegExp(`there is no section "${section}"`);
      rejects(`without "${section}"`, text, { section, behind: text, says });
    }
    rejects('with a section twice', TEXT.replace('"locations"', '"edges"'), {
      section: 'edges',
      behind: '6,4,0\n],\n"edges":',
      says: /"edges" comes twice/,
    });
    rejects('without a colon', '{"a" 1}', {
      section: 'document',
      behind: '{"a" ',
      says: /"1" where a colon/,
    });
    rejects('without a comma', '{"a":1 "b":2}', {
      section: 'document',
      behind: '1 ',
      says: /""" where a comma/,
    });
    rejects('with a bare key', '{a:1}', { section: 'document', behind: '{', says: /"a" where a key/ });
    rejects('with a comma at its end', '{"a":1,}', {
      section: 'document',
      behind: '1,',
      says: /"\}" where a key/,
    });
  });

  describe('nodes', () => {
    replaced(
      'that are no array',
      '"nodes":[9',
      '"nodes":{9',
      'nodes',
      '"nodes":',
      /"\{" where an array of numbers/,
    );
    replaced(
      'with a negative number',
      ',16,',
      ',-16,',
      'nodes',
      ',3,2,3,',
      /a negative number where a number/,
    );
    replaced('with a fraction', ',16,', ',1.5,', 'nodes', ',3,2,3,1', /"\." where a comma/);
    replaced('with two commas', ',16,', ',,', 'nodes', ',3,2,3,', /"," where a number/);
    replaced('with a comma at the end', '2,0,0\n]', '2,0,0,]', 'nodes', '2,0,0,', /"]" where a number/);
    replaced(
      'with a comma and white space there',
      '2,0,0\n]',
      '2,0,0, ]',
      'nodes',
      '2,0,0, ',
      /"]" where a number/,
    );
    replaced('with a word', ',16,', ',null,', 'nodes', ',3,2,3,', /"n" where a number/);
    replaced('with a number beyond 2^53', ',16,', ',9007199254740993,', 'nodes', '0993', /beyond 2\^53/);
    replaced('with an unknown type', ',3,2,3', ',15,2,3', 'nodes', ',15', /node type 15 of 15/);
    replaced(
      'with an id of 33 bits',
      ',3,16',
      ',4294967296,16',
      'nodes',
      ',4294967296',
      /node id 4294967296 needs more/,
    );
    replaced(
      'with a name of 33 bits',
      ',2,3,16',
      ',4294967296,3,16',
      'nodes',
      '67296',
      /string index 4294967296 needs/,
    );
    replaced(
      'that count too many edges',
      '16,2',
      '16,3',
      'nodes',
      '16,3',
      /more edges counted.*"edge_count", 3/,
    );
    replaced(
      'that count too few edges',
      '16,2,0,0\n]',
      '16,1,0,0\n]',
      'nodes',
      '16,1,0,0\n]',
      /count 2 edges where.*3/,
    );
    replaced(
      'less than counted',
      '"node_count":2',
      '"node_count":3',
      'nodes',
      '0,0\n]',
      /2 nodes where "node_count" says 3/,
    );
    replaced(
      'more than counted',
      '"node_count":2',
      '"node_count":1',
      'nodes',
      '\n,3',
      /more nodes than "node_count", 1/,
    );
    replaced('that end within a row', '16,2,0,0\n]', '16,2]', 'nodes', '16,2]', /ends within a row/);
    replaced(
      'with a name that is no string',
      ',3,2,3',
      ',3,5,3',
      'nodes',
      ',3,5',
      /string index 5 where there are 5/,
    );
    const none = TEXT.replace(/node_count":2,"edge_count":3/, 'node_count":0,"edge_count":0').replace(
      /"nodes":.*"strings"/s,
      '"nodes":[],"edges":[],"strings"',
    );
    rejects('of which there are none', none, { section: 'nodes', behind: none, says: /there are no nodes/ });
  });

  describe('edges', () => {
    replaced(
      'that are no array',
      '"edges":[2',
      '"edges":1',
      'edges',
      '"edges":',
      /"1" where an array of numbers/,
    );
    replaced('with an unknown type', '[2,3,7', '[7,3,7', 'edges', '[7', /edge type 7 of 7/);
    replaced(
      'with a name of 33 bits',
      '[2,3,7',
      '[2,4294967296,7',
      'edges',
      '67296',
      /edge name 4294967296 needs/,
    );
    replaced(
      'with a name that is no string',
      '[2,3,7',
      '[2,5,7',
      'edges',
      '[2,5',
      /string index 5 where there are 5/,
    );
    replaced(
      'that lead to half a node',
      '[2,3,7',
      '[2,3,8',
      'edges',
      '[2,3,8',
      /"to_node" 8 is no multiple of 7/,
    );
    replaced(
      'that lead too far',
      '[2,3,7',
      '[2,3,14',
      'edges',
      '[2,3,14',
      /"to_node" 14 leads behind the last node/,
    );
    replaced(
      'more than counted',
      '7\n,1',
      '7\n,2,3,7\n,1',
      'edges',
      '0\n,6',
      /more edges than "edge_count", 3/,
    );
    replaced(
      'less than counted',
      '\n,1,7,0\n',
      '\n',
      'edges',
      '6,4,0\n]',
      /2 edges where "edge_count" says 3/,
    );
  });

  describe('locations', () => {
    replaced(
      'of half a node',
      's":[7,5',
      's":[8,5',
      'locations',
      's":[8',
      /"object_index" 8 is the place of no node/,
    );
    replaced(
      'of no node',
      's":[7,5',
      's":[14,5',
      'locations',
      's":[14',
      /"object_index" 14 is the place of no node/,
    );
    replaced('that end within a row', '5,1,2\n]', '5,1\n]', 'locations', '5,1\n]', /ends within a row/);
  });

  describe('strings', () => {
    replaced(
      'that are no array',
      '"strings":[',
      '"strings":{',
      'strings',
      '"strings":',
      /"\{" where an array of str/,
    );
    replaced('with an unknown escape', '<dummy>', '\\x', 'strings', '"\\', /"x" where an escape of JSON/);
    replaced('with half a \\u', '<dummy>', '\\u12G4', 'strings', '\\u12', /"G" where a hexadecimal digit/);
    replaced(
      'with a control character',
      '<dummy>',
      'a\u0001',
      'strings',
      '["a',
      /0x01 where a string without control/,
    );
    replaced('that are numbers', '"<dummy>"', '1', 'strings', 'strings":[', /"1" where a string was/);
    replaced('without a comma', '"<dummy>",', '"<dummy>" ', 'strings', '"<dummy>" \n', /""" where a comma/);
    replaced('with a comma at the end', '"w"]', '"w",]', 'strings', '"w",', /"]" where a string was/);
  });
});

function rejects(what: string, input: string, rejection: Rejection): void {
  it(what, async () => {
    const bytes = Buffer.from(input);
    const behind = typeof rejection.behind === 'number' ? rejection.behind : endOf(rejection.behind, input);
    // As one piece and byte by byte: the place must not depend on the pieces.
    for (const source of [[bytes], singleBytes(bytes)]) {
      const error: unknown = await readSnapshot(source).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(SnapshotFormatError).and.instanceOf(HeapwitnessError);
      expect(error).to.include({ name: 'SnapshotFormatError', code: 'ERR_SNAPSHOT_FORMAT' });
      expect(error).to.have.property('message').that.matches(rejection.says);
      expect(error).to.include({ section: rejection.section, byteOffset: behind });
    }
  });
}

/** The sample with one text in the place of another. */
function replaced(
  what: string,
  right: string,
  wrong: string,
  section: string,
  behind: string,
  says: RegExp,
): void {
  const input = TEXT.replace(right, () => wrong);
  rejects(what, input, { section, behind, says });
  if (input === TEXT) throw new Error(`the sample has no ${right}`);
}

function header(says: RegExp): Rejection {
  return { section: 'snapshot', behind: HEADER, says };
}

function upTo(text: string): string {
  return TEXT.slice(0, endOf(text, TEXT));
}

function endOf(text: string, input: string): number {
  const start = input.indexOf(text);
  if (start < 0) throw new Error(`"${text}" is not in the input`);
  return start + text.length;
}

/** Two nodes, three edges, one location, five strings. */
function sample(): SnapshotBuilder {
  const heap = new SnapshotBuilder();
  const object = heap.object('A');
  heap.property(heap.root, 'a', object);
  heap.edge(object, 'element', 7, heap.root).edge(object, 'weak', 'w', heap.root);
  return heap.locate(object, 5, 1, 2);
}
