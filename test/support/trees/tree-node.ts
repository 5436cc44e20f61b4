import { parentPort, workerData } from 'node:worker_threads';
import { TreeIsolate, type TreeNode } from './isolate-tree.js';

/** A thread or a process of a random program. */
if (parentPort !== null) {
  const port = parentPort;
  const isolate = new TreeIsolate(workerData as TreeNode);
  port.on('message', (task: number) => void isolate.work(task).then((rows) => port.postMessage(rows)));
} else {
  const [, , text = ''] = process.argv;
  const isolate = new TreeIsolate(JSON.parse(text) as TreeNode);
  process.on('message', (task: number) => void isolate.work(task).then((rows) => process.send?.(rows)));
  process.once('disconnect', () => process.exit());
}
