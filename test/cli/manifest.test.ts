import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from './support/harness';
import { EXPORT, postgres } from './support/shop';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const of = (object: any, metadata: object, spec: object = {}) => (
  { ...object, metadata: { ...object.metadata, ...metadata }, spec: { ...object.spec, ...spec } }
);
const list = (...items: any[]) => ({ apiVersion: 'v1', kind: 'List', items });
const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'shop' } };

async function planned(content: string | Buffer, ...more: string[]) {
  const file = join(folder, 'file.yaml');
  writeFileSync(file, content);
  const { code, out, err } = await run(['plan', 'orders', '-n', 'shop', '--manifest', file, '--from', EXPORT, '--latest', '--method', 'logical', '--json', ...more]);
  return { code, err: err.replace(file, 'FILE'), from: out === '' ? undefined : JSON.parse(out).shapeFrom };
}

describe('a file with the manifest of a database', () => {
  test.each([
    ['alone', JSON.stringify(postgres())],
    ['with line ends of Windows, and what its editors put before them', `\ufeff${JSON.stringify(postgres(), undefined, 1).replace(/\n/g, '\r\n')}`],
    ['in a list of lists', JSON.stringify(list(null, list(SERVICE, list()), list({ apiVersion: 'kubedb.com/v1', kind: 'PostgresList', items: [postgres()] })))],
    ['after one of its name in another namespace', JSON.stringify(list(of(postgres(), { namespace: 'staging' }, { version: '16.4' }), postgres()))],
    ['among others', JSON.stringify(list(postgres('invoices'), postgres()))],
  ])('may hold it %s', async (_, text) => expect(await planned(text)).toEqual({ code: 0, err: '', from: 'orders' }));

  test('may hold an incarnation of it', async () => {
    expect(await planned(JSON.stringify(postgres('orders-1a2b3c4d')))).toMatchObject({ code: 0, from: 'orders-1a2b3c4d' });
    expect(await planned(JSON.stringify(of(postgres('january'), { labels: { 'cdk8s-kubestash/database': 'orders' } })))).toMatchObject({ code: 0, from: 'january' });
  });

  test.each<[string, string | Buffer, string]>([
    ['another database', JSON.stringify(postgres('invoices')), 'FILE holds no database orders in namespace shop, but Postgres shop/invoices'],
    ['another one that is called alike', JSON.stringify(postgres('orders-archive')), 'FILE holds no database orders in namespace shop, but Postgres shop/orders-archive'],
    ['one of another namespace', JSON.stringify(of(postgres(), { namespace: 'staging' })), 'FILE holds no database orders in namespace shop, but Postgres staging/orders'],
    ['two of its name', JSON.stringify(list(postgres(), { ...postgres(), kind: 'MySQL' })), 'FILE holds several databases orders, and nobody knows which is meant: Postgres shop/orders, MySQL shop/orders'],
    ['no database', JSON.stringify(list(SERVICE)), 'FILE holds no database of KubeDB'],
    ['a table', 'NAME     VERSION   STATUS\norders   17.5      Ready\n', 'FILE holds no database of KubeDB'],
    ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(postgres())}`, 'utf16le'), 'FILE cannot be read: it is not UTF-8 text'],
    ['half of it', JSON.stringify(postgres()).slice(0, -9), 'FILE cannot be read: it is neither YAML nor JSON that kubectl would read: '],
    ['a key twice', 'apiVersion: kubedb.com/v1\nkind: Postgres\nkind: Postgres\n', 'FILE cannot be read: it is neither YAML nor JSON that kubectl would read: Map keys must be unique'],
  ])('is refused in a sentence if it holds %s', async (_, content, sentence) => {
    const { code, err, from } = await planned(content);
    expect({ code, from }).toEqual({ code: 2, from: undefined });
    expect(err).toMatch(/^error: [^\n]+\n {7}[^\n]+\n$/);
    expect(err).toContain(sentence);
  });
});
