import type { Choices, Export, Said, Surroundings, Work } from './answers';

/** The words of the command line: what `--name value` would say. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The server did not answer: it was ended, or this page was opened without its key. */
export class Lost extends Error {
  public constructor(public readonly locked: boolean) {
    super(locked ? 'This page has no key any more.' : 'The console does not answer.');
  }
}

/** Runs a command of the command line. */
export function run<T>(command: string, given: readonly string[], options: Options, from?: number): Promise<Said<T>> {
  return post(`/api/commands/${command}`, JSON.stringify({ arguments: given, options, ...(from === undefined ? {} : { export: from }) }), 'application/json');
}

/** A server that does not answer, as an answer: for those who have no other place to say so. */
export function told<T>(said: Promise<Said<T>>): Promise<Said<T>> {
  return said.catch((e: Error) => {
    if (!(e instanceof Lost)) throw e;
    return { exitCode: 3, error: { message: e.message, next: 'Is the command still at work in its terminal?' } };
  });
}

export const surroundings = (): Promise<Surroundings> => ask('/api/session');
export const works = (): Promise<{ works: Work[] }> => ask('/api/works');
export const choices = (context: string | undefined): Promise<Choices> => ask(`/api/choices${query({ context })}`);
export const log = (where: { context?: string; namespace: string; run: string }): Promise<{ lines: string[] }> => ask(`/api/log${query(where)}`);
export const openExport = (file: File): Promise<Export & Pick<Said, 'error'>> => post(`/api/exports${query({ name: file.name })}`, file, 'application/octet-stream');

function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

const ask = <T>(path: string): Promise<T> => answer(fetch(path));
const post = <T>(path: string, body: BodyInit, type: string): Promise<T> => answer(fetch(path, { method: 'POST', body, headers: { 'Content-Type': type } }));

async function answer<T>(response: Promise<Response>): Promise<T> {
  const got = await response.catch(() => { throw new Lost(false); });
  if (got.status === 401) throw new Lost(true);
  const body = await got.json().catch(() => { throw new Lost(false); });
  if (!got.ok) throw new Error(body.error?.message ?? got.statusText);
  return body;
}
