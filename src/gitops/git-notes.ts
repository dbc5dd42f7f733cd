import { keyOf } from '../protocol/names';

/** Annotations by which Git tells health texts what it wants, under a GitOps option. */
export const GIT_NOTE = {
  /** At a client Service: what the newest restore in the code is to leave behind, `<incarnation> <restore id>`. */
  declared: keyOf('declared'),
  /** At a database CR and its BackupConfigurations: the incarnation that follows it in the code. What becomes of this one is history. */
  followedBy: keyOf('followed-by'),
} as const;
