import { ChildProcess } from 'child_process';
import { Answer as KubectlAnswer, Kubectl } from './kubectl';
import { merge } from './merge-patch';
import { Answer, Place, Refusal, WatchEvent } from '../agent/api';
import { Call } from '../agent/exchange';
import { objectPath, query } from '../agent/paths';
import { Access, accessReview, MANAGER, RestApi } from '../agent/rest';
import { Signal } from '../agent/stop';
import { parseObject, refusalOf, refused } from '../agent/verdict';
import { readWatch } from '../agent/watch';

const BOUNDS = { timeoutMs: 10_000, silenceMs: 120_000, maxBytes: 64 * 1024 * 1024 };

/** The words that kubectl has for the methods. */
const VERBS: Record<Call['method'], readonly string[]> = {
  GET: ['get'], POST: ['create', '-f', '-'], PUT: ['replace', '-f', '-'], DELETE: ['delete'], PATCH: [],
};

/** HTTP's code for the reasons that an API server gives. */
const CODES: Record<string, number | undefined> = {
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  Forbidden: 403,
  Expired: 410,
  Gone: 410,
  BadRequest: 400,
  Invalid: 422,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Unauthorized: 401,
  TooManyRequests: 429,
};

/**
 * The API server by `kubectl get --raw` and its like, a process a call, for where no socket can be had. kubectl knows the status of an answer but
 * prints words: here, and nowhere else, the reason is read from `Error from server (Reason)`. Patches need the rights to get and update.
 */
export class RawApi extends RestApi {
  private readonly watches = new Set<ChildProcess>();
  private behind?: Promise<string>;

  constructor(private readonly kubectl: Kubectl) {
    super();
  }

  /** kubectl cannot patch a path: the object is read, merged and replaced, if it has not changed meanwhile. */
  public async patch(place: Place, patch: any): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const read = await this.get(place);
      if (!read.ok) return read;
      const expected = patch?.metadata?.resourceVersion;
      if (expected !== undefined && expected !== read.body.metadata?.resourceVersion) return refused('conflict', 'the object has changed since it was read');
      const body = JSON.stringify(merge(read.body, patch));
      const answer = await this.onObject('patch', place, () => ({
        method: 'PUT', path: objectPath({ ...place, name: place.name! }) + query({ fieldManager: MANAGER }), body,
      }));
      // A patch that names no version has nothing that could be out of date.
      if (answer.ok || answer.refusal !== 'conflict' || expected !== undefined || attempt === 5) return answer;
    }
  }

  /** Ends the watches. */
  public close(): void {
    this.watches.forEach(child => child.kill('SIGTERM'));
  }

  protected async call(call: Call, access: Access): Promise<Answer> {
    const { code, stdout, stderr } = await this.run(call);
    if (code !== 0) return this.judge(stderr, access);
    const body = parseObject(stdout);
    return body === undefined ? refused('unreachable', 'the answer is no object of JSON') : { ok: true, body };
  }

  protected async follow(
    path: string, access: Access, from: string | undefined, onEvent: (event: WatchEvent) => void, signal: Signal,
  ): Promise<Answer<string>> {
    const prefix = await this.prefix().catch(() => '');
    const child = this.kubectl.start(['get', `--raw=${prefix}${path}`]);
    const stop = () => void child.kill('SIGTERM');
    this.watches.add(child);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      let said = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => { said += text; });
      const ended = new Promise<number>(resolve => {
        child.once('error', () => resolve(1));
        child.once('close', code => resolve(code ?? 0));
      });
      const answer = await readWatch(child.stdout!, from, onEvent, BOUNDS);
      stop();
      const isCut = answer.ok || answer.refusal === 'unreachable';
      return await ended !== 0 && isCut && said.trim() !== '' ? await this.judge(said, access) : answer;
    } finally {
      signal.removeEventListener('abort', stop);
      this.watches.delete(child);
    }
  }

  private async run({ method, path, body }: Call): Promise<KubectlAnswer> {
    try {
      return await this.kubectl.run([...VERBS[method], `--raw=${await this.prefix()}${path}`, '--request-timeout=10s'], body);
    } catch (e) {
      return { code: 1, stdout: '', stderr: (e as Error).message };
    }
  }

  /** The path that the server of the context lies behind (Rancher's do): kubectl adds it to all calls but raw ones. */
  private prefix(): Promise<string> {
    return this.behind ??= this.kubectl.run(['config', 'view', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}']).then(
      ({ stdout }) => (/^https?:\/\//.test(stdout) ? new URL(stdout.trim()).pathname.replace(/\/$/, '') : ''));
  }

  private async judge(stderr: string, access: Access): Promise<Answer<never>> {
    const refusal = await this.refusalOf(stderr, access);
    return refused(refusal, stderr.replace(/^[EWIF]\d{4} .*\n?/gm, '').replace(/^(Error from server( \(\w+\))?|error): /, ''));
  }

  private async refusalOf(stderr: string, access: Access): Promise<Refusal> {
    const found = /^Error from server(?: \((\w+)\))?: /m.exec(stderr);
    // An invalid object is told by its kind and name; a webhook's own words have no reason.
    if (found === null) return /^The .* is invalid/m.test(stderr) ? 'invalid' : 'unreachable';
    if (found[1] === undefined) return 'invalid';
    const refusal = refusalOf(CODES[found[1]] ?? 500, { reason: found[1] });
    if (refusal === 'forbidden') return await this.allowed(access) ? 'invalid' : 'forbidden';
    if (refusal === 'unknown-kind') return await this.knows(access.place) ? 'absent' : 'unknown-kind';
    return refusal;
  }

  private async allowed(access: Access): Promise<boolean> {
    // Patches are written as a whole here.
    const review = accessReview({ ...access, verb: access.verb === 'patch' ? 'update' : access.verb });
    const { code, stdout } = await this.run(review);
    return code === 0 && parseObject(stdout)?.status?.allowed === true;
  }

  /** Whether the API server serves a kind. */
  private async knows({ type: { group, version, plural } }: Place): Promise<boolean> {
    const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const { code, stdout } = await this.run({ method: 'GET', path });
    const resources = code === 0 ? parseObject(stdout)?.resources : undefined;
    return Array.isArray(resources) && resources.some(r => r?.name === plural);
  }
}
