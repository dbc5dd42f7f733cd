/**
 * What of a printed object is not explained by the given one: neither said there, nor one of the defaults that classes write
 * out. Order of keys does not matter, and null means: not set.
 */
export function unexplained(given: any, printed: any): string[] {
  const home = given.metadata?.namespace;
  const restored = given.spec?.dataSource?.namespace;
  const homes = [home, restored, ...Object.values<any>(given.spec?.manifestOptions ?? {}).map(o => o?.restoreNamespace)];
  return compare(given, printed, '', (path, value) => isWrittenDefault(path, value, homes));
}

function isWrittenDefault(path: string, value: unknown, homes: unknown[]): boolean {
  const text = JSON.stringify(value);
  switch (path.split('.').pop()) {
    case 'usagePolicy': return text === '{"allowedNamespaces":{"from":"Same"}}';
    case 'allowedNamespaces': return text === '{"from":"Same"}';
    case 'databases': return text === '{"namespaces":{"from":"Same"}}';
    case 'namespaces': return path === '.spec.databases.namespaces' && text === '{"from":"Same"}';
    case 'from': return /\.(allowedNamespaces|databases\.namespaces)\.from$/.test(path) && value === 'Same';
    case 'namespace': return path.startsWith('.spec.') && homes.includes(value);
    case 'jobTemplate': return path.endsWith('.scheduler.jobTemplate') && text === '{"backoffLimit":1}';
    case 'apiGroup': return path === '.spec.invoker.apiGroup' && value === 'core.kubestash.com';
    // Of lists, what the API server would add.
    case 'sessionHistoryLimit': return /\.sessions\[\d+\]\.sessionHistoryLimit$/.test(path) && value === 1;
    case 'maxRetry': return /\]\.retryConfig\.maxRetry$/.test(path) && value === 1;
    case 'executionPolicy': return /\.(pre|post)(Backup|Restore)\[\d+\]\.executionPolicy$/.test(path) && value === 'Always';
    case 'kind': return path === '.spec.invoker.kind' && value === 'BackupConfiguration';
    default: return false;
  }
}

function compare(given: any, printed: any, path: string, isDefault: (path: string, value: unknown) => boolean): string[] {
  if (isMap(given) && isMap(printed)) {
    const set = (o: any, k: string) => (Object.hasOwn(o, k) ? o[k] ?? undefined : undefined);
    return [...new Set([...Object.keys(given), ...Object.keys(printed)])].flatMap(key => {
      const at = `${path}.${key}`;
      if (isNothing(set(given, key), at) && isNothing(set(printed, key), at)) return [];
      if (set(given, key) === undefined && isDefault(at, printed[key])) return [];
      return compare(set(given, key), set(printed, key), at, isDefault);
    });
  }
  if (Array.isArray(given) && Array.isArray(printed) && given.length === printed.length) {
    return given.flatMap((v, i) => compare(v, printed[i], `${path}[${i}]`, isDefault));
  }
  return given === printed ? [] : [`${path}: ${JSON.stringify(given)} became ${JSON.stringify(printed)}`];
}

/** Empty maps and lists in metadata are nothing. */
function isNothing(value: any, path: string): boolean {
  return value === undefined || (path.startsWith('.metadata.') && typeof value === 'object' && Object.keys(value).length === 0);
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What tells an object from all others. */
export function keyOf(object: any): string {
  return [object.apiVersion, object.kind, object.metadata?.namespace ?? '', object.metadata?.name].join(' ');
}
