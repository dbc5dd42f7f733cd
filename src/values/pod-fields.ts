import {
  Agreement, atMost, claimAgrees, eachOnce, endsNothing, fieldRequirementAgrees, mountAgrees, oneOf, oneSource, profileAgrees,
  requirementAgrees, securityAgrees, spreadAgrees, succeedsOnce, tolerationAgrees, variableAgrees, withinLimits,
} from './agreements';
import { list, parts, refined } from './compound';
import { Kind, Required, text } from './kind';
import { dnsLabel, envName, labelValue, qualifiedKey, secretName, subdomain } from './names';
import { containerAgrees, podAgrees } from './pod-agreements';
import { ofContainer, ofPod, unknownIn } from './pod-keys';
import { amounts, isQuantity } from './quantities';
import { absolutePath, address, anyText, choice, count, host, mountPath, pathInVolume, port, wholeNumber, words } from './texts';

/** A choice of one of some properties. */
const either = (what: string, of: Record<string, Kind>, missing?: 'refused' | 'accepted'): Required => refined(parts(of), oneOf(what, Object.keys(of), missing));
const object = parts({});

/** A key of a Secret or ConfigMap. */
export const dataKey = text({
  code: 'name-invalid', what: 'a key of a Secret or ConfigMap', allowed: 'letters, digits, "-", "_" and "."', problem: v => !/^[-._a-zA-Z0-9]{1,253}$/.test(v),
});

/** What Kubernetes calls ports. */
const portName = text({
  code: 'name-invalid',
  what: 'the name of a port',
  allowed: 'at most 15 of a-z, 0-9 and single "-", with a letter in it',
  problem: v => !/^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(v),
});
const portOrName: Kind = { optional: false, read: (value, reading) => (typeof value === 'string' ? portName : port).read(value, reading) };

/** Quantities as CRDs take them: whole numbers, or text. */
const quantity: Kind = {
  optional: false,
  read: (value, reading) => (Number.isInteger(value) && isQuantity(value) ? value
    : text({ code: 'quantity-invalid', what: 'a quantity of Kubernetes', allowed: '500m, 2, "1.5", 512Mi, 10Gi', problem: v => !isQuantity(v) }).read(value, reading)),
};

/** Ports by their names, and by what they are. */
const portsAgree: Agreement = (ports: any[], reading) => {
  eachOnce('name')(ports, reading);
  for (const key of ['containerPort', 'port']) eachOnce(key, 'protocol')(ports.map(port_ => ({ protocol: 'TCP', ...port_ })), reading);
};

/** A Secret or ConfigMap by its name. */
const named = parts({ name: subdomain('the name of a Secret or ConfigMap') }, ['name']);

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const requirements = (...operators: string[]): Required => list(refined(
  parts({ key: qualifiedKey, operator: choice('an operator of selectors', operators) }, ['key', 'operator']), requirementAgrees,
));
const ofLabels = parts({ matchExpressions: requirements(...OPERATORS) });
const podTerm = parts({ topologyKey: qualifiedKey }, ['topologyKey']);
const nodeTerms = parts({}, ['nodeSelectorTerms']);
const isNodeTerm = (term: any): boolean => term?.topologyKey === undefined && (term?.matchExpressions ?? term?.matchFields) !== undefined;
const profile = refined(parts({ type: choice('a type of profile', ['RuntimeDefault', 'Localhost', 'Unconfined']) }, ['type']), profileAgrees);
const containers = refined(list(refined(parts({ name: dnsLabel('the name of a container') }, ['name']), containerAgrees)), eachOnce('name'));
const withKey = (what: string): Required => parts({ name: subdomain(`the name of a ${what}`), key: dataKey }, ['key']);
const fileMode = wholeNumber('the mode of files, as a decimal number (0644 is 420)', 0, 0o777);

const HANDLERS = { exec: object, httpGet: object, tcpSocket: object, grpc: object, sleep: object };
/** An operator may add a handler that is not said. */
const handler = either('handler', HANDLERS, 'accepted');
const probe = (...agreements: Agreement[]): Required => agreements.reduce(refined, handler);

