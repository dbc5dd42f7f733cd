import { spawnSync } from 'child_process';
import { existsSync, readdirSync } from 'fs';
import { basename, join, resolve } from 'path';
import { Daemon, DaemonOptions, folder } from './daemon';
import { CACHE } from './programs';

/** Little programs of our own that open what comes as a library only. */
export const SOURCES = join(__dirname, '..', 'java');

/** Java of a release between these, of the machine. */
export function java(least: number, most = Infinity): string | undefined {
  const homes = existsSync('/usr/lib/jvm') ? readdirSync('/usr/lib/jvm').sort() : [];
  const release = (home: string) => Number(/(?:^|\D)(\d{2})(?:\D|$)/.exec(home)?.[1]);
  return homes.filter(h => release(h) >= least && release(h) <= most).map(h => join('/usr/lib/jvm', h, 'bin', 'java')).find(f => existsSync(f));
}

/** What is missing, where there is no Java of such a release. */
export function withoutJava(least: number, most = Infinity): () => string | undefined {
  return () => (java(least, most) === undefined ? `Java ${least}${most === Infinity ? ' or later' : ` to ${most}`} is not installed` : undefined);
}

/** Jars of a folder that maven.sh filled, as a class path. */
export function classPath(jars: string): string {
  return join(CACHE, jars, 'jars', '*');
}

/** Starts as fast as it can, and takes little: what is asked of it is soon over. */
const LITTLE = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

interface JavaOptions extends DaemonOptions {
  readonly properties?: readonly string[];
  /** A folder of configuration that is read before the jars. */
  readonly before?: string;
  readonly words?: readonly string[];
}

/** A server in Java: a class of its jars, or `NAME.java` of ours or elsewhere, which is compiled once. */
export function javaDaemon(program: string, jars: string, main: string, options: JavaOptions = {}): Daemon {
  const before = main.endsWith('.java') ? compiled(program, jars, main) : options.before;
  const path = [...(before === undefined ? [] : [before]), classPath(jars)].join(':');
  return new Daemon(program, [...LITTLE, ...options.properties ?? [], '-cp', path, basename(main, '.java'), ...options.words ?? []], options);
}

/** Compiled once a run. */
const classes = new Map<string, string>();

function compiled(program: string, jars: string, source: string): string {
  const known = classes.get(jars);
  if (known !== undefined) return known;
  const at = folder('classes');
  const words = ['-proc:none', '-cp', classPath(jars), '-d', at, resolve(SOURCES, source)];
  const { status, stderr } = spawnSync(join(program, '..', 'javac'), words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  classes.set(jars, at);
  return at;
}

/** A command as an image has it that starts a class of some jars; `options` is a variable with words for Java. */
export function javaCommand(program: string, jars: string, main: string, options: string): string {
  // Its own folder may hold the configuration of its log.
  return `#!/bin/sh\nexec ${program} ${LITTLE.join(' ')} $${options} -cp '${classPath(jars)}':"\${0%/*}" ${main} "$@"\n`;
}
