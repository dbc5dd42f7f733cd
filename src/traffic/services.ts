import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClientService, HALTED, portsOf, selectorOf } from './endpoints';
import { Traffic } from './traffic';
import { EndpointFacts, EngineFacts, Json } from '../engines/facts';
import { GIT_NOTE } from '../gitops/git-notes';
import { GitOps } from '../gitops/gitops';
import { ObjectRole } from '../gitops/role';
import { Incarnation } from '../plan/request';
import { LABEL } from '../protocol/names';
import { manifest } from '../resources/manifest';

/** What the Services of one database have in common. */
export interface ServiceScope {
  readonly database: string;
  readonly namespace: string;
  readonly facts: EngineFacts;
  readonly spec: Json;
}

/** The client Services of a database, in order; ids are `Client` and `ReadOnly`. */
export function renderClientServices(scope: Construct, of: ServiceScope, front: () => FrontState): ApiObject[] {
  return front().services.map((service, i) => renderClientService(scope, i === 0 ? 'Client' : 'ReadOnly', of, service, front));
}

/** Says at client Services what Git wants behind them, where a GitOps tool's health texts read it. Where Git has their selector, that says it. */
export function declareAt(services: readonly ApiObject[], { traffic, incarnation: { name, restore } }: FrontState): void {
  for (const service of traffic._declared ? [] : services) {
    if (GitOps._of(service)._speaks) service.metadata.addAnnotation(GIT_NOTE.declared, `${name} ${restore.id}`);
  }
}

/** What stands behind the client Services in the end. */
export interface FrontState {
  readonly services: readonly ClientService[];
  readonly traffic: Traffic;
  readonly incarnation: Incarnation;
  readonly spec?: Json;
}

/**
 * A client Service. In managed mode without `spec.selector`: the holder of the record owns it, and what Git does not
 * say, no GitOps tool puts back.
 */
function renderClientService(scope: Construct, id: string, of: ServiceScope, service: ClientService, front: () => FrontState): ApiObject {
  const spec = specOf(of, service.facts);
  if (!front().traffic._declared) return renderService(scope, id, of, service.name, 'client', spec);
  // A later restore in the code moves the Service, so the selector is read when YAML is made: by a getter, which leaves it plain data.
  return renderService(scope, id, of, service.name, 'client', { ...spec, get selector() { return servedBy(of, service, front()); } });
}

function servedBy(of: ServiceScope, service: ClientService, { traffic, incarnation, spec }: FrontState): Record<string, string> {
  const serving = selectorOf(of.facts, service.facts, spec ?? {}, incarnation.name);
  return traffic._open ? serving : { ...serving, [HALTED]: 'true' };
}

/** The maintenance Service of an incarnation: always there, for checks, shells and people. */
export function renderMaintenanceService(scope: Construct, id: string, of: ServiceScope, name: string, incarnation: string): ApiObject {
  const selector = selectorOf(of.facts, of.facts.client, of.spec, incarnation);
  return renderService(scope, id, of, name, 'maintenance', { ...specOf(of, of.facts.client), selector });
}

function specOf(of: ServiceScope, endpoint: EndpointFacts): Json {
  return { type: 'ClusterIP', ports: portsOf(endpoint, of.spec) };
}

function renderService(scope: Construct, id: string, of: ServiceScope, name: string, use: string, spec: Json): ApiObject {
  return manifest(scope, id, {
    apiVersion: 'v1',
    kind: 'Service',
    name,
    namespace: of.namespace,
    // Never KubeDB's own label triple: the operator deletes Services that carry it.
    labels: { [LABEL.database]: of.database, [LABEL.service]: use },
    role: ObjectRole.TRAFFIC,
    body: { spec },
  });
}
