import { Finding, finding, Severity } from '../../findings/finding';

/** Where a document stands: `storage.yaml`, or `all.yaml#3` where the file holds several. */
export type Source = string;

const error = (code: string, message: string, remedy: string, value?: unknown) => finding(code, Severity.ERROR, { message, remedy, value });
const warning = (code: string, message: string, remedy: string, value?: unknown) => finding(code, Severity.WARNING, { message, remedy, value });

/** What `adopt` has to say, each with a code of its own. */
export const say = {
  yamlInvalid: (source: Source, problem: string): Finding =>
    error('adopt-yaml-invalid', `${source} cannot be read and is left out: ${problem}`, 'mend the YAML; kubectl would refuse it as well'),
  notAnObject: (source: Source): Finding =>
    warning('adopt-not-an-object', `${source} is no Kubernetes object and is left out`, 'an object has apiVersion and kind'),
  nameMissing: (source: Source, what: string): Finding =>
    error('adopt-name-missing', `${what} of ${source} has no name and is left out`, 'give it metadata.name; generateName is for objects that are created, not applied'),
  secretLeftOut: (source: Source, what: string): Finding =>
    warning('adopt-secret-left-out', `${what} of ${source} is left out: data of Secrets does not belong into code`,
      'go on applying it as it is, or use a SealedSecret or an ExternalSecret'),
  snapshotsLeftOut: (count: number): Finding =>
    warning('adopt-snapshots-left-out', `${count === 1 ? 'a Snapshot is' : `${count} Snapshots are`} left out: KubeStash makes and removes them itself, and whoever applied one again would bring back what is gone`,
      'nothing; restores find them in the cluster, or in an export: SnapshotCatalog.fromFile'),
  metadataMalformed: (source: Source, what: string, path: string): Finding =>
    error('adopt-metadata-malformed', `${what} of ${source} is left out: Kubernetes would not read its ${path}`,
      'labels and annotations are strings: put numbers and booleans into quotes'),
  notSayable: (source: Source, what: string, problem: string): Finding =>
    error('adopt-not-exact', `${what} of ${source} is left out: it would not be printed as it was given: ${problem}`, 'keep it as YAML'),
  refused: (source: Source, what: string, found: Finding): Finding => ({
    ...found, message: `${what} of ${source} is left out: ${found.message}`,
  }),
  bare: (source: Source, what: string, found: Finding): Finding => ({
    ...found,
    severity: Severity.WARNING,
    message: `${what} of ${source} became a plain ApiObject in an app without rules, since they refuse it: ${found.message}`,
  }),
  asPlain: (source: Source, what: string, className: string, found: Finding): Finding => ({
    ...found,
    severity: Severity.WARNING,
    message: `${what} of ${source} became a plain ApiObject, since the class ${className} refuses it: ${found.message}`,
  }),
  notTyped: (source: Source, what: string, className: string, problem: string): Finding =>
    warning('adopt-as-plain', `${what} of ${source} became a plain ApiObject: ${className} cannot say it exactly`, 'compare it with the CRD', problem),
  clusterFields: (source: Source, what: string, paths: string[]): Finding =>
    warning('adopt-cluster-fields', `${what} of ${source} holds what the cluster wrote`, 'leave it out with --declared-only', paths.join(', ')),
  sameTwice: (source: Source, what: string, other: Source): Finding =>
    warning('adopt-same-twice', `${what} of ${source} is the same as in ${other} and was adopted once`, 'keep one of them'),
  apart: (source: Source, what: string, app: number, found: Finding): Finding => ({
    ...found,
    severity: Severity.WARNING,
    message: `${what} of ${source} stands in an app of its own (${app}), since in one app ${found.message}`,
  }),
};
