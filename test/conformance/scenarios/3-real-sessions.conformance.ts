import { ChildProcess, spawn } from 'child_process';
import { apply, inOrder } from '../harness/apply';
import { openIfHolds } from '../harness/apps';
import { control } from '../harness/control';
import { eventually } from '../harness/eventually';
import { runsComplete } from '../harness/expect';
import { AT, orders, UNDO } from '../harness/flows';
import { logsOfRuns } from '../harness/jobs';
import { RealPostgres } from '../harness/real-postgres';
import { inNamespace } from '../harness/space';
import { synth } from '../harness/synth';
import { counted } from '../report/figures';
import { PointInTimeRestore } from 'cdk8s-kubestash';

test('3. No connection meanwhile: pooled sessions of a real PostgreSQL are ended, those in the middle of something too', async () => {
  await counted('3. No connection meanwhile', () => inNamespace('sessions', async space => {
    const { namespace } = space;
    await UNDO.before!(space);
    const auth = await space.get('v1', 'Secret', 'orders-auth');
    const server = await RealPostgres.start('127.77.0.1', Buffer.from(auth.data.password, 'base64').toString());
    const clients: ChildProcess[] = [];
    try {
      await server.query("create role app login password 'app'");
      // A pool: connections that nobody uses at the moment, one in a transaction, one at work.
      for (const statements of ['', '', 'begin; select 1;', 'select pg_sleep(600);']) {
        const client = spawn('psql', ['-X'], { env: server.env('app', 'app'), stdio: ['pipe', 'ignore', 'ignore'] });
        client.stdin.on('error', () => undefined);
        client.stdin.write(`${statements}\n`);
        clients.push(client);
      }
      const sessions = async (): Promise<number> => Number(await server.query("select count(*) from pg_stat_activity where usename = 'app'"));
      await eventually('the pool to be connected', async () => await sessions() === clients.length);

      const objects = synth(namespace, chart => {
        new PointInTimeRestore(chart, 'Undo', {
          database: orders(chart).orders, at: AT, run: { clientImage: 'conformance.example/real-postgres:15' }, resume: openIfHolds('anything'),
        });
      });
      // Whatever host the run's clients are told, the server is behind it.
      const hosts = new Set(JSON.stringify(objects).match(new RegExp(`[a-z0-9.-]+\\.${namespace}\\.svc`, 'g')));
      for (const host of hosts) await control('POST', '/resolve', { host, ip: server.address });
      await apply(space, inOrder(objects));
      await eventually('the sessions to be ended', async () => /no session is left that began before/.test(await logsOfRuns(space)));
      expect(await sessions()).toBe(0);
      // `holds` is no SQL: the check is run by the real client against the real server, and fails.
      await expect(runsComplete(space)).rejects.toThrow(/check-holds/);
      expect(await logsOfRuns(space)).toMatch(/syntax error at or near "holds"/);
    } finally {
      clients.forEach(c => c.kill());
      await server.stop();
    }
  }));
});
