import { instead, SnapshotSubject, today } from './subject';
import { rule } from '../../findings/finding';

/** A backup that an integrity check or a trial restore found damaged. */
export const snapshotCorrupt = rule<SnapshotSubject>('snapshot-corrupt', subject => {
  const { name, _health: { integrity, verification } } = today(subject);
  const why = [
    ...(integrity === false ? ['the integrity check found damage in the backup'] : []),
    ...(verification === 'VerificationFailed' ? ['a trial restore of the backup failed'] : []),
  ];
  return why.map(message => ({ message, value: name, allowed: instead(subject) ?? 'a Snapshot that is whole', remedy: 'restore another Snapshot' }));
}, 'snapshot', 'init', 'catalog');
