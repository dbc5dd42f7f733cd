import * as resources from '../../resources';

/** What a program has to import to use a class or enum of the library. */
export function importFor(name: string): string {
  return isResource(name) ? 'resources' : name;
}

/** What a program calls it: what mirrors KubeStash's own kinds is in the submodule `resources`. */
export function calledIn(name: string): string {
  return isResource(name) ? `resources.${name}` : name;
}

function isResource(name: string): boolean {
  return Object.hasOwn(resources, name);
}
