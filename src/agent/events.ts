import { Notice } from '../protocol/decision';
import { OWNER } from '../protocol/names';
import { utc } from '../protocol/text';

/** An Event on a database CR (upstream: `v1` Event, what `kubectl describe` lists). */
export function noticeEvent({ reason, message, type }: Notice, { apiVersion, kind, metadata }: any, by: string, now: number): any {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${metadata.name}.${now.toString(16)}${reason.toLowerCase()}`, namespace: metadata.namespace },
    involvedObject: { apiVersion, kind, name: metadata.name, namespace: metadata.namespace, uid: metadata.uid },
    reason,
    message: message.slice(0, 1000),
    type,
    source: { component: OWNER },
    reportingComponent: OWNER,
    reportingInstance: by.slice(0, 128),
    firstTimestamp: utc(now),
    lastTimestamp: utc(now),
    count: 1,
  };
}
