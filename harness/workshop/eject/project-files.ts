import { ownPackage } from '../../core/own-package.js';
import { neededRange } from '../catalogue/published.js';

/** Returns the `package.json` of an ejected case. */
export function packageFile(id: string, packages: readonly string[]): string {
  const { version, engines } = ownPackage();
  // The commands of heapwitness are used even by a case that does not import it.
  const others = packages.filter((name) => name !== 'heapwitness');
  const dependencies = Object.fromEntries([
    ['heapwitness', version],
    ...others.map((name) => [name, neededRange(name)]),
  ]) as Readonly<Record<string, string>>;
  const content = {
    name: `case-${id}`,
    version: '1.0.0',
    private: true,
    type: 'module',
    engines,
    scripts: {
      start: 'heapwitness cases --from .',
      predict: 'heapwitness cases --from . --predict',
      watch: 'heapwitness cases --from . --watch',
    },
    dependencies,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * Returns the README of an ejected case, in both languages.
 *
 * @param files paths of the files of the case
 */
export function readme(id: string, files: readonly string[]): string {
  const { version } = ownPackage();
  const listed = files.map((path) => `\`${path}\``).join(', ');
  return `# The case ${id}

A workshop case of heapwitness ${version}, as plain JavaScript.

\`\`\`sh
npm install
npm start             # runs the case, and writes reports/latest/index.html
npm run predict       # asks what will be alive before it runs
npm run watch         # runs it again whenever a file is saved
\`\`\`

Edit ${listed}.
\`case.js\` states what will be alive; the other files run in the worker. If what is observed differs from the statement,
\`npm start\` reports the difference and ends with exit code 1. If you have heapwitness as a file, run
\`npm install <file>\` instead of \`npm install\`.

## 简体中文

heapwitness ${version} 的一个课堂案例，纯 JavaScript。执行 \`npm install\` 和 \`npm start\`，然后打开
\`reports/latest/index.html\`。可修改上述文件：\`case.js\` 陈述哪些对象存活，其余文件在 worker 中运行。实测与陈述不符时，
\`npm start\` 报告差异，退出码为 1。如果 heapwitness 是一个文件，请执行 \`npm install <文件>\`，代替 \`npm install\`。
`;
}
