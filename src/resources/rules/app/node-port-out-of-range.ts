import { mapsWith } from './maps-with';
import { AppSubject, nameOf } from './subject';
import { warning } from '../../../findings/finding';

/** What API servers hand out unless `--service-node-port-range` says otherwise. */
const [FIRST, LAST] = [30000, 32767];
const isPort = (port: unknown): port is number => Number.isInteger(port) && (port as number) > 0 && (port as number) < 65536;

/** A node port that an API server with the usual range refuses. */
export const nodePortOutOfRange = warning<AppSubject>('node-port-out-of-range', subject => mapsWith(subject, 'nodePort')
  .filter(({ map: { nodePort } }) => isPort(nodePort) && (nodePort < FIRST || nodePort > LAST))
  .map(({ object, map, place }) => ({
    message: `${nameOf(object)}: the API server refuses this node port, unless its range is another than the usual one`,
    value: map.nodePort,
    allowed: `${FIRST} to ${LAST}`,
    path: object.path,
    property: `${place}.nodePort`,
    remedy: 'take one of these or leave it out, or acknowledge that your cluster has another range',
  })));
