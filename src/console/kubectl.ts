import { createHash } from 'crypto';
import { Freshness, Memory } from './memory';
import { Io } from '../cli/io';
import { Answer, Kubectl, KubectlFlags } from '../cli/kubectl';

/** What a plan is made of may be half a minute old: applying reads it anew. */
export const FOR_PLANS: Freshness = { fresh: 3_000, stale: 30_000 };
/** The state of a database is what it is now; several tabs share one look. */
export const FOR_STATES: Freshness = { fresh: 900, stale: 0 };

const READS = ['get', 'api-resources', 'api-versions', 'config', 'auth', 'version', 'logs'];

/** A kubectl that does not ask the cluster the same thing over and over. */
export class RememberingKubectl extends Kubectl {
  public constructor(io: Io, flags: KubectlFlags, line: object, private readonly memory: Memory<Answer>, private readonly freshness: Freshness) {
    super(io, flags, line);
  }

  public override run(args: readonly string[], input?: string): Promise<Answer> {
    if (input !== undefined || !READS.includes(args[0])) return super.run(args, input);
    return this.memory.get(JSON.stringify([this.clusterFlags, args]), this.freshness, () => super.run(args));
  }
}

/** A kubectl that knows what went through it: two streams of the same objects have one digest. */
export class DigestingKubectl extends Kubectl {
  private readonly hash = createHash('sha256');

  public get digest(): string {
    return this.hash.copy().digest('base64url').slice(0, 16);
  }

  public override async *stream(args: readonly string[]): AsyncGenerator<Buffer> {
    for await (const chunk of super.stream(args)) {
      this.hash.update(chunk);
      yield chunk;
    }
  }
}
