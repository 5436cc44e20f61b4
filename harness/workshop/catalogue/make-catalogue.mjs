import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

// npm run build:catalogue writes the cases as the JavaScript that is published: run by those who install the package, and
// copied for students, who read and edit it. So it keeps the comments and the blank lines of its source.
// The compiler of TypeScript 7 has no interface for programs; this one belongs to what makes the JSON Schemas.
const ts = createRequire(import.meta.resolve('ts-json-schema-generator'))('typescript');

const PROJECT = new URL('../../../', import.meta.url);
const CASES = fileURLToPath(new URL('cases', PROJECT));
const CATALOGUE = fileURLToPath(new URL('dist/catalogue', PROJECT));
const OPTIONS = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  useDefineForClassFields: true,
};
/** Stands for a blank line, which the compiler would drop. */
const BLANK = '//\u00a0blank';
const HELPERS_FILE = 'using.js';
const HELPERS_COMMENT = '// What `using` is compiled to: Node 20 does not have it.\n';

if (isOutOfDate()) await make();

/** Whether a source was changed, added or removed since the catalogue was made: formatting takes seconds. */
function isOutOfDate() {
  if (!existsSync(CATALOGUE)) return true;
  const sources = [fileURLToPath(import.meta.url), CASES, ...below(CASES)];
  const made = below(CATALOGUE).filter((path) => path.endsWith('.js'));
  const oldest = Math.min(...made.map(changedAt));
  return sources.some((path) => changedAt(path) >= oldest);
}

async function make() {
  // What is left of a case that was removed would be published, too.
  rmSync(CATALOGUE, { recursive: true, force: true });
  const style = await resolveConfig(join(CASES, 'any.js'));
  for (const file of below(CASES).filter((path) => path.endsWith('.ts'))) {
    const target = join(CATALOGUE, relative(CASES, file)).replace(/\.ts$/, '.js');
    const { code, helpers } = split(compiled(readFileSync(file, 'utf8')));
    await write(target, code, style);
    if (helpers !== '') await write(join(dirname(target), HELPERS_FILE), HELPERS_COMMENT + helpers, style);
  }
}

/** All files and folders below a folder, without the packages that the cases need. */
function below(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => !path.startsWith('packages'))
    .map((path) => join(folder, path));
}

function changedAt(path) {
  return statSync(path).mtimeMs;
}

function compiled(source) {
  const marked = source.replaceAll(/^$(?=\n)/gm, BLANK);
  return ts.transpileModule(marked, { compilerOptions: OPTIONS }).outputText.replaceAll(BLANK, '');
}

/** Moves the compiler's helpers, which would come before the code that is to be read, to a file of their own. */
function split(code) {
  if (!code.startsWith('var __')) return { code, helpers: '' };
  const end = code.search(/^import /m);
  const helpers = code.slice(0, end).replaceAll(/^var /gm, 'export const ');
  const names = [...helpers.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const line = `import { ${names.join(', ')} } from './${HELPERS_FILE}';\n`;
  return { code: code.slice(end).replace(/^(?!import )/m, `${line}$&`), helpers };
}

async function write(file, code, style) {
  const text = await format(code, { ...style, parser: 'babel' });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
