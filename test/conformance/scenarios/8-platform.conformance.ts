import { apply, inOrder } from '../harness/apply';
import { openIfHolds, snapshotOf } from '../harness/apps';
import { converged } from '../harness/converge';
import { eventually } from '../harness/eventually';
import { ordersWithDumps, OVERWRITE } from '../harness/flows';
import { Manifest } from '../harness/objects';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { requests } from '../harness/times';
import { counted } from '../report/figures';
import { Check, Platform, PodsOptions, RestoreProcess, Resume, SnapshotRestore } from 'cdk8s-kubestash';

/** The overwrite of all flows, with a check of an image of one's own, on a platform. */
const restoreOn = (pods: PodsOptions) => ({ namespace }: Space): Manifest[] => synth(namespace, chart => {
  Platform.of(chart).use({ pods });
  new SnapshotRestore(chart, 'Back', {
    database: ordersWithDumps(chart),
    snapshot: snapshotOf(namespace, 'orders', 'monday'),
    process: RestoreProcess.OVERWRITE,
    resume: openIfHolds('monday-data'),
  });
});

/** What the API server says to a pod of the run, if it were made now; undefined if it lets it be. */
async function refusal(space: Space, objects: readonly Manifest[], change: object = {}): Promise<string | undefined> {
  const { metadata, spec } = objects.find(o => o.kind === 'Job')!.spec.template;
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'tried', namespace: space.namespace }, spec: { ...spec, ...change } };
  return space.admin.create(pod as Manifest, 'fieldValidation=Strict&dryRun=All').then(() => undefined, e => String(e.message));
}

/** What a run makes, the record aside. */
const OWNED = ['backupsessions', 'networkpolicies', 'restoresessions'];

/** Has admission demand a label of what is made in a namespace. */
async function demandOwner({ admin, namespace }: Space): Promise<void> {
  const [apiVersion, name] = ['admissionregistration.k8s.io/v1', `owner-${namespace}`];
  await admin.create({
    apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      matchConstraints: { resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE'], resources: OWNED }] },
      validations: [{ expression: "has(object.metadata.labels) && 'owner' in object.metadata.labels", message: 'nobody owns it' }],
    },
  } as Manifest);
  const matchResources = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  await admin.create({
    apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name }, spec: { policyName: name, validationActions: ['Deny'], matchResources },
  } as Manifest);
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'unowned', namespace }, spec: { podSelector: {} } };
  const isRefused = () => admin.create(policy as Manifest, 'dryRun=All').then(() => false, e => /nobody owns it/.test(String(e.message)));
  await eventually('the policy to be in force', isRefused);
}

describe('8. Platforms: what admission of a real API server demands of the pods of a run', () => {
  test('a namespace that is restricted and has a quota of limits takes them, once the quota is met', async () => {
    await counted('8. Platforms', () => inNamespace('platform', async space => {
      await OVERWRITE.before!(space);
      const { namespace } = space;
      await space.admin.create({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: namespace }, value: 1 } as Manifest);
      // Pods of the database are there already, and are not what is asked about: the quota is for the class of the run.
      await space.admin.patch({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
      await space.admin.create({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'runs', namespace },
        spec: {
          hard: { 'requests.cpu': '1', 'limits.cpu': '4', 'requests.memory': '1Gi', 'limits.memory': '2Gi' },
          scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: [namespace] }] },
        },
      } as Manifest);
      await eventually('the quota to be known', async () => (await space.get('v1', 'ResourceQuota', 'runs')).status?.hard !== undefined);

      // A pod is looked at after its ServiceAccount.
      const unmet = restoreOn({ run: { priorityClassName: namespace } })(space);
      await space.admin.create(unmet.filter(o => o.kind === 'ServiceAccount').find(o => o.metadata.name.endsWith('cdk8s-kubestash'))!).catch(() => undefined);
      await eventually('the quota to be in force', async () => /must specify limits[.]cpu/.test(await refusal(space, unmet) ?? ''));
      const objects = restoreOn({ run: { priorityClassName: namespace }, resources: { limits: { cpu: '500m' } } })(space);
      await apply(space, inOrder(objects));
      expect(await refusal(space, objects, { hostNetwork: true })).toMatch(/violates PodSecurity "restricted/);
      await converged({ ...OVERWRITE, objects: () => objects }, space);
    }));
  });

  test('a label that a policy demands stands on whatever a run makes', async () => {
    await counted('8. Platforms', () => inNamespace('platform-labels', async space => {
      await OVERWRITE.before!(space);
      await demandOwner(space);
      // Of Jobs of KubeStash the policy for runs lists the labels.
      const objects = restoreOn({ run: { labels: { owner: 'shop' } } })(space);
      await apply(space, inOrder(objects));
      await converged({ ...OVERWRITE, objects: () => objects }, space);
      // The session, the safety backup before it, and the policy that isolates.
      const made = (await requests(space, { verb: 'create' })).filter(r => OWNED.includes(r.resource) && r.status === 201);
      expect(made.map(r => r.resource).sort()).toEqual(OWNED);
    }));
  });

  test('a check of an image of one\'s own is restricted as well', async () => {
    await counted('8. Platforms', () => inNamespace('platform-check', async space => {
      const { namespace } = space;
      await space.admin.patch({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
      const objects = synth(namespace, chart => {
        new SnapshotRestore(chart, 'Back', {
          database: ordersWithDumps(chart),
          snapshot: snapshotOf(namespace, 'orders', 'monday'),
          process: RestoreProcess.OVERWRITE,
          resume: Resume.manual({ checks: [Check.command({ image: 'example.com/check:1', command: ['check'] })] }),
        });
      });
      await space.admin.create(objects.find(o => o.kind === 'ServiceAccount')!);
      expect(await refusal(space, objects)).toBeUndefined();
      expect(await refusal(space, objects, { hostPID: true })).toMatch(/violates PodSecurity/);
    }));
  });
});
