import { Construct } from 'constructs';
import { checksOf } from './checks';
import { Order } from './order';
import { BackupStorage } from '../../backup/backup-storage';
import { SafetyBackup } from '../../restore/safety-backup';
import { DatabaseShape } from '../../restore/shape';
import { Resume } from '../../run/resume';
import { AgentImage } from '../../run/agent-image';
import { RunOptions } from '../../run/run-options';
import { Call } from '../command';
import { usageError } from '../exit';
import { readSize } from '../sizes';

/** What is to be different from the source. */
export function overridesOf({ options }: Call): DatabaseShape {
  const [size, storageClassName, replicas, version] = ['storage', 'storage-class', 'replicas', 'db-version'].map(o => options.text(o));
  if (replicas !== undefined && !/^[1-9]\d*$/.test(replicas)) throw usageError(`--replicas cannot be "${replicas}"`, 'write a whole number of at least 1');
  return {
    ...(size === undefined && storageClassName === undefined ? {} : {
      storage: { ...(size === undefined ? {} : { size: readSize(size) }), ...(storageClassName === undefined ? {} : { storageClassName }) },
    }),
    ...(replicas === undefined ? {} : { replicas: Number(replicas) }),
    ...(version === undefined ? {} : { version }),
  };
}

/** Who makes it available, after which checks. */
export function resumeOf({ options }: Call, usual: 'automatic' | 'manual'): Resume {
  const checks = checksOf(options);
  return (options.text('resume') ?? usual) === 'automatic' ? Resume.automatic({ checks }) : Resume.manual({ checks });
}

/** How its Job is run. */
export function runOf({ options }: Call): RunOptions {
  const [clientImage, agentImage] = [options.text('client-image'), options.text('agent-image')];
  return { ...(clientImage === undefined ? {} : { clientImage }), ...(agentImage === undefined ? {} : { agent: AgentImage.node(agentImage) }) };
}

/** The backup before an overwrite. */
export function safetyOf({ options }: Call, { storage, asked }: Order, scope: Construct): SafetyBackup {
  const reason = options.text('no-safety-backup');
  if (reason !== undefined) return SafetyBackup.none(reason);
  if (storage === undefined) return SafetyBackup.automatic();
  const secret = asked.kind === 'snapshot' ? asked.snapshot.encryptionSecret : undefined;
  return SafetyBackup.to({
    storage: BackupStorage.fromName(scope, 'SafetyStorage', storage.name, { namespace: storage.namespace }),
    ...(secret === undefined ? {} : { encryptionSecret: { name: secret.name } }),
  });
}
