import { Call } from './command';
import { CliError, Exit } from './exit';
import { Input } from './io';
import { plain } from '../protocol/text';

/** A question that nobody was there to answer. */
export class Unanswered extends CliError {
  constructor(public readonly consequence: string, message: string, next: string) {
    super(Exit.USAGE, message, next);
  }
}

/**
 * Consent to something that cannot be taken back, or that people will notice: its consequence in one sentence, and a
 * question on a terminal. Without one, `--yes` is needed.
 */
export async function consent({ io, options }: Call, consequence: string): Promise<void> {
  if (options.flag('yes')) return;
  io.stderr.write(`${plain(consequence)}\n`);
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true) {
    throw new Unanswered(consequence, 'nobody is there to be asked, and nothing was done', 'say --yes if that is what you want');
  }
  io.stderr.write('Go on? [y/N] ');
  if (!/^y(es)?$/i.test(await lineOf(io.stdin))) throw new CliError(Exit.FINDINGS, 'nothing was done');
}

async function lineOf(input: Input): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0].trim();
}
