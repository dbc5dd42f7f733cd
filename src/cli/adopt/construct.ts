import { calledIn, importFor } from './exported';
import { Expr, literal, MemberExpr, object, ReferenceExpr, visit } from './expr';
import { isNamedBy } from './names';
import { Adopted } from './object';
import { print, quoted } from './print';
import { Json } from '../../values/json';

/** What a construct is called in the program. */
export interface Placed {
  readonly adopted: Adopted;
  readonly id: string;
  /** The variable of its chart. */
  readonly chart: string;
  /** The variable of its own, if something refers to it. */
  variable?: string;
}

/** Top-level keys that constructs take care of. */
const KNOWN = ['apiVersion', 'kind', 'metadata', 'spec'];

/** The statement that makes a construct. */
export function constructText(placed: Placed, resolve: (reference: ReferenceExpr) => string | undefined): string {
  const { adopted, id, chart, variable } = placed;
  const head = `${variable === undefined ? '' : `const ${variable} = `}new ${calledIn(adopted.className)}(${chart}, ${quoted(id)}, `;
  const props = print(propsOf(placed), '', head.length, 2, resolve);
  const extras = adopted.className === 'ApiObject' ? [] : Object.entries(adopted.given.object).filter(([k]) => !KNOWN.includes(k));
  return `${head}${props});\n${extras.map(([key, value]) => patchText(placed, key, value)).join('')}`;
}

/** Names of modules' members that a construct needs. */
export function importsOf({ adopted }: Placed): { cdk8s: string[]; library: string[] } {
  const library = new Set<string>(adopted.archiver === undefined ? [] : ['ArchiverKind']);
  adopted.props.forEach(([, v]) => visit(v, e => {
    if (e.type === 'member' || e.type === 'call') library.add(e.of);
  }));
  if (adopted.className === 'ApiObject') return { cdk8s: ['ApiObject'], library: [] };
  return { cdk8s: needsPatch(adopted) ? ['ApiObject', 'JsonPatch'] : [], library: [adopted.className, ...library].map(importFor) };
}

/** Whether a construct needs a variable for what its class does not say. */
export function needsPatch({ className, given }: Adopted): boolean {
  return className !== 'ApiObject' && Object.keys(given.object).some(k => !KNOWN.includes(k));
}

/** References of a construct. */
export function referencesOf({ props }: Adopted): ReferenceExpr[] {
  const found: ReferenceExpr[] = [];
  props.forEach(([, v]) => visit(v, e => {
    if (e.type === 'reference') found.push(e);
  }));
  return found;
}

function propsOf({ adopted, id }: Placed): Expr {
  const { name, namespace: _, ...more }: Json = adopted.given.object.metadata;
  if (adopted.className === 'ApiObject') {
    const { apiVersion, kind } = adopted.given.object;
    return object([
      ['apiVersion', literal(apiVersion)], ['kind', literal(kind)], ['metadata', literal({ name, ...more })], ...adopted.props,
    ]);
  }
  const kind: MemberExpr | undefined = adopted.archiver === undefined ? undefined
    : { type: 'member', of: 'ArchiverKind', member: adopted.archiver, value: adopted.app.kind };
  return object([
    ...(kind === undefined ? [] : [['kind', kind] as const]),
    ...(isNamedBy(id, name) ? [] : [['name', literal(name)] as const]),
    ...(Object.keys(more).length > 0 ? [['metadata', literal(more)] as const] : []),
    ...adopted.props,
    ...(adopted.rest === undefined ? [] : [['spec', literal(adopted.rest)] as const]),
  ]);
}

/** What stands beside `spec`, such as `status`. */
function patchText({ variable }: Placed, key: string, value: unknown): string {
  const head = `ApiObject.of(${variable}).addJsonPatch(JsonPatch.add(${quoted(`/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`)}, `;
  return `${head}${print(literal(value), '', head.length, 3, () => undefined)}));\n`;
}
