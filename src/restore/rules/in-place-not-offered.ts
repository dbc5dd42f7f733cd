import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** KubeDB puts a running database back itself for some engines only, and only where nothing in Git contradicts it. */
export const inPlaceNotOffered = rule<RestoreSubject>('in-place-not-offered', subject => {
  const why = subject.options?.process === 'in-place' && subject.before !== undefined ? whyNot(subject) : undefined;
  return why === undefined ? [] : [{
    message: `KubeDB does not put this database back in place: ${why}`,
    value: 'RestoreProcess.IN_PLACE',
    remedy: 'leave process out: a new incarnation beside the running database needs nothing of this',
  }];
}, 'process', 'engine', 'snapshot', 'at', 'source', 'spec');

function whyNot({ before, state, assembled, resolved: { point } }: RestoreSubject): string | undefined {
  const { engine, spec, incarnation, traffic } = state;
  const { inPlace } = engine._facts;
  if (inPlace === undefined) return `there is no such OpsRequest for ${engine.kind}`;
  if (assembled.decision.choice.process !== 'in-place') {
    return inPlace.replaysLogs ? `${inPlace.kind} replays logs up to a moment, and takes no Snapshot` : `${inPlace.kind} takes a moment or a logical Snapshot`;
  }
  if (traffic._declared) return 'where Git declares everything, nobody halts, waits and takes up archiving again';
  if (point?.kind === 'time' && (point.source.database !== incarnation.name || point.source.namespace !== state.namespace)) {
    return `the logs are those of ${point.source.namespace}/${point.source.database}, and it replays its own`;
  }
  if (before!.livesSince !== undefined) return `${incarnation.name} was itself made by a restore, whose spec.init stands in Git: the GitOps tool would put that back while KubeDB writes another one there`;
  return inPlace.refuses(spec ?? {});
}
