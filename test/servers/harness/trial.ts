import { certificates, Certificates } from './certificates';
import { Engine, Server, Shell, Variant } from './engine';
import { Result, run } from './script';
import { ENGINES } from '../../../src/engines/registry';
import { Expect } from '../../../src/run/expectation';

let made: Certificates | undefined;
export const tls = (): Certificates => (made ??= certificates());

/** One engine and shell on trial: calls its script at its servers. */
export class Trial {
  private readonly servers: Map<Variant, Promise<Server>>;

  public constructor(
    public readonly engine: Engine, public readonly shell: Shell, private readonly scripts: string, servers: Map<Variant, Promise<Server>>,
  ) {
    this.servers = servers;
  }

  public server(variant: Variant = 'plain'): Promise<Server> {
    const known = this.servers.get(variant);
    if (known !== undefined) return known;
    const begun = this.engine.start(variant);
    this.servers.set(variant, begun);
    return begun;
  }

  public async call(command: 'ping' | 'query' | 'disconnect', env: Record<string, string> = {}, variant: Variant = 'plain'): Promise<Result> {
    const { port, user, password } = await this.server(variant);
    const { shell } = ENGINES.find(e => e.key === this.engine.key)!;
    return run(this.scripts, {
      script: this.engine.script,
      command,
      user: shell.runAsUser ?? 1000,
      commands: this.engine.commands(),
      shell: this.shell,
      env: {
        DB_HOST: '127.0.0.1',
        DB_PORT: String(port),
        ...(shell.usernameKey === undefined ? {} : { DB_USERNAME: user }),
        DB_PASSWORD: password,
        ...(variant === 'tls' ? { DB_TLS: 'true', DB_CA_PEM: tls().ca, DB_CERT_PEM: tls().cert, DB_KEY_PEM: tls().key } : {}),
        ...env,
      },
    });
  }

  public query(statement: string, expect: Expect = Expect.runs(), env: Record<string, string> = {}, variant: Variant = 'plain'): Promise<Result> {
    return this.call('query', { STATEMENT: statement, ...expect._env(), ...env }, variant);
  }

  /** A query that passes, or says why it did not. */
  public async passes(statement: string, expect?: Expect, env?: Record<string, string>): Promise<Result> {
    const result = await this.query(statement, expect, env);
    wants(result.status === 0, `passes: ${statement.slice(0, 200)}`, result);
    return result;
  }

  /** A query that fails, and says so. */
  public async fails(statement: string, expect?: Expect, env?: Record<string, string>, variant?: Variant): Promise<Result> {
    const result = await this.query(statement, expect, env, variant);
    wants(result.status === 1 && /^error: /m.test(result.stderr), `fails: ${statement.slice(0, 200)}`, result);
    return result;
  }
}

/** Fails with all that the script said, unless something holds. */
export function wants(holds: boolean, what: string, { status, stdout, stderr, seconds }: Result): void {
  if (!holds) throw new Error(`${what}\n  status ${status} after ${seconds} s\n  stdout ${stdout.slice(0, 1000)}\n  stderr ${stderr.slice(0, 500)}\n  …\n${stderr.slice(-1500)}`);
}
