// Lists the types that the package's entries use and do not export: a user could not name them.
// usage: public-types.mjs <folder of the built package>; exit code 1 if there are any
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

// The compiler of TypeScript 7 has no interface for programs; this one belongs to what makes the JSON Schemas.
const ts = createRequire(import.meta.resolve('ts-json-schema-generator'))('typescript');

const project = resolve(process.argv[2] ?? '.');
const { exports } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const entries = Object.values(exports).flatMap((entry) => (entry.types ? [join(project, entry.types)] : []));
const program = ts.createProgram(entries, {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  types: ['node'],
  skipLibCheck: true,
});
const checker = program.getTypeChecker();

const exported = new Set(entries.flatMap(exportsOf));
const missing = new Map();
for (const symbol of exported) {
  for (const declaration of symbol.declarations ?? []) visit(declaration, symbol);
}
for (const [name, { file, usedBy }] of [...missing].sort(([a], [b]) => (a < b ? -1 : 1)))
  process.stdout.write(`${name} of ${file} is used by ${[...usedBy].join(', ')}, and not exported\n`);
if (missing.size === 0) process.stdout.write(`${exported.size} exports use exported types only\n`);
process.exitCode = missing.size === 0 ? 0 : 1;

function exportsOf(entry) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
  return checker.getExportsOfModule(module).map(original);
}

function original(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function visit(node, user) {
  // Nobody but the project's own code calls these.
  if (ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')) return;
  if (ts.isTypeReferenceNode(node)) check(node.typeName, user);
  if (ts.isExpressionWithTypeArguments(node)) check(node.expression, user);
  if (ts.isImportTypeNode(node) && node.qualifier !== undefined) check(node.qualifier, user);
  ts.forEachChild(node, (child) => visit(child, user));
}

function check(name, user) {
  const found = checker.getSymbolAtLocation(name);
  const symbol = found && original(found);
  const declarations = symbol?.declarations ?? [];
  if (exported.has(symbol) || declarations.some((one) => ts.isTypeParameterDeclaration(one) || isGlobal(one)))
    return;
  const files = declarations.map((one) => relative(project, one.getSourceFile().fileName));
  // A type of another package, or one that a declaration of ours adds to.
  if (files.length === 0 || files.some((file) => file.startsWith('..') || file.includes('node_modules')))
    return;
  const [file] = files;
  const entry = missing.get(symbol.name) ?? { file, usedBy: new Set() };
  entry.usedBy.add(user.name);
  missing.set(symbol.name, entry);
}

/** Whether a declaration adds to what is global, such as chai's assertions. */
function isGlobal(declaration) {
  return ts.findAncestor(
    declaration,
    (node) => ts.isModuleDeclaration(node) && ts.isGlobalScopeAugmentation(node),
  );
}
