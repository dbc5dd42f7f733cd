import { Act } from './decision';
import { KIND } from './kinds';
import { LABEL, SERVICE_NOTE } from './names';
import { DatabaseRecord } from './record';
import { Labels, routeOf, sameLabels } from './routes';
import { ServiceView } from './views';
import { World } from './world';

/** Whether applications are let in. */
export type Traffic = 'halted' | 'open';

/** Milliseconds for which no client Service may have an address before it counts as drained. */
export const SETTLE = 250;

/** Where client Services stand on their way to what they are wanted to select. */
export interface Pointing {
  /** Patches that are still to be made. */
  readonly acts: readonly Act[];
  /** Services that do not exist. */
  readonly absent: readonly string[];
  /** Services that are not known yet. */
  readonly unknown: readonly string[];
}

/** What is missing until all client Services lead to an incarnation, or are halted for it. */
export function pointing(
  services: readonly string[], incarnation: string, traffic: Traffic, record: DatabaseRecord, by: string, world: World,
): Pointing {
  const views = services.map(name => [name, world.service(name)] as const);
  return {
    unknown: views.filter(([, view]) => view === undefined).map(([name]) => name),
    absent: views.filter(([, view]) => view === null).map(([name]) => name),
    acts: views.flatMap(([name, view]) => (view ? patchOf(name, view, incarnation, traffic, record, by) : [])),
  };
}

/** What a client Service is to select; undefined where no route says so. */
export function wantedLabels(service: string, view: ServiceView, incarnation: string, traffic: Traffic, record: DatabaseRecord): Labels | undefined {
  const route = routeOf(record.routes, service, incarnation);
  if (traffic === 'open') return route;
  // Without a route it keeps what it has: the label that no pod carries is what counts.
  return { ...(route ?? view.selector), [LABEL.halted]: 'true' };
}

/** Whether a client Service selects what the record wants it to. */
export function isRight(service: string, view: ServiceView, incarnation: string, traffic: Traffic, record: DatabaseRecord): boolean {
  const wanted = wantedLabels(service, view, incarnation, traffic, record);
  return wanted === undefined || sameLabels(view.selector, wanted);
}

/** Since when no client Service has had an address, as it is remembered from one look at the world to the next. */
export function emptySince(services: readonly string[], world: World, before: number | undefined, now: number): number | undefined {
  const addresses = services.map(name => world.endpoints(name));
  return addresses.every(a => a !== undefined && a.length === 0) ? before ?? now : undefined;
}

/** Every Service is patched once an epoch, so that a change that was decided under an older one meets a conflict. */
function patchOf(name: string, view: ServiceView, incarnation: string, traffic: Traffic, record: DatabaseRecord, by: string): Act[] {
  const wanted = wantedLabels(name, view, incarnation, traffic, record);
  if (wanted === undefined || (sameLabels(view.selector, wanted) && view.epoch === String(record.epoch))) return [];
  const gone = Object.keys(view.selector).filter(key => wanted[key] === undefined);
  const state = traffic === 'open' ? 'serving' : 'halted';
  return [{
    key: `${name} ${traffic} ${incarnation} ${record.epoch}`,
    verb: 'patch',
    type: KIND.service,
    name,
    body: {
      metadata: {
        resourceVersion: view.version,
        annotations: {
          [SERVICE_NOTE.epoch]: String(record.epoch),
          [SERVICE_NOTE.state]: state,
          [SERVICE_NOTE.incarnation]: incarnation,
          [SERVICE_NOTE.restore]: record.restore,
          [SERVICE_NOTE.by]: by,
        },
      },
      // A merge patch keeps the keys that it does not name.
      spec: { selector: { ...Object.fromEntries(gone.map(key => [key, null])), ...wanted } },
    },
    fine: ['conflict', 'absent'],
    said: `Service ${name}: ${state}, for ${incarnation}`,
  }];
}
