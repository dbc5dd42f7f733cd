import { Manifest } from '../../harness/objects';

/** A mistake that somebody could make in what is rendered for GitOps tools, and the scenario that has to notice it. */
export interface GitMutant {
  readonly name: string;
  /** What Git holds instead. */
  readonly objects?: (objects: readonly Manifest[]) => Manifest[];
  /** Text of the health checks for Flux, and what stands there instead. */
  readonly flux?: readonly [find: string, replace: string];
  /** Beginning of the name of the scenario. */
  readonly caughtBy: string;
}

const each = (change: (object: Manifest) => Manifest) => (objects: readonly Manifest[]): Manifest[] => objects.map(change);
const isClient = (o: Manifest): boolean => o.kind === 'Service' && o.metadata.labels?.['cdk8s-kubestash/service'] === 'client';
const without = (key: string) => each(o => {
  const kept = Object.entries(o.metadata.annotations ?? {}).filter(([k]) => k !== key);
  return { ...o, metadata: { ...o.metadata, annotations: Object.fromEntries(kept) } };
});
/** Of one kind, the first object has the same name in each commit. */
const ofOneName = (is: (object: Manifest) => boolean) => (objects: readonly Manifest[]): Manifest[] => {
  const { name } = objects.find(is)!.metadata;
  return JSON.parse(JSON.stringify(objects).split(`"${name}"`).join('"orders-always"'));
};
const isSettings = (o: Manifest): boolean => o.kind === 'ConfigMap' && o.data['run.json'] !== undefined;

export const GIT_MUTANTS: readonly GitMutant[] = [
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
    caughtBy: 'the application is deleted and made again',
  },
  { name: 'scripts are substituted', objects: without('kustomize.toolkit.fluxcd.io/substitute'), caughtBy: 'variables are substituted' },
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
    caughtBy: 'an incident',
  },
  {
    name: 'health looks at other labels',
    flux: ["metadata.labels['cdk8s-kubestash/service'] == 'client'", "metadata.labels['cdk8s-kubestash/service'] == 'clients'"],
    caughtBy: 'it waits for a person',
  },
];