/** Fields of a pod that say things about the node or the pod itself (core/v1). */
const fieldRef = parts({
  fieldPath: text({
    code: 'choice-unknown',
    what: 'a field of a pod',
    allowed: 'metadata.name, metadata.namespace, metadata.uid, metadata.labels[\'…\'], metadata.annotations[\'…\'], spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP',
    problem: v => !/^(metadata\.(name|namespace|uid|(labels|annotations)(\[.*\])?)|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/.test(v),
  }),
}, ['fieldPath']);

/** A file of a volume: from a key, or from a field of the pod. */
export const files = list(refined(parts({ key: dataKey, path: pathInVolume, mode: fileMode }, ['path']), (file, reading) => {
  if (file.key === undefined && file.fieldRef === undefined && file.resourceFieldRef === undefined) {
    reading.below('key', () => reading.refuse({ code: 'wrong-type', message: `${reading.name} is missing`, remedy: 'say key' }));
  }
}));

/** Settings of a kernel. */
export const sysctls = list(parts({
  name: text({
    code: 'name-invalid', what: 'the name of a sysctl', allowed: 'such as net.core.somaxconn', problem: v => !/^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(v),
  }),
  value: anyText,
}, ['name', 'value']));

/** Where pods are put by a policy that has a name: there is no other key (ofst `PodPlacementPolicyRef`). */
const placementPolicy = refined(parts({ name: subdomain('the name of a PlacementPolicy') }), (value, reading) => {
  for (const { key } of unknownIn(value, new Set(['name']))) {
    reading.below(key, () => reading.refuse({
      code: 'key-unknown', message: `${reading.name} would be dropped without a word: a policy has a name and no more`, allowed: 'name', remedy: 'leave it out',
    }));
  }
});

/** The pod of a Job of KubeStash, which for a scheduler is in the template of the Job. */
const jobPod = refined(object, ofPod('jobTemplate.spec', 'Jobs of KubeStash'));
const runtimeContainer = refined(object, ofContainer('containerRuntimeSettings', 'containers of KubeStash'));

/** Parts of pods by the names of their fields. */
export const POD_FIELDS: readonly [string, Kind][] = [
  ['podTemplate', parts({ spec: refined(refined(object, ofPod('podTemplate.spec', 'pods of KubeDB')), podAgrees) })],
  ['jobTemplate', parts({ spec: jobPod, template: parts({ spec: jobPod }) })],
  ['runtimeSettings', parts({ pod: refined(object, ofContainer('pod', 'pods of KubeStash')), container: runtimeContainer })],
  ['containerRuntimeSettings', runtimeContainer],
  ['containers', containers],
  ['initContainers', containers],
  ['ports', refined(list(refined(parts({ name: portName, protocol: choice('a protocol', ['TCP', 'UDP', 'SCTP']) }), oneOf('port', ['containerPort', 'port']))), portsAgree)],
  ['env', refined(list(refined(parts({ name: envName }, ['name']), variableAgrees)), eachOnce('name'))],
  ['exec', parts({ command: list(anyText, 1) }, ['command'])],
  ['valueFrom', either('source', { fieldRef: object, resourceFieldRef: object, configMapKeyRef: object, secretKeyRef: object, fileKeyRef: object })],
  ['envFrom', list(refined(parts({ prefix: envName }), either('source', {
    configMapRef: parts({ name: subdomain('the name of a ConfigMap') }, ['name']), secretRef: parts({ name: secretName }, ['name']),
  }).read))],
  ['fieldRef', fieldRef],
  ['resourceFieldRef', parts({
    resource: text({
      code: 'choice-unknown',
      what: 'a resource of a container',
      allowed: 'limits or requests, and cpu, memory, ephemeral-storage or hugepages-<size>: limits.memory',
      problem: v => !/^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-[1-9][0-9]*[KMGT]i)$/.test(v),
    }),
  }, ['resource'])],
  ['livenessProbe', probe(succeedsOnce)],
  ['readinessProbe', probe(endsNothing)],
  ['startupProbe', probe(succeedsOnce)],
  ['preStop', either('handler', HANDLERS)],
  ['postStart', either('handler', HANDLERS)],
  ['volumes', refined(list(refined(parts({
    name: dnsLabel('the name of a volume'),
    secret: parts({ secretName }, ['secretName']),
    configMap: parts({ name: subdomain('the name of a ConfigMap') }, ['name']),
    csi: parts({}, ['driver']),
  }, ['name']), oneSource)), eachOnce('name'))],
  ['items', files],
  ['defaultMode', fileMode],
  ['projected', parts({
    sources: list(either('source', { secret: named, configMap: named, downwardAPI: object, serviceAccountToken: object, clusterTrustBundle: object, podCertificate: object })),
  })],
  ['emptyDir', parts({
    medium: text({ code: 'choice-unknown', what: 'a medium', allowed: 'Memory, HugePages, HugePages-<size>', problem: v => !/^(Memory|HugePages(-[1-9][0-9]*[KMGT]i)?)$/.test(v) }),
    sizeLimit: quantity,
  })],
  ['ephemeral', parts({ volumeClaimTemplate: parts({ spec: refined(parts({}, ['accessModes', 'resources']), claimAgrees) }, ['spec']) })],
  ['storage', refined(object, claimAgrees)],
  ['volumeMounts', refined(list(refined(parts({ mountPath, subPath: pathInVolume }, ['name', 'mountPath']), mountAgrees)), eachOnce('mountPath'))],
  ['volumeDevices', refined(list(parts({}, ['name', 'devicePath'])), eachOnce('devicePath'))],
  ['claims', refined(list(parts({}, ['name'])), eachOnce('name'))],
  ['requests', amounts(quantity)],
  ['limits', amounts(quantity)],
  ['resources', refined(object, withinLimits)],
  ['securityContext', refined(object, securityAgrees)],
  ['containerSecurityContext', refined(object, securityAgrees)],
  ['supplementalGroups', list(wholeNumber('the id of a group', 0, 2 ** 31 - 1))],
  ['sysctls', sysctls],
  ['seccompProfile', profile],
  ['appArmorProfile', profile],
  ['podPlacementPolicy', placementPolicy],
  ['tolerations', list(refined(parts({
    key: qualifiedKey,
    operator: choice('an operator of tolerations', ['Exists', 'Equal', 'Lt', 'Gt']),
    value: labelValue,
    effect: choice('an effect of taints', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
  }), tolerationAgrees))],
  ['nodeSelectorTerms', list(object, 1)],
  ['matchExpressions', requirements(...OPERATORS, 'Gt', 'Lt')],
  ['matchFields', list(refined(parts({}, ['key', 'operator']), fieldRequirementAgrees))],
  ['labelSelector', ofLabels],
  ['namespaceSelector', ofLabels],
  ['podAffinityTerm', podTerm],
  ['preferredDuringSchedulingIgnoredDuringExecution', list(parts({ weight: count('a weight', 1, 100) }, ['weight']))],
  // Of pods there is a list of terms, of nodes an object that holds one.
  ['requiredDuringSchedulingIgnoredDuringExecution', { optional: false, read: (value, reading) => (Array.isArray(value) && !value.some(isNodeTerm) ? list(podTerm) : nodeTerms).read(value, reading) }],
  ['topologySpreadConstraints', refined(list(refined(parts({
    maxSkew: count('a difference'), minDomains: count('a number of domains'), topologyKey: qualifiedKey,
  }, ['maxSkew', 'topologyKey', 'whenUnsatisfiable']), spreadAgrees)), eachOnce('topologyKey', 'whenUnsatisfiable'))],
  ['secretKeyRef', withKey('Secret')],
  ['configMapKeyRef', withKey('ConfigMap')],
  ['httpGet', parts({ port: portOrName, scheme: choice('a scheme', ['HTTP', 'HTTPS']) }, ['port'])],
  ['tcpSocket', parts({ port: portOrName }, ['port'])],
  ['hostAliases', list(parts({ ip: address, hostnames: list(subdomain('a host name')) }, ['ip']))],
  ['dnsConfig', parts({ nameservers: refined(list(address), atMost(3)), options: list(parts({ name: words('an option of DNS'), value: anyText })) })],
  ['readinessGates', list(parts({ conditionType: qualifiedKey }, ['conditionType']))],
  ['nodeName', subdomain('the name of a node')],
  ['hostPath', parts({
    path: absolutePath, type: choice('a type of path', ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice']),
  }, ['path'])],
  ['nfs', parts({ server: host, path: absolutePath }, ['server', 'path'])],
  ['persistentVolumeClaim', parts({}, ['claimName'])],
];
