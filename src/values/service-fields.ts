import { isIP } from 'net';
import { list, parts, refined } from './compound';
import { Reading, Required, text } from './kind';
import { address, addresses, choice, count } from './texts';

/** There is no place for the name that `ExternalName` needs. */
const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer'];
const clusterIp = text({ code: 'url-invalid', what: 'an address of a Service', allowed: 'an IP address, or None', problem: v => v !== 'None' && isIP(v) === 0 });

/** What is said of traffic from outside, where there is none, or not of the kind that it is about. */
function trafficAgrees(service: Record<string, any>, reading: Reading): void {
  const { type = 'ClusterIP', clusterIP, externalTrafficPolicy, externalIPs, loadBalancerSourceRanges, healthCheckNodePort, ports } = service;
  const isOutside = ['NodePort', 'LoadBalancer'].includes(type);
  const refuse = (key: string, when: string, allowed: string, remedy: string): void => {
    reading.below(key, () => reading.refuse({ code: 'choice-unknown', message: `${reading.name} is only there for ${when}`, value: service[key], allowed, remedy }));
  };
  if (isOutside && clusterIP === 'None') {
    refuse('clusterIP', 'what is reached from inside alone', 'with type ClusterIP', 'leave out clusterIP, or type');
  }
  if (externalTrafficPolicy !== undefined && !isOutside && !(externalIPs?.length > 0)) {
    refuse('externalTrafficPolicy', 'what is reached from outside', 'with type NodePort or LoadBalancer', 'leave it out, or say type');
  }
  if (loadBalancerSourceRanges?.length > 0 && type !== 'LoadBalancer') {
    refuse('loadBalancerSourceRanges', 'what has a load balancer', 'with type LoadBalancer', 'leave it out, or say type');
  }
  if (healthCheckNodePort > 0 && !(type === 'LoadBalancer' && externalTrafficPolicy === 'Local')) {
    refuse('healthCheckNodePort', 'traffic that stays on its node', 'with type LoadBalancer and externalTrafficPolicy Local', 'leave it out, or say both');
  }
  if (!isOutside) reading.below('ports', () => listOf(ports).forEach((port, i) => reading.below(i, () => nodePortUnused(port, reading))));
}

/** A port of nodes is opened for what is reached from outside. */
function nodePortUnused({ nodePort }: Record<string, any>, reading: Reading): void {
  if (!(nodePort > 0)) return;
  reading.below('nodePort', () => reading.refuse({
    code: 'choice-unknown',
    message: `${reading.name} is only there for what is reached from outside`,
    value: nodePort,
    allowed: 'with type NodePort or LoadBalancer',
    remedy: 'leave it out, or say type',
  }));
}

function listOf(value: unknown): Record<string, any>[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'object' && one !== null) : [];
}

/** Templates of the Services that an operator makes for a database (ofst `ServiceTemplateSpec`). */
export const serviceTemplates: Required = list(parts({
  alias: choice('a Service of a database', ['primary', 'secondary', 'standby', 'stats', 'dashboard']),
  spec: refined(parts({
    type: choice('a type of Service', TYPES),
    clusterIP: clusterIp,
    externalIPs: list(address),
    loadBalancerSourceRanges: list(addresses),
    sessionAffinityConfig: parts({ clientIP: parts({ timeoutSeconds: count('a number of seconds', 1, 86_400) }) }),
  }), trafficAgrees),
}, ['alias']));
