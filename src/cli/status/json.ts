import { declaredOtherwise, Situation } from './read';
import { wordOf } from './sentence';

/** The situation of a database for machines. */
export function situationJson(situation: Situation): object {
  const { record, services, incarnations, isVoid } = situation;
  const declared = declaredOtherwise(situation);
  return {
    name: record.database,
    namespace: record.namespace,
    state: wordOf(situation),
    step: record.state,
    reason: record.reason,
    by: record.by,
    since: record.since || null,
    restore: record.restore,
    passed: record.passed,
    incarnation: record.incarnation,
    next: record.next,
    previous: record.previous,
    epoch: record.epoch,
    holder: record.holder,
    isVoid,
    declared: declared === undefined ? null : { restore: declared.restore, run: declared.name, status: declared.status },
    archiving: record.archiving === undefined ? null : { stage: record.archiving.stage, incarnation: record.archiving.incarnation },
    kept: { ...record.kept },
    unsound: record.unsound,
    services,
    incarnations,
  };
}
