import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, watch, writeFileSync } from 'fs';
import { join } from 'path';
import { Clock } from './api';
import { End, Gatekeeper } from './surroundings';
import { openGates } from '../protocol/gates';
import { RunIntent } from '../protocol/intent';

/** What a container hears at its gate: go on, or end. */
interface GateAnswer {
  readonly exit: number;
  readonly say: string;
}

const ASKED = '.asked';
const ANSWER = '.answer';

/** Present when nothing is left to do in this pod: containers without a token look for it. */
const OVER = 'over';

/**
 * The gates of a pod: files in a volume that its containers share. They outlive an agent that is restarted, and those who may write
 * there are this program alone.
 */
export class PodGates implements Gatekeeper {
  private readonly answered = new Set<string>();

  constructor(private readonly directory: string, private readonly intent: RunIntent) {
    mkdirSync(directory, { recursive: true });
  }

  public asked(): string[] {
    return readdirSync(this.directory).filter(file => file.endsWith(ASKED)).map(file => file.slice(0, -ASKED.length));
  }

  public opened(): string[] {
    return readdirSync(this.directory).filter(file => file.endsWith(ANSWER)).map(file => file.slice(0, -ANSWER.length));
  }

  public open(world: { readonly record: any }): void {
    for (const gate of openGates(this.intent, world.record.state)) this.answer(gate, { exit: 0, say: `${gate}: go on` });
  }

  public onAsked(listener: () => void): void {
    // Where the node has no watches left, looking now and then has to do.
    const look = () => { setInterval(listener, 500).unref(); };
    try {
      watch(this.directory, { persistent: false }, listener).on('error', look);
    } catch {
      look();
    }
  }

  /** Whether a gate was answered, be it by an agent before this one. */
  public isOver(gate: string): boolean {
    return existsSync(join(this.directory, gate + ANSWER));
  }

  /** All containers hear how it ended, those too that come later. */
  public end(gates: readonly string[], { exit, say }: End): void {
    if (exit === 0) writeSafely(join(this.directory, OVER), `${say}\n`);
    for (const gate of gates) this.answer(gate, { exit, say });
  }

  private answer(gate: string, answer: GateAnswer): void {
    if (this.answered.has(gate)) return;
    this.answered.add(gate);
    const file = join(this.directory, gate + ANSWER);
    if (!existsSync(file)) writeSafely(file, JSON.stringify(answer));
  }
}

/** Waits at a gate until the agent has answered. */
export async function waitAtGate(directory: string, gate: string, clock: Clock): Promise<GateAnswer> {
  mkdirSync(directory, { recursive: true });
  writeSafely(join(directory, gate + ASKED), '');
  const file = join(directory, gate + ANSWER);
  while (!existsSync(file)) await clock.sleep(100);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Never half a file. */
function writeSafely(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
