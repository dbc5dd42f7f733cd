import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** What is written over keeps its shape: the database CR is another construct's. */
export const overridesNeedIncarnation = rule<RestoreSubject>('overrides-need-incarnation', ({ before, assembled, options }) => {
  if (before === undefined || assembled.decision.choice.incarnation) return [];
  return [
    ...(options?.overrides === undefined ? [] : ['overrides']),
    ...(options?.backup === undefined ? [] : ['backup']),
    ...(options?.maintenanceServiceName === undefined ? [] : ['maintenanceServiceName']),
  ].map(value => ({
    message: 'the running database is written over, so nothing about it can be different from now on',
    value,
    remedy: 'change the properties of the database itself, or insist on RestoreProcess.INCARNATION',
  }));
}, 'process', 'snapshot', 'overrides', 'backup', 'spec');
