import { DatabaseState } from './read';
import { wordOf } from './sentence';

/** The state of a database for machines. */
export function stateJson(state: DatabaseState): object {
  const { record, services, incarnations, isVoid } = state;
  return {
    name: record.database,
    namespace: record.namespace,
    state: wordOf(state),
    step: record.state,
    reason: record.reason,
    by: record.by,
    since: record.since ?? null,
    restore: record.restore,
    passed: record.passed,
    incarnation: record.incarnation,
    next: record.next,
    previous: record.previous,
    epoch: record.epoch,
    holder: record.holder,
    isVoid,
    services,
    incarnations,
  };
}
