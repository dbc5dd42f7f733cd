import { createInterface } from 'readline';
import { Call } from './command';
import { CliError, Exit } from './exit';

/**
 * Consent to something that cannot be taken back, or that people will notice: its consequence in one sentence, and a
 * question on a terminal. Without one, `--yes` is needed.
 */
export async function consent({ io, options }: Call, consequence: string): Promise<void> {
  if (options.flag('yes')) return;
  io.stderr.write(`${consequence}\n`);
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true) {
    throw new CliError(Exit.USAGE, 'nobody is there to be asked, and nothing was done', 'say --yes if that is what you want');
  }
  const lines = createInterface({ input: io.stdin as unknown as NodeJS.ReadableStream, output: io.stderr as unknown as NodeJS.WritableStream });
  const answer = await new Promise<string>(resolve => {
    lines.on('close', () => resolve(''));
    lines.on('SIGINT', () => resolve(''));
    lines.question('Go on? [y/N] ', resolve);
  });
  lines.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError(Exit.FINDINGS, 'nothing was done');
}
