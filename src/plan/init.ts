import { Choice } from './process';
import { LogSource, Point, Ref, RestoreRequest } from './request';
import { writesOver } from '../protocol/intent';
import { Json } from '../values/json';

/**
 * `spec.init` of the target. KubeDB freezes it once the database is initialised, and any change then breaks the sync:
 * it is the same bytes for the same request for good (golden tests), whatever else the library learns.
 */
export function initOf(request: RestoreRequest, choice: Choice): Json | undefined {
  const { point, facts } = request;
  if (point === undefined || writesOver(choice) || choice.process === 'manifest') return undefined;
  if (choice.process === 'session') return facts.init ? { waitForInitialRestore: true } : undefined;
  // That it has none is said by a rule, once.
  if (point.kind === 'time' && facts.archiver === undefined) return undefined;
  return { archiver: recovery(request, point) };
}

/** `spec` of the OpsRequest that puts the running database back, without its timeout (upstream: `ops.kubedb.com/v1alpha1`). */
export function inPlaceSpec(request: RestoreRequest, { process }: Choice): Json | undefined {
  const { point, facts: { inPlace }, current } = request;
  if (process !== 'in-place' || point === undefined || inPlace === undefined) return undefined;
  return {
    type: inPlace.type,
    databaseRef: { name: current?.name },
    // Half-way through the database is not ready, and IfReady would wait for that for ever.
    apply: 'Always',
    [inPlace.field]: { ...recovery(request, point), ...inPlace.more },
  };
}

/** Which data, in the words that `init.archiver` and OpsRequests share. */
function recovery(request: RestoreRequest, point: Point): Json {
  if (point.kind === 'time') return archiver(point.time, sourceOf(request, point.source), request.replicationStrategy);
  const { snapshot } = point;
  return {
    recoveryTimestamp: snapshot.time,
    ...(snapshot.encryptionSecret === undefined ? {} : {
      encryptionSecret: {
        name: snapshot.encryptionSecret.name,
        namespace: snapshot.encryptionSecret.namespace ?? snapshot.namespace,
      },
    }),
    fullDBRepository: { name: snapshot.repository, namespace: snapshot.namespace },
    ...strategy(request.replicationStrategy),
  };
}

/** An incarnation shares its Secrets with the one before it; only a new database needs those of its source restored. */
function sourceOf({ current }: RestoreRequest, source: LogSource): LogSource {
  return current === undefined ? source : { ...source, manifestRepository: undefined };
}

function archiver(time: string, source: LogSource, replicationStrategy?: string): Json {
  return {
    recoveryTimestamp: time,
    ...(source.encryptionSecret === undefined ? {} : { encryptionSecret: ref(source.encryptionSecret) }),
    fullDBRepository: ref(source.fullRepository),
    ...(source.manifestRepository === undefined ? {} : { manifestRepository: ref(source.manifestRepository) }),
    ...strategy(replicationStrategy),
  };
}

function ref({ name, namespace }: Ref): Ref {
  return { name, namespace };
}

function strategy(replicationStrategy: string | undefined): Json {
  return replicationStrategy === undefined ? {} : { replicationStrategy };
}
