import { Finding, ask, Rule } from '../../../../src/findings/finding';
import { AppObject, appSubject, AppSubject } from '../../../../src/resources/rules/app/subject';

/** An object as it is printed. */
export function object(apiVersion: string, kind: string, name: string, body: any = {}, namespace: string | undefined = 'shop'): AppObject {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : 'core';
  const json = { apiVersion, kind, metadata: { name, namespace, ...body.metadata }, ...body };
  json.metadata = { name, namespace, ...body.metadata };
  return { path: `chart/${kind}-${name}`, group, kind, name, namespace, json, flux: body.flux === true };
}

/** What a rule says about objects. */
export function about(rule: Rule<AppSubject>, ...objects: AppObject[]): Finding[] {
  return ask([rule], appSubject(objects));
}

export const STORAGE = 'storage.kubestash.com/v1alpha1';
export const CORE = 'core.kubestash.com/v1alpha1';
