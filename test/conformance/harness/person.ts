import { join } from 'path';
import { CACHE, ROOT } from './cluster';
import { identity } from './control';
import { Output, program } from './kubectl';
import type { Space } from './space';

/** A person's command, by the script that the command line runs. */
export async function person(
  space: Space, command: 'halt' | 'resume' | 'rollback' | 'show', database = 'orders', env: Record<string, string> = {},
): Promise<Output> {
  const user = await identity('ada', ['system:masters']);
  return program('sh', [join(ROOT, 'assets', 'run.sh'), 'person', command], {
    env: {
      PATH: `${CACHE}:${process.env.PATH}`,
      KUBECONFIG: user.kubeconfig,
      NAMESPACE: space.namespace,
      RECORD: `${database}-traffic`,
      PERSON: 'ada',
      ...env,
    },
  });
}

/** A person's command that is expected to do what it says. */
export async function personDoes(space: Space, command: 'halt' | 'resume' | 'rollback', env: Record<string, string> = {}): Promise<void> {
  const { code, stderr } = await person(space, command, 'orders', env);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr}`);
}
