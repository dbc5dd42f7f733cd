import { spawnSync } from 'child_process';
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PointInTimeRestore, Resume } from '../../src';
import { Shop } from '../support/shop';

/** Lines of YAML that a reviewer of one undo reads: what `diff` prints between the commits before and after. */
const LINES = 443;

function printed(build: (shop: Shop) => void): string {
  const shop = new Shop();
  build(shop);
  const file = join(mkdtempSync(join(tmpdir(), 'undo-')), 'all.yaml');
  writeFileSync(file, shop.app.synthYaml());
  return file;
}

test('the pull request of one undo does not grow', () => {
  const before = printed(shop => { shop.orders(); });
  const after = printed(shop => {
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z', resume: Resume.automatic() });
  });
  const { stdout } = spawnSync('diff', [before, after], { encoding: 'utf8' });
  const changed = stdout.split('\n').filter(line => /^[<>]/.test(line));
  expect(changed.length).toBeGreaterThan(100);
  expect(changed.length).toBeLessThanOrEqual(LINES);
});
