import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import * as ts from 'typescript';

// The codes of docs/findings.md, out of the sources: `npx ts-node -T -P test/tsconfig.json scripts/findings.ts` writes the page.

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'findings.md');

/** A finding as the sources state it. */
export interface StatedFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** What it says; several where it says different things. `…` stands for what is filled in. */
  readonly messages: string[];
  readonly remedies: string[];
  /** File that states it. */
  readonly file: string;
}

/** Functions that state a finding, and what weight they give it; undefined where an argument says so. */
const STATERS: Record<string, 'error' | 'warning' | undefined> = {
  rule: 'error', aboutForm: 'error', unknown: 'error', error: 'error', bad: 'error', warning: 'warning', doubtful: 'warning', finding: undefined,
};

const CODE = /^[a-z0-9]+(-[a-z0-9]+)+$/;

/** All findings that the sources state, in the order of files. */
export function statedFindings(): StatedFinding[] {
  return sources(join(ROOT, 'src')).flatMap(statedIn);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : [];
  });
}

function statedIn(path: string): StatedFinding[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: StatedFinding[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text in STATERS) {
      const [first] = node.arguments;
      if (first !== undefined && ts.isStringLiteral(first) && CODE.test(first.text)) {
        const texts = (key: string): string[] => [...new Set(propertiesOf(node, key).flatMap(wordings))];
        const [, second, third] = node.arguments;
        const argument = (e: ts.Expression | undefined): string[] => (e === undefined ? [] : wordings(e));
        found.push({
          code: first.text,
          severity: STATERS[node.expression.text] ?? (/WARNING/.test(second?.getText() ?? '') ? 'warning' : 'error'),
          messages: firstOf(texts('message'), argument(second), [commentOf(node)]),
          remedies: firstOf(texts('remedy'), argument(third), texts('allowed').map(text => `give ${text}`)),
          file: relative(ROOT, path),
        });
      }
    }
    if (ts.isObjectLiteralExpression(node)) found.push(...kindIn(node, relative(ROOT, path)));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The finding of a kind of value: an object with a code, and a message or what the value must be. */
function kindIn(node: ts.ObjectLiteralExpression, file: string): StatedFinding[] {
  const own = (name: string): string[] => node.properties
    .flatMap(p => (ts.isPropertyAssignment(p) && p.name.getText() === name ? wordings(p.initializer) : []));
  const [code] = own('code');
  if (code === undefined || !CODE.test(code)) return [];
  const messages = firstOf(own('message'), own('what').map(what => `… is not ${what}`), ['… is not what it must be']);
  // What a later version may have is warned of.
  return [{ code, severity: code.endsWith('-not-known') ? 'warning' : 'error', messages, remedies: firstOf(own('remedy'), own('allowed').map(text => `give ${text}`)), file }];
}

/** The first of these lists that holds something. */
function firstOf(...lists: string[][]): string[] {
  return lists.map(list => list.filter(text => text !== '')).find(list => list.length > 0) ?? [];
}

/** What the comment before a rule says, in one line. */
function commentOf(node: ts.Node): string {
  for (let at = node; at !== undefined; at = at.parent) {
    const text = ts.getJSDocCommentsAndTags(at).map(doc => ts.getTextOfJSDocComment(doc.comment) ?? '').join(' ');
    if (text !== '') return text.replace(/\s+/g, ' ').replace(/\.$/, '');
  }
  return '';
}

/** Values of the properties of this name below a node. */
function propertiesOf(node: ts.Node, name: string): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isPropertyAssignment(at) && at.name.getText() === name) found.push(at.initializer);
    else ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

/** What an expression may say. */
function wordings(e: ts.Expression): string[] {
  if (ts.isStringLiteral(e) || ts.isNoSubstitutionTemplateLiteral(e)) return [e.text];
  if (ts.isTemplateExpression(e)) return [e.head.text + e.templateSpans.map(s => `…${s.literal.text}`).join('')];
  if (ts.isParenthesizedExpression(e)) return wordings(e.expression);
  if (ts.isConditionalExpression(e)) return [...wordings(e.whenTrue), ...wordings(e.whenFalse)];
  if (ts.isBinaryExpression(e) && e.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return wordings(e.left).flatMap(l => wordings(e.right).map(r => l + r));
  }
  return [];
}

/** Floors in the order in which a user meets them. */
const FLOORS: [string, string][] = [
  ['values', 'Values, whatever takes them'],
  ['restore', 'Restores'], ['snapshots', 'Snapshots and times'], ['engines', 'Databases'], ['backup', 'Backups'], ['platform', 'Pods'],
  ['resources', 'Plain resources, and the app as a whole'], ['gitops', 'GitOps'], ['findings', 'Acknowledgements'],
  ['cli', 'Only on the command line'],
];

/** The sections of the page. */
export function findingSections(): string {
  const stated = statedFindings();
  return FLOORS.map(([floor, title]) => {
    const here = stated.filter(f => f.file.startsWith(`src/${floor}/`)).sort((a, b) => (a.code < b.code ? -1 : 1));
    const codes = [...new Set(here.map(f => f.code))];
    const rows = codes.map(code => {
      const same = here.filter(f => f.code === code);
      const join_ = (texts: string[]): string => [...new Set(texts)].join('; or: ').replace(/\|/g, '\\|');
      return `| \`${code}\` | ${same[0].severity} | ${join_(same.flatMap(f => f.messages)) || '–'} | ${join_(same.flatMap(f => f.remedies)) || '–'} |`;
    });
    return codes.length === 0 ? '' : `## ${title}\n\n| code | | what it says | what to do |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  }).filter(s => s !== '').join('\n');
}

if (require.main === module) {
  const intro = readFileSync(PAGE, 'utf8').split('\n## ')[0];
  writeFileSync(PAGE, `${intro.trimEnd()}\n\n${findingSections()}`);
}
