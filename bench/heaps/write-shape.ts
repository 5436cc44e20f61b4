/** `write-shape <file> <name> <scale>`: writes one of the shapes; `huge` takes bytes for its scale. */
import { huge, shapes } from './shapes.js';
import { SnapshotWriter } from './snapshot-writer.js';

const [file = '', name = '', scale = '1'] = process.argv.slice(2);
const shape =
  name === 'huge' ? huge(Number(scale)) : shapes(Number(scale)).find((known) => known.name === name);
if (shape === undefined) throw new Error(`no shape "${name}"`);
SnapshotWriter.write(file, shape.heap);
