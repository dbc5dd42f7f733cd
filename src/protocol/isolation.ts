import { Act, isDue, Memory } from './decision';
import { RunIntent } from './intent';
import { KIND } from './kinds';
import { LABEL } from './names';
import { DatabaseRecord, IsolatedIncarnation } from './record';

/** The record's list of policies with the one of this run, which keeps out who goes round the client Service. */
export function plannedIsolation({ isolation, previous, target }: RunIntent, record: DatabaseRecord): readonly IsolatedIncarnation[] {
  if (isolation === undefined || record.isolation.some(i => i.policy === isolation.name)) return record.isolation;
  const incarnation = record.incarnation || previous?.name || target.name;
  return [...record.isolation, { policy: isolation.name, incarnation, stays: isolation.stays && incarnation !== target.name }];
}

export function isolate({ isolation, namespace, database }: RunIntent): Act {
  const { name, spec } = isolation!;
  return {
    key: `isolate ${name}`,
    verb: 'create',
    type: KIND.policy,
    name,
    body: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace, labels: { [LABEL.database]: database } }, spec },
    fine: ['exists'],
    said: `NetworkPolicy ${name}: only replicas, operators and this run reach the database`,
  };
}

/** The policies that go when an incarnation is opened: those about it, and those that were for the time of the halt. */
export function isOver({ incarnation, stays }: IsolatedIncarnation, opened: string): boolean {
  return !stays || incarnation === opened;
}

/** What is left to do about isolation once an incarnation is open, and what then stays in the record. */
export function endIsolation(
  record: DatabaseRecord, opened: string, memory: Memory,
): { readonly acts: readonly Act[]; readonly left: readonly IsolatedIncarnation[] } {
  const due = record.isolation.filter(i => isOver(i, opened)).map(i => release(i.policy));
  return {
    acts: due.filter(one => isDue(one, memory)),
    left: record.isolation.filter(i => !isOver(i, opened) || !memory.made.includes(release(i.policy).key)),
  };
}

function release(policy: string): Act {
  return { key: `release ${policy}`, verb: 'remove', type: KIND.policy, name: policy, fine: ['absent'], optional: true, said: `NetworkPolicy ${policy}: deleted` };
}
