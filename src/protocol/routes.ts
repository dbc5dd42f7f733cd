import { LABEL } from './names';
import { isLabel, isName } from './text';

/** Labels of pods. */
export type Labels = Readonly<Record<string, string>>;

/** What a client Service selects for one incarnation. */
export interface Route {
  readonly service: string;
  readonly incarnation: string;
  readonly labels: Labels;
}

/** `<service> <incarnation> <key=value,…>`, routes separated by `;`: how the record writes them. */
export function routesText(routes: readonly Route[]): string {
  return routes.map(r => `${r.service} ${r.incarnation} ${Object.entries(r.labels).map(([k, v]) => `${k}=${v}`).join(',')}`).join(';');
}

/** Reads what `routesText` wrote. What is no route is left out: nothing from a cluster is taken for a name unseen. */
export function readRoutes(text: string): Route[] {
  return text.split(';').flatMap(entry => {
    const [service, incarnation, labels, ...rest] = entry.trim().split(' ');
    const pairs = (labels ?? '').split(',').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
    const sound = rest.length === 0 && labels !== undefined && isName(service) && isName(incarnation)
      && pairs.every(([key, value]) => isLabel(key, value) && key !== LABEL.halted);
    return sound ? [{ service, incarnation, labels: Object.fromEntries(pairs) }] : [];
  });
}

/** The labels that a Service selects for an incarnation; undefined where nobody knows them. */
export function routeOf(routes: readonly Route[], service: string, incarnation: string): Labels | undefined {
  return routes.find(r => r.service === service && r.incarnation === incarnation)?.labels;
}

/** All of them, each Service and incarnation once: the first that says something about it counts. */
export function mergeRoutes(...sources: readonly (readonly Route[])[]): Route[] {
  const merged: Route[] = [];
  for (const route of sources.flat()) {
    if (routeOf(merged, route.service, route.incarnation) === undefined) merged.push(route);
  }
  return merged;
}

/** The Services that routes are about, in order. */
export function servicesOf(routes: readonly Route[]): string[] {
  return [...new Set(routes.map(r => r.service))];
}

/** The incarnations that they lead to, in order. */
export function incarnationsOf(routes: readonly Route[]): string[] {
  return [...new Set(routes.map(r => r.incarnation))];
}

/** Same keys, same values. */
export function sameLabels(a: Labels, b: Labels): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(k => a[k] === b[k]);
}
