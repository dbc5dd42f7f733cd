import { isName } from './text';

/** `suspended`: it is off. `resumed`: it is on, and the first log is awaited. `backup`: so is the full backup. */
const STAGES = ['suspended', 'resumed', 'backup'] as const;

/** What is left to be done about the archiving that a restore in place has suspended. */
export interface Archiving {
  readonly stage: typeof STAGES[number];
  /** Database CR whose logs are archived. */
  readonly incarnation: string;
  readonly repository: string;
  readonly configuration: string;
  readonly session: string;
  /** BackupSession of the full backup. */
  readonly backup: string;
  /** How far logs had been archived when archiving was taken up again: RFC 3339, `-` where none had. */
  readonly until: string;
}

export function archivingText({ stage, incarnation, repository, configuration, session, backup, until }: Archiving): string {
  return [stage, incarnation, repository, configuration, session, backup, until].join(' ');
}

/** Reads what `archivingText` wrote; undefined for anything else. */
export function readArchiving(text: string): Archiving | undefined {
  const [word, ...rest] = text.split(' ');
  const [incarnation, repository, configuration, session, backup, until = ''] = rest;
  const stage = STAGES.find(s => s === word);
  const isSound = rest.length === 6 && rest.slice(0, 5).every(isName) && (until === '-' || !Number.isNaN(Date.parse(until)));
  return stage !== undefined && isSound ? { stage, incarnation, repository, configuration, session, backup, until } : undefined;
}
