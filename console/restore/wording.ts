import type { Finding } from '../state/answers';

/** What to do, by finding, in words of the page; the rules speak to those who write code. */
const REMEDIES: Readonly<Record<string, string>> = {
  'backup-over-source': 'Give the new database another name.',
  'catalog-unreadable': 'Export it anew, and open that.',
  'check-statement-size': 'Ask less, or leave the check out.',
  'client-image-unknown': 'Choose another version; or get the restore as code, and name the image there.',
  'clone-of-itself': 'Give the new database another name.',
  'encryption-secret-missing': 'Pick another Snapshot; an export holds what is needed if its Repositories were exported with it.',
  'incarnation-without-backup': 'The data can be restored without. Have its backups set up afterwards, where the database is declared, unless it is backed up by other means.',
  'overrides-need-incarnation': 'Leave the shape as it is, or do not write over the running database.',
  'process-impossible': 'Do not write over the running database; or make a new one.',
  'quantity-invalid': 'Write it like 60Gi, and never less than the data needs.',
  'refers-to-earlier-incarnation': 'Let it name the new one once that serves, where it is declared.',
  'replicas-of-topology': 'Leave “Members” empty: its parts have counts of their own.',
  'restore-name-taken': 'To restore the same data once more, write any text under “Number of this restore”.',
  'restored-password-unknown': 'Copy the Secret of the source to this namespace, and name it under “Secret with its credentials”.',
  'restored-twice': 'To restore the same data once more, write any text under “Number of this restore”.',
  'safety-backup-without-storage': 'Say under “No safety backup, because” why none is needed; or do not write over the running database.',
  'shape-unknown': 'Say its version and the size of each volume.',
  'snapshot-not-found': 'Pick another Snapshot.',
  'snapshot-not-listed': 'Pick another Snapshot, unless you know that it is there all the same.',
  'snapshot-of-another-database': 'Pick a Snapshot of this database, or make a new database of it.',
  'source-ambiguous': 'Pick a moment of the life that serves now, or a Snapshot.',
  'source-not-archived': 'Pick a Snapshot.',
  'storage-size-unknown': 'Say the size of each volume: never less than that of the database that was backed up.',
  'time-in-future': 'Look at the day and the clock.',
  'time-outside-windows': 'Pick a moment under a bar of the timeline, or a Snapshot.',
  'version-unknown': 'Say its version.',
};

/** Where the page has no words of its own, and the rule speaks of code. */
const ELSEWHERE = 'Mend it where the database is declared; then look again.';

/** Fields of the page, by the option of the command line that says the same. */
const LABELS: Readonly<Record<string, string>> = {
  'at': 'the time',
  'snapshot': 'the Snapshot',
  'to': '“Name of the new database”',
  'storage': '“Size of each volume”',
  'storage-class': '“StorageClass”',
  'replicas': '“Members”',
  'db-version': '“Version”',
  'auth-secret': '“Secret with its credentials”',
  'check': '“Statement”',
  'check-count': '“Enough rows”',
  'check-database': '“Database that the checks ask”',
  'expect': '“Its first value must be”',
  'overwrite': '“Write over the running database”',
  'no-safety-backup': '“No safety backup, because”',
  'restore-id': '“Number of this restore”',
};

/** Names of properties, calls, options: what nobody finds on the page. */
const CODE = /`|\w\(|--[a-z]|\b\w+: ?(['{…]|true)|\b[a-z]+[A-Z]\w*|\backnowledge|\b(this|your) code\b|\bin code\b/;

/** Whether a text speaks to those who write code. */
export const speaksOfCode = (text: string): boolean => CODE.test(text);

/** A text of the command line, with the fields of the page instead of its options. */
export function inFields(text: string): string {
  return text.replace(/--([a-z-]+)/g, (option, name: string) => LABELS[name] ?? option);
}

/** A finding as the page says it. */
export function worded<T extends Pick<Finding, 'code' | 'message' | 'remedy' | 'allowed'>>(finding: T): T {
  const { code, remedy, message, allowed } = finding;
  // Nothing is to be pressed for it: a warning stops nobody.
  const kept = remedy === null ? null : inFields(remedy).replace(/[,;] (?:or |and )?acknowledge\b.*$/, '');
  return {
    ...finding,
    message: inFields(message),
    remedy: REMEDIES[code] ?? (kept !== null && speaksOfCode(kept) ? ELSEWHERE : kept),
    allowed: allowed !== null && speaksOfCode(allowed) ? null : allowed,
  };
}
