/** Where one is on the page. It stands in the address, so that it can be kept, sent, and gone back from. */
export type Route =
  | { readonly screen: 'databases' }
  | { readonly screen: 'database'; readonly namespace: string; readonly name: string }
  | { readonly screen: 'new'; readonly source?: { readonly namespace: string; readonly name: string }; readonly snapshot?: string }
  | { readonly screen: 'backups' };

/** Reads the part of an address after `#`. */
export function readRoute(hash: string): Route {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen, ...rest] = path.split('/').map(decoded);
  if (screen === 'database' && rest.length === 2) return { screen, namespace: rest[0], name: rest[1] };
  if (screen === 'new') {
    const snapshot = new URLSearchParams(query).get('snapshot') ?? undefined;
    const source = rest.length === 2 ? { namespace: rest[0], name: rest[1] } : undefined;
    return { screen, ...(source === undefined ? {} : { source }), ...(snapshot === undefined ? {} : { snapshot }) };
  }
  return screen === 'backups' ? { screen } : { screen: 'databases' };
}

/** The address of a route. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'database': return `#/database/${encodeURIComponent(route.namespace)}/${encodeURIComponent(route.name)}`;
    case 'new': {
      const source = route.source === undefined ? '' : `/${encodeURIComponent(route.source.namespace)}/${encodeURIComponent(route.source.name)}`;
      return `#/new${source}${route.snapshot === undefined ? '' : `?${new URLSearchParams({ snapshot: route.snapshot })}`}`;
    }
    default: return `#/${route.screen}`;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
