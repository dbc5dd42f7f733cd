import { containersIn, entriesOf, volumesIn } from './pod-parts';
import { rule } from '../../findings/finding';
import { EngineFacts } from '../facts';
import { SpecSubject } from './subject';

/** A volume, or a path in a container, that KubeDB's pods have themselves: its webhooks refuse it. */
export const volumeReserved = rule<SpecSubject>('volume-reserved', ({ facts, spec }) => {
  const { volumes = [] } = facts.layout.reserved ?? {};
  const taken = volumesIn(spec).filter(({ value }) => volumes.includes(value.name));
  const mounts = containersIn(spec, 'containers')
    .flatMap(container => entriesOf(container.value, 'volumeMounts', container.path))
    // Of a volume that has to be renamed, its mounts are another matter.
    .filter(({ value, path }) => !taken.some(volume => volume.value.name === value.name && podOf(volume.path) === podOf(path)));
  return [
    ...taken.map(({ value: { name }, path }) => ({
      message: `the pods of ${facts.kind} have a volume of this name`,
      value: name,
      remedy: 'call yours something else; how large the data is stands in storage',
      property: `${path}.name`,
    })),
    ...mounts.flatMap(({ value: { mountPath }, path }) => {
      const own = reservedPath(facts, mountPath);
      return own === undefined ? [] : [{
        message: own === mountPath ? `KubeDB itself mounts something in the containers of ${facts.kind} there` : `KubeDB itself mounts something in the containers of ${facts.kind} at ${own}`,
        value: mountPath,
        remedy: 'mount yours somewhere else',
        property: `${path}.mountPath`,
      }];
    }),
  ];
}, 'spec', 'engine', 'topology');

/** The path of KubeDB's own that a path is, or is below where the kind minds that (upstream: `ValidateMountPaths`). */
function reservedPath({ apiVersion, layout }: EngineFacts, path: unknown): string | undefined {
  if (typeof path !== 'string') return undefined;
  const withSlash = `${path.replace(/\/$/, '')}/`;
  return layout.reserved?.mounts?.find(own => (apiVersion === 'kubedb.com/v1' ? withSlash.startsWith(`${own}/`) : own === path));
}

function podOf(path: string): string {
  return path.replace(/\.(volumes|containers)\[.*$/, '');
}
