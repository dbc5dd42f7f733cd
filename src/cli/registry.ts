import { Registered } from './command';

/* eslint-disable @typescript-eslint/no-require-imports -- each command loads what it needs, and the others nothing */

/** All commands, in the order of the help page. */
export const COMMANDS: readonly Registered[] = [
  {
    name: 'snapshots',
    summary: 'what can be restored: Snapshots, and the stretches of time to any instant of which one can go back',
    load: () => (require('./commands/snapshots') as typeof import('./commands/snapshots')).snapshots,
  },
  {
    name: 'plan',
    summary: 'what a restore would do, in order, what it would cost, and what speaks against it',
    load: () => (require('./commands/plan') as typeof import('./commands/plan')).plan,
  },
  {
    name: 'restore',
    summary: 'the manifests of a restore, or the restore itself (--apply), or the code that declares it (--code)',
    load: () => (require('./commands/restore') as typeof import('./commands/restore')).restore,
  },
  {
    name: 'halt',
    summary: 'takes the pods of a database out of its client Service: no application can connect any more',
    load: () => (require('./commands/halt') as typeof import('./commands/halt')).halt,
  },
  {
    name: 'resume',
    summary: 'makes a halted or restored database available again',
    load: () => (require('./commands/resume') as typeof import('./commands/resume')).resume,
  },
  {
    name: 'rollback',
    summary: 'leads the client Service back to the incarnation before',
    load: () => (require('./commands/rollback') as typeof import('./commands/rollback')).rollback,
  },
  {
    name: 'retire',
    summary: 'deletes an incarnation that is no longer current, with its volumes',
    load: () => (require('./commands/retire') as typeof import('./commands/retire')).retire,
  },
  {
    name: 'status',
    summary: 'how databases are: serving, restoring, halted, failed, and what to do next',
    load: () => (require('./commands/status') as typeof import('./commands/status')).status,
  },
  {
    name: 'console',
    summary: 'databases, what can be restored, plans and restores on a page in the browser, for you alone',
    load: () => (require('../console/command') as typeof import('../console/command')).consoleCommand,
  },
  {
    name: 'shell',
    summary: 'a shell of the engine\'s own client through the maintenance Service',
    load: () => (require('./commands/shell') as typeof import('./commands/shell')).shell,
  },
  {
    name: 'doctor',
    summary: 'whether a cluster is ready for restores, and what is left over from earlier ones',
    load: () => (require('./commands/doctor') as typeof import('./commands/doctor')).doctor,
  },
  {
    name: 'adopt',
    summary: 'turns KubeDB, KubeStash and archiver YAML into a cdk8s app that uses this library',
    load: () => (require('./adopt') as typeof import('./adopt')).adoptCommand,
  },
  {
    name: 'health',
    summary: 'health checks for Argo CD and Flux, ready to paste',
    load: () => (require('./commands/health') as typeof import('./commands/health')).health,
  },
  {
    name: 'completion',
    summary: 'what a shell needs to complete these commands',
    load: () => (require('./commands/completion') as typeof import('./commands/completion')).completion,
  },
  {
    name: 'help',
    summary: 'how a command is used',
    load: () => (require('./commands/help') as typeof import('./commands/help')).help,
  },
];
