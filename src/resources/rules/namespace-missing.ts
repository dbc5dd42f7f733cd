import { ObjectSubject } from './subject';
import { rule } from '../../findings/finding';

/** Upstream looks namespaces up literally, and kustomize does not reach all of them: they must stand in the code. */
export const namespaceMissing = rule<ObjectSubject>('namespace-missing', ({ kind, name, namespace }) => (
  namespace === undefined || namespace === '' ? [{
    message: `the namespace of ${kind} ${name} is not known`,
    remedy: 'give the chart or the construct a namespace',
  }] : []
));
