import { EndpointFacts, EngineFacts } from '../engines/facts';
import { instanceLabels } from '../engines/reached';
import { clientServiceNameOf, LABEL, maintenanceServiceNameOf, readOnlyServiceNameOf, recordNameOf } from '../protocol/names';
import { Json } from '../values/json';

/** A Service that applications use; halted and resumed as one with the others of its database. */
export interface ClientService {
  readonly name: string;
  readonly facts: EndpointFacts;
}

/** Names of everything that stands beside a database. Predictable from its name; each can be set. */
export interface TrafficNames {
  readonly client: string;
  readonly readOnly: string;
  readonly record: string;
}

/** `orders` → `orders-client`, `orders-read-only`, `orders-traffic`. */
export function trafficNames(database: string, given: Partial<TrafficNames> = {}): TrafficNames {
  return {
    client: given.client ?? clientServiceNameOf(database),
    readOnly: given.readOnly ?? readOnlyServiceNameOf(database),
    record: given.record ?? recordNameOf(database),
  };
}

/** `orders` → `orders-maintenance`; one for each incarnation. */
export function maintenanceName(incarnation: string): string {
  return maintenanceServiceNameOf(incarnation);
}

/** Host names of a Service, as clients in and beside its namespace say them. */
export function serviceHosts(service: string, namespace: string | undefined): string[] {
  return namespace === undefined ? [service] : [service, `${service}.${namespace}`, `${service}.${namespace}.svc`];
}

/** The client Services of a database of this shape. */
export function clientServices(facts: EngineFacts, spec: Json, names: TrafficNames): ClientService[] {
  return [
    { name: names.client, facts: facts.client },
    ...(facts.readOnly?.when(spec) ? [{ name: names.readOnly, facts: facts.readOnly }] : []),
  ];
}

/** Names of the client Services that a database may ever have: one that has no readers yet may get some, and keeps its certificates. */
export function clientServiceNames(facts: EngineFacts, names: TrafficNames): string[] {
  return facts.readOnly === undefined ? [names.client] : [names.client, names.readOnly];
}

/** Label that a halted Service asks for and no pod carries. */
export const HALTED = LABEL.halted;

/** What a Service selects to reach an incarnation. */
export function selectorOf(facts: EngineFacts, endpoint: EndpointFacts, spec: Json, incarnation: string): Record<string, string> {
  const selector = instanceLabels(facts, incarnation);
  for (const [key, value] of Object.entries(endpoint.selector(spec))) selector[key] = value.replaceAll('{database}', () => incarnation);
  return selector;
}

/** Ports in the order of the facts; names only where there are several, as Kubernetes asks. */
export function portsOf(endpoint: EndpointFacts, spec: Json): Json[] {
  return endpoint.ports(spec).map(p => ({ name: p.name, port: p.port, protocol: 'TCP', targetPort: p.targetPort }));
}
