import { instead, SnapshotSubject, today } from './subject';
import { rule } from '../../findings/finding';

/** A backup of which components are missing or failed. */
export const snapshotIncomplete = rule<SnapshotSubject>('snapshot-incomplete', subject => {
  const { name, phase, components, _health: { expectedComponents, failedComponent } } = today(subject);
  const short = expectedComponents !== undefined && expectedComponents !== components.length;
  if (phase !== 'Succeeded' || (!short && failedComponent === undefined)) return [];
  return [{
    message: short
      ? `${components.length} of ${expectedComponents} components are there: ${components.join(', ')}`
      : `component ${failedComponent} failed`,
    value: name,
    allowed: instead(subject) ?? 'a Snapshot with all its components',
    remedy: 'restore another Snapshot',
  }];
}, 'snapshot', 'init', 'catalog');
