import { isIP } from 'net';
import { list, parts, refined } from './compound';
import { Reading, Required, text } from './kind';
import { address, addresses, choice, count } from './texts';

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const clusterIp = text({ code: 'url-invalid', what: 'an address of a Service', allowed: 'an IP address, or None', problem: v => v !== 'None' && isIP(v) === 0 });

/** A policy for traffic from outside, where there is none. */
function trafficAgrees({ type = 'ClusterIP', externalTrafficPolicy, externalIPs }: Record<string, any>, reading: Reading): void {
  if (externalTrafficPolicy === undefined || ['NodePort', 'LoadBalancer'].includes(type) || externalIPs?.length > 0) return;
  reading.below('externalTrafficPolicy', () => reading.refuse({
    code: 'choice-unknown',
    message: `${reading.name} is only there for what is reached from outside`,
    value: externalTrafficPolicy,
    allowed: 'with type NodePort or LoadBalancer',
    remedy: 'leave it out, or say type',
  }));
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
