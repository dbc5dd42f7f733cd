import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClientService, HALTED, portsOf, selectorOf } from './endpoints';
import { Traffic } from './traffic';
import { EndpointFacts, EngineFacts, Json } from '../engines/facts';
import { ObjectRole } from '../gitops/role';
import { manifest } from '../resources/manifest';

/** What the Services of one database have in common. */
export interface ServiceScope {
  readonly database: string;
  readonly namespace: string;
  readonly facts: EngineFacts;
  readonly spec: Json;
}

/** The client Services of a database, in order; ids are `Client` and `ReadOnly`. */
export function renderClientServices(scope: Construct, of: ServiceScope, front: () => FrontState): void {
  front().services.forEach((service, i) => renderClientService(scope, i === 0 ? 'Client' : 'ReadOnly', of, service, front));
}

/** What stands behind the client Services in the end. */
export interface FrontState {
  readonly services: readonly ClientService[];
  readonly traffic: Traffic;
  readonly incarnation: { readonly name: string };
  readonly spec?: Json;
}

/**
 * A client Service. In managed mode without `spec.selector`: the holder of the record owns it, and what Git does not
 * say, no GitOps tool puts back.
 */
function renderClientService(scope: Construct, id: string, of: ServiceScope, service: ClientService, front: () => FrontState): ApiObject {
  const selector = (): Record<string, string> => {
    const { traffic, incarnation, spec } = front();
    const serving = selectorOf(of.facts, service.facts, spec ?? {}, incarnation.name);
    return traffic._open ? serving : { ...serving, [HALTED]: 'true' };
  };
  return renderService(scope, id, of, service.name, 'client', service.facts, front().traffic._declared ? selector : undefined);
}

/** The maintenance Service of an incarnation: always there, for checks, shells and people. */
export function renderMaintenanceService(scope: Construct, id: string, of: ServiceScope, name: string, incarnation: string): ApiObject {
  return renderService(scope, id, of, name, 'maintenance', of.facts.client, () => selectorOf(of.facts, of.facts.client, of.spec, incarnation));
}

function renderService(
  scope: Construct, id: string, of: ServiceScope, name: string, use: string, endpoint: EndpointFacts,
  selector: (() => Record<string, string>) | undefined,
): ApiObject {
  const spec = { type: 'ClusterIP', ports: portsOf(endpoint, of.spec) };
  return manifest(scope, id, {
    apiVersion: 'v1',
    kind: 'Service',
    name,
    namespace: of.namespace,
    // Never KubeDB's own label triple: the operator deletes Services that carry it.
    labels: { 'cdk8s-kubestash/database': of.database, 'cdk8s-kubestash/service': use },
    role: ObjectRole.TRAFFIC,
    // In declared mode a later restore in the code moves the Service, so the selector is read when YAML is made: by a getter,
    // which leaves it plain data.
    body: { spec: selector === undefined ? spec : { ...spec, get selector() { return selector(); } } },
  });
}
