import { expect } from 'chai';

import { readSnapshot, SnapshotFormatError } from '../../../harness/heap/snapshot/index.js';
import { rejects, sample } from '../../support/rejections.js';

const TEXT = sample().text();

describe('readSnapshot() rejects with ERR_SNAPSHOT_FORMAT', () => {
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
      'with a comma and white space at the end',
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
      /the nodes count more edges than "edge_count", 3/,
    );
    replaced(
      'that count too few edges',
      '16,2,0,0\n]',
      '16,1,0,0\n]',
      'nodes',
      '16,1,0,0\n]',
      /count 2 edges, but.*3/,
    );
    replaced(
      'less than counted',
      '"node_count":2',
      '"node_count":3',
      'nodes',
      '0,0\n]',
      /2 nodes, but "node_count" is 3/,
    );
    replaced(
      'more than counted',
      '"node_count":2',
      '"node_count":1',
      'nodes',
      '\n,3',
      /more nodes than "node_count", 1/,
    );
    it('of which the header counts billions, without allocating memory for them', async () => {
      const input = TEXT.replace('"node_count":2', '"node_count":4000000000');
      const error: unknown = await readSnapshot(Buffer.from(input)).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(SnapshotFormatError).and.include({ section: 'nodes' });
      expect(process.memoryUsage.rss()).to.be.below(4e9);
    });
    replaced('that end within a row', '16,2,0,0\n]', '16,2]', 'nodes', '16,2]', /ends within a row/);
    replaced(
      'with a name that is no string',
      ',3,2,3',
      ',3,5,3',
      'nodes',
      ',3,5',
      /string index 5, but there are only 5/,
    );
    const none = TEXT.replace(/node_count":2,"edge_count":3/, 'node_count":0,"edge_count":0').replace(
      /"nodes":.*"strings"/s,
      '"nodes":[],"edges":[],"strings"',
    );
    rejects('that are missing altogether', none, { section: 'nodes', behind: none, says: /it has no nodes/ });
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
      /string index 5, but there are only 5/,
    );
    replaced(
      'that lead to an offset within a node',
      '[2,3,7',
      '[2,3,8',
      'edges',
      '[2,3,8',
      /"to_node" 8 is not a multiple of 7/,
    );
    replaced(
      'that lead too far',
      '[2,3,7',
      '[2,3,14',
      'edges',
      '[2,3,14',
      /"to_node" 14 is beyond the last node/,
    );
    replaced(
      'more than counted',
      '7\n,1',
      '7\n,2,3,7\n,1',
      'edges',
      '0\n,6',
      /more edges than "edge_count", 3/,
    );
    replaced('fewer than counted', '\n,1,7,0\n', '\n', 'edges', '6,4,0\n]', /2 edges, but "edge_count" is 3/);
  });

  describe('locations', () => {
    replaced(
      'of an offset within a node',
      's":[7,5',
      's":[8,5',
      'locations',
      's":[8',
      /"object_index" 8 is not the offset of a node/,
    );
    replaced(
      'of a node that does not exist',
      's":[7,5',
      's":[14,5',
      'locations',
      's":[14',
      /"object_index" 14 is not the offset of a node/,
    );
    for (const [field, right, wrong] of [
      ['script_id', ',5,1,2', ',4294967296'],
      ['line', ',1,2', ',4294967296'],
      ['line', ',1,2', ',-2147483649'],
      ['column', ',2\n]', ',4294967296'],
      ['column', ',2\n]', ',-2147483649'],
    ] as const) {
      replaced(
        `with a ${field} beyond 32 bits, ${wrong.slice(1)}`,
        `"locations":[7,5,1,2\n]`,
        `"locations":[7,5,1,2\n]`.replace(right, () => wrong + right.replace(/,\d/, '')),
        'locations',
        wrong,
        new RegExp(`"${field}" ${wrong.slice(1)} needs more than 32 bits`),
      );
    }
    const negative = /a negative number where a number was expected/;
    replaced('of a negative node', 's":[7,5', 's":[-7,5', 'locations', 'locations":[', negative);
    replaced('with a negative script', 's":[7,5', 's":[7,-5', 'locations', 's":[7,', negative);
    replaced('with two minuses', ',5,1,2', ',5,1,--2', 'locations', ',5,1,-', negative);
    replaced('with a minus alone', ',5,1,2', ',5,1,-', 'locations', ',5,1,-', /where a number was expected/);
    replaced(
      'with a minus before white space',
      ',5,1,2',
      ',5,1,- 2',
      'locations',
      ',5,1,-',
      /where a number was expected/,
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
    replaced('with an unknown escape', '<dummy>', '\\x', 'strings', '"\\', /"x" where a JSON escape/);
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
