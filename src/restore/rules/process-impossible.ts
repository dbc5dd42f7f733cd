import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** What the user insists on must be possible. */
export const processImpossible = rule<RestoreSubject>('process-impossible', ({ before, assembled, options, state }) => {
  const { choice } = assembled.decision;
  if (before === undefined) return [];
  if (choice.incarnation && before.shape === undefined) {
    return [{
      message: 'a new incarnation is needed, but the shape of the database is not known',
      value: 'ExistingDatabase.fromName',
      allowed: 'ExistingDatabase.fromManifestFile(…), or a logical Snapshot',
      remedy: `kubectl get ${state.engine._facts.plural}.kubedb.com ${before.incarnation.name} -o yaml, and import that`,
    }];
  }
  if (options?.process === 'overwrite' && choice.process !== 'overwrite') {
    return [{
      message: `a ${choice.method} restore cannot write over a running database`,
      value: 'RestoreProcess.OVERWRITE',
      allowed: 'RestoreProcess.INCARNATION',
      remedy: 'leave process out',
    }];
  }
  if (options?.process === 'incarnation' && before.shape === undefined) {
    return [{
      message: 'no incarnation can be made of a database of which only the name is known',
      value: 'RestoreProcess.INCARNATION',
      allowed: 'RestoreProcess.OVERWRITE',
      remedy: 'import it with ExistingDatabase.fromManifestFile(…)',
    }];
  }
  return [];
}, 'process', 'snapshot', 'at', 'init', 'spec', 'engine');
