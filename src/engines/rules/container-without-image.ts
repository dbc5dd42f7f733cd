import { containersIn } from './pod-parts';
import { SpecSubject } from './subject';
import { goingOn, warning } from '../../findings/finding';
import { isDnsLabel } from '../../values/kebab';
import { EngineFacts } from '../facts';

/** Words in the names of containers that an operator makes itself, beside the name of the engine. */
const OWN = /mssql|coordinator|exporter|detector|router|maxscale|keeper|sentinel|valkey|opensearch|^(pg|md|rd|mongo|es|init|copy|config)-|^(main|mongos?)$/;

/** A container beside those of KubeDB: nobody else says what runs in it, and no API server takes it. */
export const containerWithoutImage = goingOn(warning<SpecSubject>('container-without-image', ({ facts, spec }) => containersIn(spec, 'containers', 'initContainers')
  .filter(({ value: { name, image } }) => typeof name === 'string' && isDnsLabel(name) && !image && !isOwn(facts, name))
  .map(({ value: { name }, path }) => ({
    message: `no container of KubeDB's is known by this name in the pods of ${facts.kind}, and one of your own needs an image`,
    value: name,
    remedy: 'say image, or the name of the container that is meant',
    property: `${path}.image`,
  })), 'spec', 'engine', 'topology'));

function isOwn({ key, kind }: EngineFacts, name: string): boolean {
  return name.includes(key) || name.includes(kind.toLowerCase()) || key.startsWith(name) || OWN.test(name);
}
