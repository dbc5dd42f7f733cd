import { given, isKnownLater, listOf, ObjectSubject, Place, sessionsOf } from './subject';
import { Json } from '../../engines/facts';
import { rule } from '../../findings/finding';
import { isGoDuration } from '../../values/duration-syntax';

/** Timeouts and delays that Go cannot read. */
export const badDuration = rule<ObjectSubject>('bad-duration', subject => given(durationsOf(subject)).flatMap(({ path, value }) => (
  isKnownLater(subject, value) || isGoDuration(value) ? [] : [{
    message: `the duration at ${path} of ${subject.kind} ${subject.name} cannot be read`,
    value,
    allowed: 'numbers with the units h, m, s, ms: "30m", "1h30m"',
    remedy: 'write days as hours, and leave no spaces',
  }]
)));

function durationsOf(subject: ObjectSubject): Place[] {
  const { spec } = subject;
  return [
    ...sessionsOf(subject).flatMap(({ path, session }) => [
      { path: `${path}.backupTimeout`, value: session.backupTimeout },
      { path: `${path}.retryConfig.delay`, value: session.retryConfig?.delay },
      ...hooksOf(`${path}.hooks`, session.hooks),
    ]),
    ...hooksOf('hooks', spec.hooks),
    { path: 'restoreTimeout', value: spec.restoreTimeout },
    { path: 'backupTimeout', value: spec.backupTimeout },
    { path: 'retryConfig.delay', value: spec.retryConfig?.delay },
    ...['fullBackup', 'manifestBackup'].filter(part => spec[part]).flatMap(part => [
      { path: `${part}.timeout`, value: spec[part].timeout },
      { path: `${part}.retryConfig.delay`, value: spec[part].retryConfig?.delay },
    ]),
    { path: 'differentialBackup.backupInterval', value: spec.differentialBackup?.backupInterval },
  ];
}

function hooksOf(path: string, hooks: Json | undefined): Place[] {
  if (hooks === undefined || hooks === null) return [];
  return ['preBackup', 'postBackup', 'preRestore', 'postRestore'].flatMap(when => (
    listOf(hooks[when]).map((hook, i) => ({ path: `${path}.${when}[${i}].timeout`, value: hook.timeout }))
  ));
}
