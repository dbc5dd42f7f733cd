import { SpecSubject } from './subject';
import { warning } from '../../findings/finding';

/** A webhook that knows better. */
export const archiverOverwritten = warning<SpecSubject>('archiver-overwritten', ({ facts, spec }) => (
  facts.archiver?.attachedByWebhook === true && spec.archiver !== undefined ? [{
    message: `the webhook of ${facts.kind} overwrites archiver with the first ${facts.archiver.kind} whose selector matches, so the GitOps tool would set it back for ever`,
    value: spec.archiver?.ref?.name ?? spec.archiver,
    remedy: `leave archiver out, and let the selector of the ${facts.archiver.kind} find the database by its labels`,
  }] : []
), 'spec.archiver');
