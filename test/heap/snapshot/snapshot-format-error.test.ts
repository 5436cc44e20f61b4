import { NODE_20, SnapshotBuilder } from '../../support/snapshot-builder.js';
import { endOf, rejects, type Rejection, sample } from '../../support/rejections.js';

const HEADER = '{"snapshot":';
const TEXT = sample().text();

describe('readSnapshot() rejects with ERR_SNAPSHOT_FORMAT', () => {
  describe('input that is not a snapshot:', () => {
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
    rejects('a header that is not JSON', '{"snapshot":{meta}}', header(/the header is not JSON/));
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
    rejects('cut after the edges', upTo(',\n"loc'), {
      section: 'document',
      behind: ',\n"loc',
      says: tooEarly,
    });
    rejects('cut within a string', upTo('"<dum'), { section: 'strings', behind: '"<dum', says: tooEarly });
    rejects('without its last brace', upTo('"w"]'), { section: 'document', behind: '"w"]', says: tooEarly });
    rejects('with more bytes after its end', `${TEXT}{}`, {
      section: 'document',
      behind: TEXT,
      says: /"\{" where the end/,
    });
    for (const section of ['nodes', 'edges', 'strings']) {
      const order = ['snapshot', 'nodes', 'edges', 'strings'].filter((key) => key !== section);
      const text = sample().text({ order });
      const says = new RegExp(`section "${section}" is missing`);
      rejects(`without "${section}"`, text, { section, behind: text, says });
    }
    rejects('with a section twice', TEXT.replace('"locations"', '"edges"'), {
      section: 'edges',
      behind: '6,4,0\n],\n"edges":',
      says: /"edges" is a duplicate/,
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
    rejects('without a value', '{"a":,"b":2}', {
      section: 'document',
      behind: ':',
      says: /"," where a value/,
    });
    rejects('with a bare key', '{a:1}', { section: 'document', behind: '{', says: /"a" where a key/ });
    rejects('with a comma at its end', '{"a":1,}', {
      section: 'document',
      behind: '1,',
      says: /"\}" where a key/,
    });
  });
});
function header(says: RegExp): Rejection {
  return { section: 'snapshot', behind: HEADER, says };
}

function upTo(text: string): string {
  return TEXT.slice(0, endOf(text, TEXT));
}
