import { IConstruct } from 'constructs';
import { ObjectRole } from './role';

/** Annotations of an object of this role under the GitOps option that holds for a scope. */
export function annotationsOf(_scope: IConstruct, _role: ObjectRole): Record<string, string> {
  return {};
}
