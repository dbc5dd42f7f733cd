import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { adoptCommand } from '../../../src/cli/adopt';
import { Call, Options } from '../../../src/cli/command';
import { Exit } from '../../../src/cli/exit';

const GOOD = 'apiVersion: kubedb.com/v1\nkind: Postgres\nmetadata: { name: orders, namespace: shop }\nspec: { version: "17.5", storageType: Ephemeral }\n';

describe('adopt', () => {
  let home: string;
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'adopt-')); });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  async function call(paths: string[], options: Record<string, unknown> = {}, stdin = '') {
    const said = { out: '', err: '' };
    const io = {
      stdin: (async function* () { yield Buffer.from(stdin); })(),
      stdout: { write: (t: string) => { said.out += t; } },
      stderr: { write: (t: string) => { said.err += t; } },
    };
    const exit = await adoptCommand.run({ io, arguments: paths, options: new Options(options) } as unknown as Call);
    return { exit, ...said };
  }

  test('writes an app, and never over what is there', async () => {
    writeFileSync(join(home, 'orders.yaml'), GOOD);
    const output = join(home, 'app');
    const { exit, out } = await call([home], { output });
    expect(exit).toBe(Exit.OK);
    expect(out).toContain('Postgres shop/orders  ApiObject');
    expect(readdirSync(output).sort()).toEqual(['cdk8s.yaml', 'main.ts', 'package.json', 'tsconfig.json']);
    await expect(call([join(home, 'orders.yaml')], { output })).rejects.toThrow('is there already');
    writeFileSync(join(output, 'package.json'), '{}');
    await call([join(home, 'orders.yaml')], { output, force: true });
    expect(readFileSync(join(output, 'package.json'), 'utf8')).toBe('{}');
  });

  test('without a directory code and report go apart', async () => {
    const { exit, out, err } = await call(['-'], {}, GOOD);
    expect(exit).toBe(Exit.OK);
    expect(out).toMatch(/^import \{ ApiObject, App, Chart \} from 'cdk8s';\n/);
    expect(err).toContain('standard input\n');
  });

  test('for machines there is nothing but JSON', async () => {
    const { out, err } = await call(['-'], { json: true }, GOOD);
    expect(JSON.parse(out)).toMatchObject({ objects: [{ construct: 'ApiObject' }], findings: [], share: { total: 0 } });
    expect(err).toBe('');
  });

  test('what cannot be read is a finding, and what is not there a mistake', async () => {
    const output = join(home, 'app');
    const { exit, out } = await call(['-'], { output }, 'a: [');
    expect(exit).toBe(Exit.FINDINGS);
    expect(out).toContain('[adopt-yaml-invalid]');
    expect(existsSync(join(output, 'main.ts'))).toBe(false);
    await expect(call([join(home, 'nothing.yaml')])).rejects.toMatchObject({ exit: Exit.USAGE });
    await expect(call([])).rejects.toMatchObject({ exit: Exit.USAGE });
  });
});
