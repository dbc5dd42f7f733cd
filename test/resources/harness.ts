import { App, Chart, Testing } from 'cdk8s';
import { ask, Finding } from '../../src/findings/finding';
import { Findings } from '../../src/findings/findings';
import { OBJECT_RULES } from '../../src/resources/rules';

/** A chart with a namespace in an app of its own. */
export function chartIn(namespace: string | null = 'shop', app: App = Testing.app()): Chart {
  return new Chart(app, namespace ?? 'nowhere', namespace === null ? {} : { namespace });
}

/** Everything that is found in the app of a chart. */
export function findings(chart: Chart): Finding[] {
  return Findings.of(chart.node.root).all;
}

/** Codes of everything that is found in the app of a chart. */
export function codes(chart: Chart): string[] {
  return findings(chart).map(f => f.code);
}

/** The only object that a chart prints. */
export function only(chart: Chart): any {
  const objects = Testing.synth(chart);
  expect(objects).toHaveLength(1);
  return objects[0];
}

/** What the rules of single objects say about a spec. */
export function askAbout(kind: string, spec: any, name = 'it'): Finding[] {
  return ask(OBJECT_RULES, { apiVersion: 'v1', kind, name, namespace: 'shop', spec });
}

/** Codes of what the rules of single objects say about a spec. */
export function codesAbout(kind: string, spec: any): string[] {
  return askAbout(kind, spec).map(f => f.code);
}

/** A session that upstream takes. */
export const SESSION = {
  name: 'nightly',
  scheduler: { schedule: '0 3 * * *', jobTemplate: { backoffLimit: 1 } },
  addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup' }] },
  repositories: [{ name: 'orders-logical', backend: 's3', directory: 'shop/orders/logical' }],
};

/** A BackupConfiguration that upstream takes. */
export const CONFIGURATION = {
  target: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' },
  backends: [{ name: 's3', storageRef: { name: 'storage', namespace: 'shop' }, retentionPolicy: { name: 'keep', namespace: 'shop' } }],
  sessions: [SESSION],
};
