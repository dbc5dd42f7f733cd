import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { eventually, GiveUp } from '../../harness/eventually';
import { leadsTo, reachableThrough } from '../../harness/expect';
import { Manifest } from '../../harness/objects';
import { Probe } from '../../harness/probe';
import { recordOf } from '../../harness/record';
import { Space } from '../../harness/space';
import { dataOf } from '../../harness/world';
import { inGit } from '../mutants/mutate';
import { Application, Colour, Look, Tool, Ways } from '../tools/tool';
import { GitOps } from 'cdk8s-kubestash';

/** One case: a namespace, and an application in it that a tool applies. */
export class Case {
  public static async in(space: Space, tool: Tool, ways: Ways = {}): Promise<Case> {
    const { name = 'shop', between = objects => [...objects] } = ways;
    return new Case(space, tool, name, between, await tool.application(space, { name, ...ways }), await Probe.start(space, 'orders-client'));
  }

  private constructor(
    public readonly space: Space, public readonly tool: Tool, private readonly name: string,
    private readonly between: (objects: readonly Manifest[]) => Manifest[], public readonly app: Application, private readonly probe: Probe,
  ) {}

  public get namespace(): string {
    return this.space.namespace;
  }

  /** Commits what an app renders. */
  public async commit(build: (chart: Chart) => void, gitOps = this.tool.name === 'flux' ? GitOps.flux() : GitOps.argoCd()): Promise<Manifest[]> {
    const app = new App();
    GitOps.use(app, gitOps);
    build(new Chart(app, this.name, { namespace: this.namespace }));
    const objects = inGit(this.between(parseAllDocuments(app.synthYaml()).map(d => d.toJS()).filter(Boolean) as Manifest[]));
    await this.app.commit(objects);
    return objects;
  }

  /** Waits until the tool shows one of these; at once an error if it shows red and nobody waits for that. */
  public async shows(...colours: Colour[]): Promise<Look> {
    let last = '';
    return eventually(`the application to be ${colours.join(' or ')}`, async () => {
      const look = await this.app.look();
      if (colours.includes(look.colour)) return look;
      last = `${look.colour}: ${look.says}`;
      throw new Error(last);
    });
  }

  /** Waits until it is green. That it is so must be true: applications can connect, and to the right data. */
  public async green(holds?: string): Promise<string> {
    await this.shows('green');
    const record = await recordOf(this.space, 'orders');
    if (record?.state !== 'serving') throw new GiveUp(`it is shown as green, and the record says ${record?.state}: ${record?.reason}`);
    await leadsTo(this.space, 'orders-client', record.incarnation);
    if (holds !== undefined) expect((await dataOf(this.namespace, record.incarnation)).content).toBe(holds);
    return record.incarnation;
  }

  /** For some seconds, it is shown in these colours and no other. */
  public async stays(...colours: Colour[]): Promise<void> {
    const until = Date.now() + 12_000;
    while (Date.now() < until) {
      const look = await this.app.look();
      if (!colours.includes(look.colour)) throw new Error(`it is shown as ${look.colour} (${look.says}), and not as ${colours.join(' or ')}`);
      await new Promise(resolve => setTimeout(resolve, 1000));
    }
  }

  /** Nobody can connect, whatever the tool does for some seconds. */
  public async staysClosed(): Promise<void> {
    const until = Date.now() + 12_000;
    while (Date.now() < until) {
      expect(await reachableThrough(this.space, 'orders-client')).toEqual([]);
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  /** Whether applications could connect, from the beginning: one entry for each change. */
  public async story(): Promise<string> {
    const ready = (await this.probe.offers()).map(o => (o.ready.length > 0 ? 'open' : 'closed'));
    return ready.filter((o, i) => o !== ready[i - 1]).join(', ');
  }
}
