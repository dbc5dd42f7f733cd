import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClientService, HALTED, portsOf, selectorOf } from './endpoints';
import { Traffic } from './traffic';
import { EndpointFacts, EngineFacts } from '../engines/facts';
import { GIT_NOTE } from '../gitops/git-notes';
import { GitOps } from '../gitops/gitops';
import { ObjectRole } from '../gitops/role';
import { Incarnation } from '../plan/request';
import { LABEL } from '../protocol/names';
import { manifest } from '../resources/manifest';
import { Json } from '../values/json';

/** What the Services of one database have in common. */
export interface ServiceScope {
  readonly database: string;
  readonly namespace: string;
  readonly facts: EngineFacts;
  readonly spec: Json;
}

/** A client Service, and how it is moved to what stands behind it in the end. */
export interface MovedService {
  readonly object: ApiObject;
  readonly moveTo: (front: FrontState) => void;
}

/** The client Services of a database, in order; ids are `Client` and `ReadOnly`. */
export function renderClientServices(scope: Construct, of: ServiceScope, { services, traffic }: FrontState): MovedService[] {
  return services.map((service, i) => renderClientService(scope, i === 0 ? 'Client' : 'ReadOnly', of, service, traffic));
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
function renderClientService(scope: Construct, id: string, of: ServiceScope, service: ClientService, traffic: Traffic): MovedService {
  const spec = specOf(of, service.facts);
  const object = renderService(scope, id, of, service.name, 'client', spec);
  return { object, moveTo: traffic._declared ? front => { spec.selector = servedBy(of, service, front); } : front => declareAt(object, front) };
}

/** Says at a client Service what Git wants behind it, where a GitOps tool's health texts read it: Git does not have its selector. */
function declareAt(service: ApiObject, { incarnation: { name, restore } }: FrontState): void {
  if (GitOps._of(service)._speaks) service.metadata.addAnnotation(GIT_NOTE.declared, `${name} ${restore.id}`);
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
