import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './pages';
import { linkedApi, linkedResources } from '../../scripts/api-links';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const api = linkedApi(read('API.md'));
const resources = linkedResources(read('docs/resources.md'));

test('types of the other page are linked to it, in tables, lists and arrays', () => {
  expect(linkedApi('# A\n\n- *Type:* cdk8s-kubestash.resources.RestoreHooks[]\n')).toContain(
    '- *Type:* <a href="docs/resources.md#cdk8s-kubestash.resources.RestoreHooks">cdk8s-kubestash.resources.RestoreHooks</a>[]\n',
  );
});

test('every type of KubeStash\'s own kinds that API.md names is linked, and stands where the link leads', () => {
  const links = [...api.matchAll(/href="docs\/resources\.md#([^"]+)"/g)].map(([, anchor]) => anchor);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(anchor => !resources.includes(`id="${anchor}"`))).toEqual([]);
  expect(api).not.toMatch(/(<code>|\*Type:\* )cdk8s-kubestash\.resources\./);
});

test('both pages say where the other is, below their titles', () => {
  expect(api.split('\n')[2]).toContain('](docs/resources.md)');
  expect(resources.split('\n')[2]).toContain('](../API.md)');
});

test('what is linked stays as it is', () => {
  expect(linkedApi(api)).toBe(api);
  expect(linkedResources(resources)).toBe(resources);
});
