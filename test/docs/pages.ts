import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';

// What the pages of docs/ consist of. A page holds programs: a `ts` block that makes an App begins one, the blocks after it go
// on with it. `yaml` blocks are excerpts of what the last program synthesizes, `# …` standing for what is left out. A comment
// `<!-- ts` … `-->` is a block that readers need not see; `<!-- not synthesized -->` goes before YAML of another origin.

export const ROOT = join(__dirname, '..', '..');
const DOCS = join(ROOT, 'docs');

/** The pages whose blocks are held to the library; others are generated, or written beside their subject. */
export const PAGES = [
  'new-database', 'undo', 'after-a-restore', 'a-year', 'clone', 'declared', 'imported', 'gitops', 'gitops-results', 'kustomize-and-helm', 'catalog',
  'platform', 'security', 'languages', 'engines', 'findings',
].filter(page => existsSync(join(DOCS, `${page}.md`)));

/** A block of a page. */
export interface Block {
  readonly lang: string;
  readonly text: string;
  /** Line of the page where its text begins. */
  readonly line: number;
  /** Whether readers see it. */
  readonly hidden: boolean;
  /** What the comment before it says: `not synthesized`. */
  readonly remark?: string;
}

/** A program of a page, and the YAML that it is said to make. */
export interface Program {
  readonly page: string;
  readonly index: number;
  readonly source: string;
  readonly excerpts: Block[];
}

export function pageText(page: string): string {
  return readFileSync(join(DOCS, `${page}.md`), 'utf8');
}

export function allPages(): string[] {
  return readdirSync(DOCS).filter(f => f.endsWith('.md')).map(f => f.slice(0, -'.md'.length));
}

export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  const lines = pageText(page).split('\n');
  let remark: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const fence = /^```(\w*)/.exec(lines[i]);
    const hidden = /^<!-- (ts)$/.exec(lines[i]);
    const said = /^<!-- (.+) -->$/.exec(lines[i]);
    if (said !== null) remark = said[1];
    if (fence === null && hidden === null) {
      if (said === null && lines[i] !== '') remark = undefined;
      continue;
    }
    const end = hidden === null ? '```' : '-->';
    const begin = i + 1;
    while (lines[++i] !== end) if (i >= lines.length) throw new Error(`${page}.md:${begin}: the block does not end`);
    blocks.push({ lang: (fence ?? hidden)![1], text: lines.slice(begin, i).join('\n'), line: begin + 1, hidden: hidden !== null, remark });
    remark = undefined;
  }
  return blocks;
}

/** The programs of a page, in order. */
export function programsOf(page: string): Program[] {
  const programs: { parts: string[]; excerpts: Block[] }[] = [];
  for (const block of blocksOf(page)) {
    if (block.lang === 'ts') {
      if (/new App\(/.test(block.text)) programs.push({ parts: [], excerpts: [] });
      if (programs.length === 0) throw new Error(`${page}.md:${block.line}: no App has been made before this block`);
      programs[programs.length - 1].parts.push(block.text);
    } else if (block.lang === 'yaml' && block.remark !== 'not synthesized') {
      if (programs.length === 0) throw new Error(`${page}.md:${block.line}: no program has been written before this YAML`);
      programs[programs.length - 1].excerpts.push(block);
    }
  }
  return programs.map(({ parts, excerpts }, index) => ({ page, index, excerpts, source: joined(parts) }));
}

/** Blocks made one module: what several of them import is imported once, and files are those of examples/. */
function joined(parts: string[]): string {
  const imports = new Map<string, Set<string>>();
  const others = new Set<string>();
  const rest = parts.map(part => part
    .replace(/^import \{([^}]*)\} from '([^']+)';\n?/gm, (_, names: string, from: string) => {
      const known = imports.get(from) ?? new Set();
      names.split(',').map(n => n.trim()).filter(n => n !== '').forEach(n => known.add(n));
      imports.set(from, known);
      return '';
    })
    .replace(/^import .*;\n?/gm, line => { others.add(line.trim()); return ''; })
    .replace(/'([\w-]+\.(?:json|yaml))'/g, (text, file: string) => {
      const path = join(ROOT, 'examples', file);
      return existsSync(path) ? JSON.stringify(path) : text;
    }));
  return [
    ...[...imports].map(([from, names]) => `import { ${[...names].join(', ')} } from '${from}';`),
    ...others,
    ...rest,
    'export { app };',
  ].join('\n');
}
