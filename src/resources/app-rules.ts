import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { APP_RULES } from './rules/app';
import { ask, Finding } from '../findings/finding';
import { report } from '../findings/report';
import { GitOps } from '../gitops/gitops';
import { AppObject, AppSubject } from './rules/app/subject';

const WATCHED = Symbol.for('cdk8s-kubestash.AppRules');

/**
 * Has the rules about objects of the whole app asked whenever it is validated, once however often this is called. Each
 * object is rendered once for all of them.
 */
export function watchApp(scope: IConstruct): void {
  const root = scope.node.root as IConstruct & { [WATCHED]?: boolean };
  if (root[WATCHED]) return;
  root[WATCHED] = true;
  report(root, () => appFindings(root));
}

/** What the rules say about all objects at and below a construct, other libraries' included. */
export function appFindings(root: IConstruct): Finding[] {
  return ask(APP_RULES, subjectOf(root));
}

function subjectOf(root: IConstruct): AppSubject {
  const objects = root.node.findAll().flatMap(c => (ApiObject.isApiObject(c) ? objectOf(c) : []));
  return { objects };
}

/** An object that cannot be rendered is left to synthesis, which says why. */
function objectOf(object: ApiObject): AppObject[] {
  try {
    const json = object.toJson();
    return [{
      path: object.node.path,
      group: object.apiGroup,
      kind: object.kind,
      name: String(json.metadata?.name ?? object.name),
      namespace: json.metadata?.namespace,
      json,
      flux: GitOps._of(object)._speaksTo('flux'),
    }];
  } catch {
    return [];
  }
}
