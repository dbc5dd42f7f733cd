import { Agreement, refuseAt } from './agreements';
import { Reading } from './kind';

/** What init containers may only have that go on beside the others. */
const OF_SIDECARS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** Containers of a pod, whose names and ports of the node are one set, its DNS, and whose processes it sees. */
export const podAgrees: Agreement = (pod, reading) => {
  const { dnsPolicy, dnsConfig, hostPID, shareProcessNamespace } = pod;
  initContainersAgree(pod, reading);
  hostPortsAgree(pod, reading);
  if (dnsPolicy === 'None' && !(dnsConfig?.nameservers?.length > 0)) {
    refuseAt(reading, 'dnsConfig', name => (
      { code: 'wrong-type', message: `${name}.nameservers is missing, which dnsPolicy None needs`, remedy: 'say one, or take another dnsPolicy' }
    ));
  }
  if (hostPID === true && shareProcessNamespace === true) {
    refuseAt(reading, 'shareProcessNamespace', name => (
      { code: 'choice-unknown', message: `${name} has no place beside hostPID`, value: true, remedy: 'leave out one of them' }
    ));
  }
};

/** Containers that run before the others: under names of their own, and without what is asked of those that stay. */
function initContainersAgree({ containers, initContainers }: Record<string, any>, reading: Reading): void {
  const names = new Set(partsOf(containers).map(c => c.name));
  each(reading, 'initContainers', initContainers, container => {
    if (names.has(container.name)) {
      refuseAt(reading, 'name', name => (
        { code: 'name-given-twice', message: `${name} is the name of a container too`, value: container.name, allowed: 'each once', remedy: 'give another one' }
      ));
    }
    const key = container.restartPolicy === 'Always' ? undefined : OF_SIDECARS.find(of => container[of] !== undefined && container[of] !== null);
    if (key === undefined) return;
    refuseAt(reading, key, name => (
      { code: 'choice-unknown', message: `${name} is only there for an init container that goes on`, remedy: 'leave it out, or say restartPolicy: \'Always\'' }
    ));
  });
}

/** Ports of the node: each is there once, and on the network of the node it is that of the container. */
function hostPortsAgree({ containers, hostNetwork }: Record<string, any>, reading: Reading): void {
  const taken = new Set<string>();
  each(reading, 'containers', containers, container => each(reading, 'ports', container.ports, ({ hostPort, containerPort, protocol = 'TCP', hostIP = '' }) => {
    if (!(hostPort > 0)) return;
    if (hostNetwork === true && hostPort !== containerPort) {
      refuseAt(reading, 'hostPort', name => (
        { code: 'count-invalid', message: `${name} is not containerPort, as it is with hostNetwork`, value: hostPort, allowed: String(containerPort), remedy: 'leave it out' }
      ));
    }
    const port = `${protocol} ${hostIP} ${hostPort}`;
    if (taken.has(port)) {
      refuseAt(reading, 'hostPort', name => ({ code: 'name-given-twice', message: `${name} is given twice`, value: hostPort, allowed: 'each once', remedy: 'give another one' }));
    }
    taken.add(port);
  }));
}

/** A mount that the node sees too: only what is privileged may have one. */
export const containerAgrees: Agreement = ({ volumeMounts, securityContext }, reading) => {
  if (securityContext?.privileged === true) return;
  each(reading, 'volumeMounts', volumeMounts, ({ mountPropagation }) => {
    if (mountPropagation !== 'Bidirectional') return;
    refuseAt(reading, 'mountPropagation', name => (
      { code: 'choice-unknown', message: `${name} is only there for what is privileged`, value: mountPropagation, allowed: 'None, HostToContainer', remedy: 'say one of them, or securityContext: { privileged: true }' }
    ));
  });
};

/** Looks at each object of a list below the present place; what is none is told at its own place. */
function each(reading: Reading, key: string, list: unknown, look: (entry: Record<string, any>) => void): void {
  if (!Array.isArray(list)) return;
  reading.below(key, () => list.forEach((entry, i) => { if (isObject(entry)) reading.below(i, () => look(entry)); }));
}

function partsOf(list: unknown): Record<string, any>[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isObject(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null;
}
