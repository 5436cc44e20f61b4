// CommonJS: on Node 20 the pool's first message arrives before an ES module has been loaded.
const { ClusterWorker } = require('poolifier');

const loading = import('./handle.mjs');

module.exports = new ClusterWorker(async (task) => (await loading).handle(task));
