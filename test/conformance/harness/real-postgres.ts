import { chmodSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { program } from './kubectl';

const BIN = '/usr/lib/postgresql';

/** A real PostgreSQL on a loopback address of its own, as an unprivileged user. */
export class RealPostgres {
  public static async start(address: string, password: string): Promise<RealPostgres> {
    const { stdout } = await program('sh', ['-c', `ls -d ${BIN}/*/bin | sort -V | tail -n 1`]);
    const bin = stdout.trim();
    if (bin === '') throw new Error('PostgreSQL is not installed (Debian: apt-get install postgresql)');
    const dir = mkdtempSync(join(tmpdir(), 'conformance-postgres-'));
    chmodSync(dir, 0o777);
    const server = new RealPostgres(address, password, bin, dir);
    await server.as(`umask 077; printf %s '${password}' >${dir}/password; initdb -D ${dir}/data -U postgres -A md5 --pwfile=${dir}/password`);
    await server.as(`pg_ctl -D ${dir}/data -w -l ${dir}/log -o "-h ${address} -p 5432 -k ${dir} -c fsync=off" start`);
    return server;
  }

  private constructor(
    public readonly address: string, private readonly password: string, private readonly bin: string, private readonly dir: string,
  ) {}

  /** Result of a statement, as the superuser. */
  public async query(statement: string): Promise<string> {
    const { stdout, stderr, code } = await program('psql', ['-X', '-A', '-t', '-c', statement], { env: this.env('postgres', this.password) });
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  /** Environment of a client. */
  public env(user: string, password: string): NodeJS.ProcessEnv {
    return { PATH: process.env.PATH, PGHOST: this.address, PGPORT: '5432', PGUSER: user, PGPASSWORD: password, PGDATABASE: 'postgres', PGSSLMODE: 'disable' };
  }

  public async stop(): Promise<void> {
    await this.as(`pg_ctl -D ${this.dir}/data -w -m immediate stop`);
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async as(command: string): Promise<void> {
    const { code, stdout, stderr } = await program('setpriv', [
      '--reuid=nobody', '--regid=nogroup', '--clear-groups', 'sh', '-c', `cd ${this.dir}; PATH=${this.bin}:$PATH; { ${command}; } </dev/null >${this.dir}/out 2>&1 || { cat ${this.dir}/out; exit 1; }`,
    ]);
    if (code !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
  }
}
