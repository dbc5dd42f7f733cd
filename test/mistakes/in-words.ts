/** A mistake in the words of a CRD: what, the code of its finding, where, and the `spec` that holds it. */
export type InWords = readonly [what: string, code: string, property: string, spec: object];

const at = (path: string): string => `spec.podTemplate.spec${path}`;
const pod = (what: string, code: string, path: string, spec: object): InWords => [what, code, at(`.${path}`), { podTemplate: { spec } }];
const container = (what: string, code: string, path: string, of: object): InWords => pod(what, code, `containers[0].${path}`, { containers: [{ name: 'postgres', ...of }] });
const node = (terms: object): object => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } });
const NODE = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';

/** Values in the `spec` of a PostgreSQL that an API server refuses, or drops without a word. */
export const IN_WORDS: readonly InWords[] = [
  container('a number for a variable', 'wrong-type', 'env[0].value', { env: [{ name: 'A', value: 5 }] }),
  container('a Secret without the key in it', 'wrong-type', 'env[0].valueFrom.secretKeyRef.key', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x' } } }] }),
  container('a command in one text', 'wrong-type', 'command', { command: 'sh -c true' }),
  container('an argument that is a number', 'wrong-type', 'args[0]', { args: [1] }),
  container('a probe of port 0', 'count-invalid', 'livenessProbe.httpGet.port', { livenessProbe: { httpGet: { port: 0, path: '/' } } }),
  container('a mount at no path', 'wrong-type', 'volumeMounts[0].mountPath', { volumeMounts: [{ name: 'x', mountPath: '' }] }),
  container('capabilities in one text', 'wrong-type', 'securityContext.capabilities.add', { securityContext: { capabilities: { add: 'NET_ADMIN' } } }),
  container('a profile in other letters', 'choice-unknown', 'securityContext.seccompProfile.type', { securityContext: { seccompProfile: { type: 'runtimeDefault' } } }),
  container('a text for yes', 'wrong-type', 'securityContext.privileged', { securityContext: { privileged: 'true' } }),
  container('a container in capitals', 'name-invalid', 'name', { name: 'Postgres' }),
  container('more CPUs than the limit', 'quantity-invalid', 'resources.requests.cpu', { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  container('a resource of nobody', 'label-invalid', 'resources.limits.gpu', { resources: { limits: { gpu: '1' } } }),
  container('what is privileged and may not become it', 'choice-unknown', 'securityContext.allowPrivilegeEscalation', { securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
  pod('containers that are no list', 'wrong-type', 'containers', { containers: { name: 'postgres' } }),
  pod('seconds in a text', 'wrong-type', 'tolerations[0].tolerationSeconds', { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: '30' }] }),
  pod('a value for what only has to exist', 'choice-unknown', 'tolerations[0].value', { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }),
  pod('a toleration of no key', 'choice-unknown', 'tolerations[0].operator', { tolerations: [{ value: 'b' }] }),
  pod('Secrets for pulling as texts', 'wrong-type', 'imagePullSecrets[0]', { imagePullSecrets: ['pull'] }),
  pod('one volume twice', 'name-given-twice', 'volumes[1].name', { volumes: [{ name: 'a', emptyDir: {} }, { name: 'a', emptyDir: {} }] }),
  pod('a volume of nothing', 'wrong-type', 'volumes[0]', { volumes: [{ name: 'a' }] }),
  pod('a volume of two things', 'name-given-twice', 'volumes[0]', { volumes: [{ name: 'a', emptyDir: {}, configMap: { name: 'b' } }] }),
  pod('a source of volumes in other letters', 'key-unknown', 'volumes[0].emptydir', { volumes: [{ name: 'a', emptydir: {} }] }),
  pod('a host network in a text', 'wrong-type', 'hostNetwork', { hostNetwork: 'yes' }),
  pod('a host alias of a host', 'url-invalid', 'hostAliases[0].ip', { hostAliases: [{ ip: 'db', hostnames: ['x'] }] }),
  pod('a nameserver by its name', 'url-invalid', 'dnsConfig.nameservers[0]', { dnsConfig: { nameservers: ['dns.local'] } }),
  ['an affinity in small letters', 'choice-unknown', `spec.podTemplate.spec.podPlacementPolicy.${NODE}[0].matchExpressions[0].operator`,
    { podTemplate: { spec: { podPlacementPolicy: node({ nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] }] }) } } }],
  ['an affinity to no term', 'list-empty', `spec.podTemplate.spec.podPlacementPolicy.${NODE}`, { podTemplate: { spec: { podPlacementPolicy: node({ nodeSelectorTerms: [] }) } } }],
  ['an agent of monitoring that nobody has', 'choice-unknown', 'spec.monitor.agent', { monitor: { agent: 'prometheus.io/opertor' } }],
  ['an interval in words', 'bad-duration', 'spec.monitor.prometheus.serviceMonitor.interval', { monitor: { agent: 'prometheus.io/operator', prometheus: { serviceMonitor: { interval: '30 seconds' } } } }],
  ['a mistyped key of monitoring', 'key-unknown', 'spec.monitor.promtheus', { monitor: { agent: 'prometheus.io/operator', promtheus: {} } }],
  ['a Service that no database has', 'choice-unknown', 'spec.serviceTemplates[0].alias', { serviceTemplates: [{ alias: 'primray' }] }],
  ['a type of Service in other letters', 'choice-unknown', 'spec.serviceTemplates[0].spec.type', { serviceTemplates: [{ alias: 'primary', spec: { type: 'Loadbalancer' } }] }],
  ['templates of Services that are no list', 'wrong-type', 'spec.serviceTemplates', { serviceTemplates: { alias: 'primary' } }],
  ['a Secret with the configuration in capitals', 'name-invalid', 'spec.configSecret.name', { configSecret: { name: 'Upper' } }],
  ['a certificate for days', 'bad-duration', 'spec.tls.certificates[0].duration', { tls: { issuerRef: { name: 'ca', kind: 'Issuer', apiGroup: 'cert-manager.io' }, certificates: [{ alias: 'server', duration: '90d' }] } }],
  ['schemas from everywhere', 'choice-unknown', 'spec.allowedSchemas.namespaces.from', { allowedSchemas: { namespaces: { from: 'Everywhere' } } }],
  ['a way to log in that is misspelt', 'choice-unknown', 'spec.clientAuthMode', { clientAuthMode: 'scrm' }],
  ['a mode of TLS that is misspelt', 'choice-unknown', 'spec.sslMode', { sslMode: 'required' }],
  ['a mode of standbys in small letters', 'choice-unknown', 'spec.standbyMode', { standbyMode: 'hot' }],
  ['a number in a text', 'wrong-type', 'spec.leaderElection.electionTick', { leaderElection: { electionTick: '10' } }],
  ['a script that is a file name', 'wrong-type', 'spec.init.script', { init: { script: 'x.sh' } }],
];
