import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** `spec.init` is frozen: it names the Secret of the logs for good, and the code that knew the Secret is gone. */
export const settledLogsUnknown = rule<RestoreSubject>('settled-logs-unknown', ({ resolved, state, assembled }) => {
  if (resolved.logsOf === undefined || assembled.decision.init === undefined || resolved.engine?._facts.archiver?.encryption !== true) return [];
  return [{
    message: `spec.init of ${state.incarnation.name} names the Secret with the key of the logs of ${resolved.logsOf.incarnation} and must never change, but nobody says which Secret that is any more`,
    value: resolved.logsOf.node.path,
    remedy: 'say sourceLogs: { encryptionSecret: { name: \'…\' } }, as spec.init in the cluster has it; for init use RestorePoint.inRepositories(…)',
  }];
});
