import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

/** The public surface as jsii sees it; compiled first where it is missing or older than the sources. */
function assembly(): any {
  const file = join(ROOT, '.jsii');
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const newest = Math.max(...sources.map(name => statSync(join(ROOT, 'src', name)).mtimeMs));
  if (!existsSync(file) || statSync(file).mtimeMs < newest) {
    execFileSync('npx', ['jsii', '--silence-warnings=reserved-word'], {
      cwd: ROOT, stdio: 'pipe', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

jest.setTimeout(300_000);

let types: any[];
beforeAll(() => { types = Object.values(assembly().types); });

const where = (type: any, member?: any): string => member === undefined ? type.fqn : `${type.fqn}.${member.name ?? 'constructor'}`;
const members = (type: any): any[] => [...(type.properties ?? []), ...(type.methods ?? [])];
const own = (type: any): any[] => members(type).filter(m => m.overrides === undefined);
const structs = (): any[] => types.filter(t => t.kind === 'interface' && t.datatype);
const classes = (): any[] => types.filter(t => t.kind === 'class');
const typesIn = (value: any): any[] => JSON.stringify(value).match(/"fqn":"[^"]+"/g) ?? [];

describe('the public surface', () => {
  test('is documented: every type, property, method and enum member', () => {
    const bare = types.flatMap(t => [
      ...(t.docs?.summary ? [] : [where(t)]),
      ...own(t).filter(m => !m.docs?.summary).map(m => where(t, m)),
      ...(t.members ?? []).filter((m: any) => !m.docs?.summary).map((m: any) => where(t, m)),
    ]);
    expect(bare).toEqual([]);
  });

  test('says of every optional property what happens without it', () => {
    const silent = structs().flatMap(t => (t.properties ?? []).filter((p: any) => p.optional && !p.docs?.default).map((p: any) => where(t, p)));
    expect(silent).toEqual([]);
  });

  test('says so in words that help', () => {
    const defaults = structs().flatMap(t => (t.properties ?? []).filter((p: any) => p.optional).map((p: any) => [where(t, p), p.docs.default]));
    expect(defaults.filter(([, text]) => /^(undefined|-?\s*(none given|no (value|default|options)))$/i.test(text))).toEqual([]);
  });

  test('has no union types, which are Object in other languages', () => {
    expect(types.filter(t => JSON.stringify(t).includes('"union"')).map(t => where(t))).toEqual([]);
  });

  test('has no types of cdk8s-plus', () => {
    expect(types.filter(t => typesIn(t).some((f: any) => f.includes('cdk8s-plus'))).map(t => where(t))).toEqual([]);
  });

  test('is made of structs, union-like classes, enums and constructs; no behavioural interface asks users to implement it', () => {
    const interfaces = types.filter(t => t.kind === 'interface' && !t.datatype);
    expect(interfaces.filter(t => !/^I[A-Z]/.test(t.name)).map(t => where(t))).toEqual([]);
  });

  test('what mirrors KubeStash\'s kinds refers to nothing of a restore: Go and Python know no circles of packages', () => {
    const mirrors = types.filter(t => t.namespace === 'resources');
    expect(mirrors.length).toBeGreaterThan(types.length / 3);
    const above = mirrors.filter(t => typesIn(t).some(fqn => /"cdk8s-kubestash\.[^.]+"$/.test(fqn) && fqn !== `"fqn":"${t.fqn}"`));
    expect(above.map(t => where(t))).toEqual([]);
  });

  test('constructs take scope, id and props', () => {
    const constructs = classes().filter(t => extendsConstruct(t) && t.initializer && !t.initializer.protected && !t.abstract);
    expect(constructs.length).toBeGreaterThan(5);
    const shapes = constructs.map(t => [where(t), (t.initializer.parameters ?? []).map((p: any) => p.name).join()]);
    expect(shapes.filter(([, shape]) => shape !== 'scope,id,props')).toEqual([]);
  });

  test('props of a construct are a struct named after it, with no property called props on the construct', () => {
    const odd = classes().filter(t => extendsConstruct(t) && t.initializer?.parameters?.[2])
      .filter(t => t.initializer.parameters[2].type.fqn !== `${t.fqn}Props`).map(t => where(t));
    expect(odd).toEqual([]);
    expect(classes().filter(t => members(t).some(m => m.name === 'props')).map(t => where(t))).toEqual([]);
  });

  test('documents every parameter of factories and methods that take more than options', () => {
    const bare = classes().flatMap(t => (t.methods ?? []).filter((m: any) => m.overrides === undefined)
      .flatMap((m: any) => (m.parameters ?? []).filter((p: any) => !p.docs?.summary && p.name !== 'options').map((p: any) => `${where(t, m)}(${p.name})`)));
    expect(bare).toEqual([]);
  });

  test('enum members are upper case', () => {
    const odd = types.filter(t => t.kind === 'enum').flatMap(t => t.members.filter((m: any) => !/^[A-Z0-9_]+$/.test(m.name)).map((m: any) => where(t, m)));
    expect(odd).toEqual([]);
  });

  function extendsConstruct(type: any): boolean {
    for (let at = type; at !== undefined; at = types.find(t => t.fqn === at.base)) {
      if (['constructs.Construct', 'cdk8s.ApiObject', 'cdk8s.Chart'].includes(at.base)) return true;
    }
    return false;
  }
});
