import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { agentProgram, clientScript } from './assets';
import { untouchedByFlux } from '../gitops/flux';
import { ObjectRole } from '../gitops/role';
import { digest } from '../plan/identity';
import { suffixed } from '../plan/plan';
import { manifest } from '../resources/manifest';
import { kebab } from '../values/kebab';

/** Whose scripts are meant: all databases of a chart share those of their namespace and engine. */
export interface ScriptsOf {
  readonly namespace: string;
  /** First part of the names; after the chart, since two charts that print one object would take it from each other. */
  readonly prefix: string;
  /** The engine's client script, as `assets/client` has it: `postgres.sh`. */
  readonly client: string;
  /** Whether the image of the agent carries the program. */
  readonly isCarried: boolean;
}

/** A ConfigMap with scripts. Its name says what is in it, so that it never changes. */
interface ScriptPart {
  readonly name: string;
  readonly files: Record<string, string>;
}

/** First part of the names of a chart's scripts. */
export function scriptsPrefix(scope: Construct): string {
  return Chart.of(scope).node.path.split('/').map(kebab).filter(id => id !== '').join('-') || 'chart';
}

/** Names of the ConfigMaps that a run mounts: the program that talks to Kubernetes, and the script that talks to the database. */
export function scriptNames(of: ScriptsOf): string[] {
  return parts(of).map(p => p.name);
}

/** Renders the scripts that the chart does not have yet. */
export function renderScripts(scope: Construct, of: ScriptsOf): void {
  const chart = Chart.of(scope);
  const rendered = RENDERED.get(chart) ?? new Set();
  RENDERED.set(chart, rendered);
  parts(of).forEach(({ name, files }) => {
    const key = `${of.namespace}/${name}`;
    if (rendered.has(key)) return;
    rendered.add(key);
    manifest(scope, 'agent.js' in files ? 'Agent' : 'ClientScript', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name,
      namespace: of.namespace,
      labels: { 'app.kubernetes.io/part-of': 'cdk8s-kubestash' },
      annotations: untouchedByFlux(Object.values(files).join('')),
      role: ObjectRole.RUN_SUPPORT,
      body: { immutable: true, data: files },
    });
  });
}

/** `namespace/name` of the scripts that a chart has. */
const RENDERED = new WeakMap<Construct, Set<string>>();

function parts({ prefix, client, isCarried }: ScriptsOf): ScriptPart[] {
  return [
    ...(isCarried ? [] : [part(prefix, 'restore-agent', agentProgram)]),
    part(prefix, `${client.replace('.sh', '')}-client`, () => clientScript(client)),
  ];
}

function part(prefix: string, what: string, read: () => Record<string, string>): ScriptPart {
  let known = PARTS.get(what);
  if (known === undefined) {
    const files = read();
    known = { files, hash: digest(files, 6) };
    PARTS.set(what, known);
  }
  return { name: suffixed(prefix, `${what}-${known.hash}`), files: known.files };
}

/** The scripts are the same in every chart: read and hashed once. */
const PARTS = new Map<string, { readonly files: Record<string, string>; readonly hash: string }>();
