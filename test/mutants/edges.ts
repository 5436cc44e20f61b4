import type { Mutant } from './mutant.js';

/** Ways to break the assertions, the command and the pages. */
export const edgesMutants: readonly Mutant[] = [
  {
    name: 'an inconclusive check counts as nothing left behind',
    file: 'harness/chai/leak.ts',
    find: "  if (result.verdict === 'inconclusive') throw inconclusiveError(result);\n",
    replace: '  void inconclusiveError;\n',
    killer: { test: 'dist/test/chai/leak.test.js' },
  },
  {
    name: 'the page of a check hides what is not known to leak or to stay',
    file: 'harness/render/page/verdict/leak-trace.tsx',
    find: '      {trace.nodes.map((node, index) => (',
    replace: "      {trace.nodes.filter(({ status }) => status !== 'unknown').map((node, index) => (",
    killer: { test: 'dist/test/render/verdict-page.test.js' },
  },
  {
    name: 'a report that cannot be written changes the exit code of a leak',
    file: 'harness/cli/check.ts',
    find: '    return said === EXIT.asStated ? reported : said;\n',
    replace: '    return reported === EXIT.asStated ? said : reported;\n',
    killer: { test: 'dist/test/cli/output.test.js' },
  },
];
