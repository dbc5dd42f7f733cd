import { mapsWith } from './maps-with';
import { AppSubject, groupsBy, nameOf } from './subject';
import { warning } from '../../../findings/finding';

/** A PriorityClass and a number: pods are refused whose number is not that of the class. Said once, however many pods have both. */
export const priorityBesideClass = warning<AppSubject>('priority-beside-class', subject => groupsBy(
  mapsWith(subject, 'priorityClassName').filter(({ map }) => typeof map.priority === 'number' && typeof map.priorityClassName === 'string' && map.priorityClassName !== ''),
  ({ map }) => `${map.priority} ${map.priorityClassName}`,
).map(([{ object, map, place }]) => ({
  message: `${nameOf(object)}: ${place} has priorityClassName ${map.priorityClassName} and a priority beside it; if that is not the class's own, the cluster refuses the pods`,
  value: map.priority,
  path: object.path,
  property: `${place}.priority`,
  remedy: 'leave priority out: the class says it',
})));
