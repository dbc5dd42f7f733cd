import { Order } from './order';
import { NOTHING, Piece } from './piece';
import { articled } from '../../findings/article';
import { Finding, finding, Severity } from '../../findings/finding';
import { RestorePlan } from '../../plan/restore-plan';
import { RestoreProcess } from '../../restore/restore-process';
import { InPlaceOffer } from '../cluster/in-place';
import { Call } from '../command';

/** The process, where it is asked for. */
export function processPiece({ options }: Call): Piece {
  if (!options.flag('in-place')) return NOTHING;
  const accepts = options.flag('accept-unrecorded');
  return {
    props: { process: RestoreProcess.IN_PLACE, acceptUnrecordedTarget: accepts },
    code: ['process: RestoreProcess.IN_PLACE,', ...(accepts ? ['acceptUnrecordedTarget: true,'] : [])],
    imports: ['RestoreProcess'],
  };
}

/** What of the cluster stands in the way. That KubeDB cannot do it the run would find out too, before it halts anything. */
export function missingInPlace({ inPlace: offer, live }: Order, { process, target }: RestorePlan): Finding[] {
  if (process !== 'in-place') return [];
  if (live?.manifest.spec?.init?.archiver !== undefined) {
    return [finding('in-place-over-init', Severity.ERROR, {
      message: `${target} was itself made by spec.init.archiver: what applies it from Git would put that back while KubeDB writes another one there`,
      value: '--in-place',
      remedy: 'leave it out: a new incarnation beside the running database needs nothing of this',
    })];
  }
  if (offer?.isThere !== false) return [];
  return [finding('in-place-not-in-cluster', Severity.ERROR, {
    message: `the KubeDB of this cluster does not put ${articled(offer.facts.kind)} back in place: it knows no ${offer.facts.inPlace?.kind} of type ${offer.facts.inPlace?.type}`,
    value: '--in-place',
    remedy: 'leave it out: a new incarnation beside the running database needs nothing of this; or upgrade KubeDB',
  })];
}

/** The other way, in a sentence; undefined where there is none. */
export function offeredInPlace(offer: InPlaceOffer | undefined, { process, previous, target }: RestorePlan): string | undefined {
  if (process === 'in-place' || offer?.isThere !== true || previous === undefined || process === 'open') return undefined;
  return `--in-place: KubeDB empties ${previous} and recovers it itself (${offer.facts.inPlace?.kind}), without a second database${target === previous ? '' : ` such as ${target}`}; no rollback leads back`;
}
