import { Manifest } from '../../harness/objects';

/** A mistake that somebody could make in what is rendered for GitOps tools, and the scenario that has to notice it. */
export interface GitMutant {
  readonly name: string;
  /** What Git holds instead. */
  readonly objects?: (objects: readonly Manifest[]) => Manifest[];
  /** Text of the health checks for Flux, and what stands there instead. */
  readonly flux?: readonly [find: string, replace: string];
  /** Entry of the health checks for Argo CD, a text in it, and what stands there instead. */
  readonly argo?: readonly [key: string, find: string, replace: string];
  /** The only tool that it is a mistake for. */
  readonly of?: 'flux' | 'argo';
  /** Beginning of the name of the scenario. */
  readonly caughtBy: string;
}

/** Mistakes that there are under a tool: those in Git that are not about the other one, and those in its own health checks. */
export function mutantsOf(tool: 'flux' | 'argo'): GitMutant[] {
  return GIT_MUTANTS.filter(m => (m.objects !== undefined && (m.of ?? tool) === tool) || m[tool] !== undefined);
}

const each = (change: (object: Manifest) => Manifest) => (objects: readonly Manifest[]): Manifest[] => objects.map(change);
const isClient = (o: Manifest): boolean => o.kind === 'Service' && o.metadata.labels?.['cdk8s-kubestash/service'] === 'client';
const annotated = (change: (annotations: [string, string][], object: Manifest) => [string, string][]) => each(o => (
  { ...o, metadata: { ...o.metadata, annotations: Object.fromEntries(change(Object.entries(o.metadata.annotations ?? {}), o)) } }
));
const without = (key: string) => annotated(all => all.filter(([k]) => k !== key));
/** Of one kind, the first object has the same name in each commit. */
const ofOneName = (is: (object: Manifest) => boolean) => (objects: readonly Manifest[]): Manifest[] => {
  const { name } = objects.find(is)!.metadata;
  return JSON.parse(JSON.stringify(objects).split(`"${name}"`).join('"orders-always"'));
};
const isSettings = (o: Manifest): boolean => o.kind === 'ConfigMap' && o.data['run.json'] !== undefined;

const ofWave = (is: (object: Manifest) => boolean, wave: string) => (
  annotated((all, o) => all.map(([k, v]) => [k, k === 'argocd.argoproj.io/sync-wave' && is(o) ? wave : v]))
);
const SERVICE_HEALTH = 'resource.customizations.health.Service';

const GIT_MUTANTS: readonly GitMutant[] = [
  {
    name: 'the selector of a client Service stands in Git',
    objects: each(o => (isClient(o) ? { ...o, spec: { ...o.spec, selector: { 'app.kubernetes.io/managed-by': 'kubedb.com' } } } : o)),
    caughtBy: 'undo',
  },
  {
    name: 'a halted Service stands in Git',
    objects: each(o => (isClient(o) ? { ...o, spec: { ...o.spec, selector: { 'cdk8s-kubestash/halted': 'true' } } } : o)),
    caughtBy: 'undo',
  },
  { name: 'the name of a Job does not change', objects: ofOneName(o => o.kind === 'Job'), caughtBy: 'second restore' },
  { name: 'the name of the settings does not change', objects: ofOneName(isSettings), caughtBy: 'second restore' },
  { name: 'the account of a run is missing', objects: all => all.filter(o => o.kind !== 'ServiceAccount'), caughtBy: 'first deployment' },
  {
    name: 'databases that leave Git are pruned',
    objects: without('kustomize.toolkit.fluxcd.io/prune'),
    of: 'flux',
    caughtBy: 'the application is deleted and made again',
  },
  {
    name: 'scripts are substituted',
    objects: without('kustomize.toolkit.fluxcd.io/substitute'),
    of: 'flux',
    caughtBy: 'variables are substituted',
  },
  {
    name: 'databases that leave Git are pruned, and go with the Application',
    objects: without('argocd.argoproj.io/sync-options'),
    of: 'argo',
    caughtBy: 'the application is deleted and made again',
  },
  {
    name: 'a database that has left Git is a difference',
    objects: without('argocd.argoproj.io/compare-options'),
    of: 'argo',
    caughtBy: 'what was there before is retired',
  },
  {
    name: 'the run is a wave later than what it is to open',
    objects: ofWave(o => o.kind === 'Job', '2'),
    of: 'argo',
    caughtBy: 'first deployment',
  },
  {
    name: 'what a run needs is in a wave before the others',
    objects: ofWave(o => !['ServiceAccount', 'Role', 'RoleBinding', 'ConfigMap'].includes(o.kind), '1'),
    of: 'argo',
    caughtBy: 'something is refused',
  },
  {
    name: 'health counts what a corrected restore has left on the way',
    argo: ['resource.customizations.health.kubedb.com_Postgres', 'if not provisioned then', 'if false then'],
    caughtBy: 'a restore that hangs is replaced by a commit',
  },
  {
    name: 'nobody says which incarnation is history',
    objects: without('cdk8s-kubestash/followed-by'),
    caughtBy: 'a failed overwrite, and a restore after it',
  },
  {
    name: 'nobody says what Git wants behind a client Service',
    objects: without('cdk8s-kubestash/declared'),
    caughtBy: 'a person goes back',
  },
  {
    name: 'health ignores what is halted',
    flux: ["!('cdk8s-kubestash/halted' in spec.selector)", 'true'],
    argo: [SERVICE_HEALTH, 'selector["cdk8s-kubestash/halted"] ~= nil', 'false'],
    caughtBy: 'an incident',
  },
  {
    name: 'health looks at other labels',
    flux: ["metadata.labels['cdk8s-kubestash/service'] == 'client'", "metadata.labels['cdk8s-kubestash/service'] == 'clients'"],
    argo: [SERVICE_HEALTH, 'labels["cdk8s-kubestash/service"] ~= "client"', 'labels["cdk8s-kubestash/service"] ~= "clients"'],
    caughtBy: 'it waits for a person',
  },
];
