import { adopt } from '../../../src/cli/adopt';

const snapshot = (i: number) => ({ apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'Snapshot', metadata: { name: `s-${i}`, namespace: 'shop' }, spec: { repository: 'orders' } });
const configMap = (i: number) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c-${i % 600}`, namespace: 'shop' }, data: { i: `n${i}` } });
const adopted = (items: object[]) => adopt([{ path: 'all.json', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) }], { declaredOnly: true });

test('Snapshots are left out, however many, and told of once', () => {
  const { files, report } = adopted([configMap(0), ...Array.from({ length: 50 }, (_, i) => snapshot(i))]);
  expect(report.findings.map(f => `${f.code}: ${f.message}`)).toEqual([expect.stringMatching(/^adopt-snapshots-left-out: 50 Snapshots are left out: /)]);
  expect(report.objects).toHaveLength(1);
  expect(files[0].text).not.toContain('s-1');
});

test('twice as many objects take little more than twice as long, those of two clusters too', () => {
  const secondsFor = (count: number): number => {
    const start = process.cpuUsage();
    const { report } = adopted(Array.from({ length: count }, (_, i) => configMap(i)));
    expect(report.objects).toHaveLength(count);
    expect(report.findings.filter(f => f.code === 'duplicate-object')).toHaveLength(Math.max(0, count - 600));
    return process.cpuUsage(start).user / 1e6;
  };
  secondsFor(50);
  const few = secondsFor(150);
  expect(secondsFor(600)).toBeLessThan(few * 10 + 0.5);
  expect(secondsFor(620)).toBeLessThan(few * 20 + 2);
}, 120_000);
