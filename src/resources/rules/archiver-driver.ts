import { ObjectSubject } from './subject';
import { ENGINES } from '../../engines/registry';
import { articled } from '../../findings/article';
import { rule } from '../../findings/finding';

/** A driver that the CRD of every archiver has, and the operator of this one does not. */
export const archiverDriver = rule<ObjectSubject>('driver-not-offered', ({ kind, spec }) => {
  const drivers: readonly string[] | undefined = ENGINES.find(e => e.archiver?.kind === kind)?.archiver?.drivers;
  const driver: unknown = spec.fullBackup?.driver;
  return drivers === undefined || typeof driver !== 'string' || drivers.includes(driver) ? [] : [{
    message: `${articled(kind)} makes no full backups with this driver`,
    value: driver,
    allowed: drivers.join(', '),
    remedy: 'take one of them',
    property: 'spec.fullBackup.driver',
  }];
});
