import { exported } from './samples';
import { streamCatalog } from '../../src/snapshots/stream';

async function* chunks(text: string, size: number): AsyncIterable<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

test('a list is read while it arrives', async () => {
  const text = JSON.stringify({ kind: 'List', metadata: { annotations: { 'cdk8s-kubestash/exported-at': '2026-11-25T00:00:00Z' } }, items: [exported({ name: 'a' })] });
  const catalog = await streamCatalog(chunks(text, 5));
  expect(catalog.exportedAt).toBe('2026-11-25T00:00:00Z');
  expect(catalog.database('orders', 'shop').latest().name).toBe('a');
});

test('a stream that breaks off is a problem that every Snapshot out of it carries', async () => {
  const catalog = await streamCatalog(chunks(JSON.stringify({ items: [exported()] }).slice(0, -3), 50));
  expect(catalog.database('orders', 'shop').latest()._problems).toMatchObject([{ code: 'catalog-unreadable', value: '"standard input"' }]);
});
