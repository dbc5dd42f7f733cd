import { ArgoCdOptions } from './argo-cd';
import { FluxOptions } from './flux';
import { instance, struct } from '../values/compound';
import { optional } from '../values/kind';
import { count, flag } from '../values/texts';

export const argoCdOptions = struct<ArgoCdOptions>({
  waves: optional(flag),
  firstWave: optional(count('a sync wave', -1_000_000, 1_000_000)),
  keepDatabases: optional(flag),
  skipDryRunOnMissingResource: optional(flag),
});

export const fluxOptions = struct<FluxOptions>({ keepDatabases: optional(flag) });

export const gitOpsValue = instance('GitOps', 'GitOps.argoCd(…), GitOps.flux(…), GitOps.none()');
