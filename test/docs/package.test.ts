import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './pages';

jest.setTimeout(120_000);

const packed = (): string[] => {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }));
  return files.map((f: { path: string }) => f.path);
};

/** Files that a page leads to or shows, without those elsewhere in the world. */
const links = (page: string): string[] => [...readFileSync(join(ROOT, page), 'utf8').replace(/^```[^]*?^```/gm, '').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
  .map(([, link]) => link).filter(link => !/^[a-z]+:/.test(link)).map(link => join(page, '..', link));

test('the package carries the pages and pictures that its README leads to, and those that they lead to', () => {
  const files = packed();
  const seen = new Set<string>();
  const missing: string[] = [];
  const walk = (page: string): void => {
    if (seen.has(page)) return;
    seen.add(page);
    if (!files.includes(page)) missing.push(page);
    else if (page.endsWith('.md')) links(page).forEach(walk);
  };
  walk('README.md');
  // Made by docgen, or written beside its subject; sources, tests and examples stay in the repository.
  const elsewhere = ['API.md', 'docs/kustomize-and-helm.md'];
  expect(missing.filter(page => !elsewhere.includes(page) && !/^(src|assets|examples|test|docs\/captures)\//.test(page))).toEqual([]);
  expect([...seen].filter(page => /^docs\/.*\.(md|png|svg)$/.test(page)).length).toBeGreaterThan(20);
});

test('the package carries no sources, tests or tools', () => {
  expect(packed().filter(path => /^(src|test|bench|scripts|examples|console|docs\/captures)\//.test(path))).toEqual([]);
});
