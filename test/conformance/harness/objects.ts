import { Api, ApiError } from './api';

/** A Kubernetes object. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: any };
  readonly [key: string]: any;
}

/** Names an object. */
export interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const kinds = new Map<string, Promise<Map<string, { plural: string; namespaced: boolean }>>>();

/** Objects as one identity can read and write them. */
export class Objects {
  constructor(public readonly api: Api) {}

  public async get(named: Named): Promise<any> {
    return this.api.request('GET', await this.path(named));
  }

  /** The object, or undefined when there is none. */
  public async find(named: Named): Promise<any | undefined> {
    try {
      return await this.get(named);
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return undefined;
      throw error;
    }
  }

  public async list(apiVersion: string, kind: string, namespace?: string, selector?: string): Promise<any[]> {
    const path = await this.path({ apiVersion, kind, name: '', namespace });
    const query = selector === undefined ? '' : `?labelSelector=${encodeURIComponent(selector)}`;
    return (await this.api.request('GET', `${path}${query}`)).items;
  }

  /** Creates it; unknown and duplicate fields are errors. */
  public async create(object: Manifest, query = 'fieldValidation=Strict'): Promise<any> {
    const path = await this.path({ ...namedOf(object), name: '' });
    return this.api.request('POST', `${path}?${query}`, object);
  }

  /** JSON merge patch. */
  public async patch(named: Named, patch: unknown, subresource = ''): Promise<any> {
    return this.api.request('PATCH', `${await this.path(named)}${subresource}`, patch, 'application/merge-patch+json');
  }

  /** Server-side apply. */
  public async apply(object: Manifest, manager: string, force = false): Promise<any> {
    const path = await this.path(namedOf(object));
    return this.api.request('PATCH', `${path}?fieldManager=${manager}&force=${force}&fieldValidation=Strict`, object, 'application/apply-patch+yaml');
  }

  public async replace(object: Manifest): Promise<any> {
    return this.api.request('PUT', await this.path(namedOf(object)), object);
  }

  /** Deletes it, whether or not it exists. */
  public async remove(named: Named, propagation = 'Background'): Promise<void> {
    try {
      await this.api.request('DELETE', await this.path(named), { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: propagation });
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 404)) throw error;
    }
  }

  private async path({ apiVersion, kind, name, namespace }: Named): Promise<string> {
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = kinds.get(base) ?? this.discover(base);
    kinds.set(base, known);
    const resource = (await known).get(kind);
    if (resource === undefined) throw new Error(`the API server does not know ${apiVersion} ${kind}`);
    const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${base}${scope}/${resource.plural}${name === '' ? '' : `/${name}`}`;
  }

  private async discover(base: string): Promise<Map<string, { plural: string; namespaced: boolean }>> {
    const { resources } = await this.api.request('GET', base);
    return new Map(resources
      .filter((r: any) => !r.name.includes('/'))
      .map((r: any) => [r.kind, { plural: r.name, namespaced: r.namespaced }]));
  }
}

/** The name of a manifest's object. */
export function namedOf({ apiVersion, kind, metadata }: Manifest): Named {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace };
}

/** `Service/orders-client`, for messages. */
export function shown(object: Manifest): string {
  return `${object.kind}/${object.metadata.name}`;
}
