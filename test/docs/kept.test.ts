import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { PAGES, pageText, ROOT, allPages } from './pages';
import { withTables } from '../../scripts/engines';
import { findingSections, statedFindings } from '../../scripts/findings';
import { COMMANDS } from '../../src/cli/registry';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Anchors of a page, as they are made of its headings. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/`/g, '').replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-'));
}

test.each([
  ['languages', 'examples/undo-by-time.ts'],
  ['languages', 'test/languages/python/undo.py'],
  ['languages', 'test/languages/java/Undo.java'],
  ['languages', 'test/languages/go/undo.go'],
  ['languages', 'test/languages/dotnet/Undo.cs'],
  ['gitops', 'docs/pipeline-role.yaml'],
  ['gitops', 'docs/client-service-policy.yaml'],
  ['security', 'docs/restore-run-policy.yaml'],
])('%s.md shows %s as it is', (page, file) => {
  expect(pageText(page)).toContain(`\n${read(file).trimEnd()}\n\`\`\`\n`);
});

test('engines.md says what the library knows (if not: npx ts-node -T -P test/tsconfig.json scripts/engines.ts)', () => {
  expect(pageText('engines')).toBe(withTables(pageText('engines')));
});

describe('findings.md (if not: npx ts-node -T -P test/tsconfig.json scripts/findings.ts)', () => {
  const listed = new Map([...pageText('findings').matchAll(/^\| `([a-z0-9-]+)` \| (\w+) \|/gm)].map(([, code, severity]) => [code, severity]));

  test('lists every code of the sources, with its weight', () => {
    expect(statedFindings().filter(f => !listed.has(f.code)).map(f => `${f.file}: ${f.code}`)).toEqual([]);
    const weights = new Map<string, string[]>();
    for (const { code, severity } of statedFindings()) weights.set(code, [...weights.get(code) ?? [], severity]);
    expect([...listed].filter(([code, severity]) => weights.has(code) && !weights.get(code)!.includes(severity))).toEqual([]);
  });

  test('lists no code that is gone', () => {
    const codes = statedFindings().map(f => f.code);
    expect([...listed.keys()].filter(code => !codes.includes(code))).toEqual([]);
  });

  test('is about a hundred findings, each said in words', () => {
    expect(findingSections().match(/^\| `/gm)!.length).toBeGreaterThan(90);
    expect(statedFindings().filter(f => f.messages.length === 0).map(f => f.code)).toEqual([]);
  });
});

describe.each([...PAGES.map(p => `docs/${p}.md`), 'README.md'])('%s', path => {
  const text = read(path);
  const prose = text.replace(/^```[^]*?^```/gm, '');

  test('leads to what is there', () => {
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link).filter(link => !/^https?:/.test(link));
    const dead = links.filter(link => {
      const [file, anchor] = link.split('#');
      const target = file === '' ? path : join(path, '..', file);
      // Made by docgen, or written beside its subject.
      if (['API.md', 'docs/cli.md', 'docs/adopt.md', 'docs/performance.md', 'docs/conformance-results.md', 'docs/kustomize-and-helm.md'].includes(target)) return false;
      return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchors(read(target)).includes(anchor));
    });
    expect(dead).toEqual([]);
  });

  test('names commands and options that exist', () => {
    const wrong = [...text.matchAll(/npx cdk8s-kubestash ([a-z]+)([^`\n]*)/g)].flatMap(([line, name, rest]) => {
      const command = COMMANDS.find(c => c.name === name);
      if (command === undefined) return [line];
      if (name === 'adopt') return [];
      const { options } = command.load();
      return [...rest.matchAll(/ --([a-z-]+)/g)].map(m => m[1]).filter(o => !(o in options)).map(o => `${line}: --${o}`);
    });
    expect(wrong).toEqual([]);
  });

  test('quotes the record in the words of the protocol', () => {
    const protocol = [...readdirSync(join(ROOT, 'src', 'protocol')).map(f => `src/protocol/${f}`), 'src/agent/loop.ts'].map(read).join('\n');
    const parts = [...prose.matchAll(/“([^”]+)”/g)].flatMap(([, quote]) => quote.split('…')).map(part => part.trim()).filter(part => part.length > 3);
    expect(parts.filter(part => !protocol.includes(part))).toEqual([]);
  });
});

test('every page is reached from the README or from a page that is', () => {
  const reached = new Set(['README.md']);
  const walk = (path: string): void => {
    for (const [, link] of read(path).matchAll(/\]\(([^)#\s]+\.md)[^)]*\)/g)) {
      const target = join(path, '..', link);
      if (reached.has(target) || !existsSync(join(ROOT, target))) continue;
      reached.add(target);
      walk(target);
    }
  };
  walk('README.md');
  expect(PAGES.filter(p => allPages().includes(p) && !reached.has(`docs/${p}.md`))).toEqual([]);
});
