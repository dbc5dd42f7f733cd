import { ArgumentDescription, Command, OptionDescription, Registered } from './command';
import { HELP } from './parse';

/** The page that lists all commands. */
export function overview(commands: readonly Registered[], width: number): string {
  return [
    'Restore KubeDB databases with KubeStash: see what can be restored, plan, restore, halt, resume, roll back.',
    '',
    'usage: cdk8s-kubestash COMMAND [ARGUMENTS] [OPTIONS]',
    '',
    ...entries(commands.map(c => [c.name, c.summary]), width),
    '',
    'exit codes: 0 ok, 1 findings, 2 called wrongly, 3 the cluster refused, 4 timed out',
    'cdk8s-kubestash help COMMAND says more, help roles prints the Roles that they need; --version prints the version.',
    '',
  ].join('\n');
}

/** The page of one command. */
export function page({ name, summary }: Registered, command: Command, width: number): string {
  const options = Object.entries({ ...command.options, help: HELP });
  return [
    ...wrap(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, width, 0),
    '',
    `usage: cdk8s-kubestash ${[name, ...command.arguments.map(shown)].join(' ')} [OPTIONS]`,
    ...(command.arguments.length === 0 ? [] : ['', ...entries(command.arguments.map(a => [a.name, a.summary + allowed(a.values)]), width)]),
    '',
    'options:',
    ...entries(options.map(([option, description]) => [flag(option, description), description.summary + allowed(description.values)]), width),
    ...(command.notes === undefined ? [] : ['', ...command.notes.flatMap(note => wrap(note, width, 0))]),
    '',
    command.examples.length > 1 ? 'examples:' : 'example:',
    ...command.examples.map(example => `  npx cdk8s-kubestash ${example}`),
    '',
  ].join('\n');
}

function shown({ name, optional, multiple }: ArgumentDescription): string {
  const word = multiple ? `${name}...` : name;
  return optional ? `[${word}]` : word;
}

function flag(option: string, { short, type, value }: OptionDescription): string {
  return `${short === undefined ? '    ' : `-${short}, `}--${option}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}`;
}

function allowed(values: readonly string[] | undefined): string {
  return values === undefined ? '' : ` (${values.join(', ')})`;
}

function entries(rows: readonly (readonly [string, string])[], width: number): string[] {
  const left = Math.min(34, Math.floor(width / 2), Math.max(...rows.map(([name]) => name.length)) + 2);
  return rows.flatMap(([name, text]) => {
    const [first, ...rest] = wrap(text, width, left + 2);
    const lead = `  ${name}`;
    return lead.length >= left + 2 ? [lead, ' '.repeat(left + 2) + first.trimStart(), ...rest] : [lead.padEnd(left + 2) + first.trimStart(), ...rest];
  });
}

/** Lines of at most `width` characters, indented. */
export function wrap(text: string, width: number, indent: number): string[] {
  const room = Math.max(24, width - indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map(l => ' '.repeat(indent) + l);
}
