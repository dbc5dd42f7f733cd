import { GIT_NOTE } from './git-notes';
import { LABEL, SERVICE_NOTE } from '../protocol/names';

/**
 * Health of Services. That of a client Service says whether applications can connect, and to what Git says: a run that has ended
 * halted is a Job that has completed, and a Service without endpoints is well to every tool. Any other Service is judged as Kubernetes' own
 * rule has it, which these texts replace.
 */

/** For Argo CD: Progressing until it is opened for the first time, Suspended where a run or a person has halted it or gone elsewhere. */
export const SERVICE_LUA = `hs = {}
hs.status = "Healthy"
hs.message = ""
local spec = obj.spec or {}
if spec.type == "LoadBalancer" then
  local balancer = (obj.status or {}).loadBalancer or {}
  if balancer.ingress == nil or balancer.ingress[1] == nil then
    hs.status = "Progressing"
    hs.message = "waiting for the load balancer"
  end
end
local labels = obj.metadata.labels or {}
if labels["${LABEL.service}"] ~= "client" then
  return hs
end
local notes = obj.metadata.annotations or {}
local selector = spec.selector or {}
if next(selector) == nil then
  hs.status = "Progressing"
  hs.message = "no run has opened it yet"
  return hs
end
if selector["${LABEL.halted}"] ~= nil then
  hs.status = "Suspended"
  hs.message = "halted"
  if notes["${SERVICE_NOTE.by}"] ~= nil then
    hs.message = "halted by " .. notes["${SERVICE_NOTE.by}"]
  end
  return hs
end
local declared = notes["${GIT_NOTE.declared}"]
local incarnation = notes["${SERVICE_NOTE.incarnation}"] or ""
local restore = notes["${SERVICE_NOTE.restore}"] or ""
if declared ~= nil and declared ~= incarnation .. " " .. restore then
  hs.status = "Suspended"
  hs.message = "leads to " .. incarnation .. " after restore " .. restore .. ", and Git says " .. declared
end
return hs
`;

const note = (key: string): string => `has(metadata.annotations) && '${key}' in metadata.annotations`;
const HALTED = `'${LABEL.halted}' in spec.selector`;

/** What a run has opened is to be what Git says, where Git says it. */
const AS_DECLARED = any(
  `!(${note(GIT_NOTE.declared)})`,
  all(
    `'${SERVICE_NOTE.incarnation}' in metadata.annotations`,
    `'${SERVICE_NOTE.restore}' in metadata.annotations`,
    `metadata.annotations['${GIT_NOTE.declared}'] == metadata.annotations['${SERVICE_NOTE.incarnation}'] + ' ' + metadata.annotations['${SERVICE_NOTE.restore}']`,
  ),
);

/** Halted by Git, and by nobody else: there it is as it should be. */
const HALTED_BY_GIT = all(HALTED, `!(${note(SERVICE_NOTE.state)})`, `!(${note(GIT_NOTE.declared)})`);

/** For Flux, in CEL: a client Service is current when applications can connect to what Git says, or when Git says that nobody may. */
export const SERVICE_CURRENT = all(
  "(!has(spec.type) || spec.type != 'LoadBalancer' || (has(spec.clusterIP) && spec.clusterIP != ''))",
  any(
    `!(has(metadata.labels) && '${LABEL.service}' in metadata.labels && metadata.labels['${LABEL.service}'] == 'client')`,
    all('has(spec.selector)', 'size(spec.selector) > 0', any(all(`!(${HALTED})`, AS_DECLARED), HALTED_BY_GIT)),
  ),
);

function all(...tests: string[]): string {
  return `(${tests.join(' && ')})`;
}

function any(...tests: string[]): string {
  return `(${tests.join(' || ')})`;
}
