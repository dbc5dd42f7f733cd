import { Case } from './case';
import { Scenario } from './life';
import { pool } from '../../harness/pool';
import { inNamespace, Space } from '../../harness/space';
import { counted } from '../../report/figures';
import { Tool } from '../tools/tool';

/** How many applications a controller has at a time. */
const AT_A_TIME = Number(process.env.GITOPS_CONCURRENCY ?? 6);

/** Plays all scenarios with a tool, some at a time; the one whose name `GITOPS_SCENARIO` begins with alone, if it is said. */
export function playAll(tool: Tool, scenarios: readonly Scenario[]): void {
  const only = process.env.GITOPS_SCENARIO ?? '';
  beforeAll(() => tool.start());
  afterAll(() => tool.stop());
  test(tool.name, async () => {
    const chosen = scenarios.filter(s => s.name.startsWith(only));
    if (chosen.length === 0) throw new Error(`no scenario begins with "${only}"`);
    await pool(chosen, scenario => counted(scenario.name, () => inNamespace(tool.name, space => (
      play(scenario, tool, space)
    ))), s => s.name, AT_A_TIME);
  });
}

async function play({ name, ways, run }: Scenario, tool: Tool, space: Space): Promise<void> {
  const of = await Case.in(space, tool, ways);
  try {
    await run(of, tool, space);
    process.stderr.write(`passed  ${name}\n`);
  } catch (error) {
    process.stderr.write(`FAILED  ${name}: ${(error as Error).message}\n`);
    throw error;
  } finally {
    // The controllers have enough to do.
    await of.app.rest();
  }
}
