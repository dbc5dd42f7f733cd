import { ArgumentDescription, OptionDescription } from '../command';
import { CompletedCommand, CONTEXTS, DATABASES, NAMESPACES } from './words';

/** Completion for zsh: `source <(cdk8s-kubestash completion zsh)`, or a file `_cdk8s-kubestash` on the fpath. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return [
    '#compdef cdk8s-kubestash',
    '_cdk8s_kubestash() {',
    '  local -a commands',
    '  commands=(',
    ...commands.map(c => `    ${quoted(`${c.name}:${c.summary}`)}`),
    '  )',
    '  if (( CURRENT == 2 )); then',
    '    _describe command commands',
    '    return',
    '  fi',
    '  local command=$words[2]',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $command in',
    ...commands.flatMap(c => [
      `    ${c.name})`,
      `      _arguments ${[...c.options.flatMap(option), ...c.arguments.map(argument)].map(quoted).join(' \\\n        ')}`,
      '      ;;',
    ]),
    '  esac',
    '}',
    // A file of the fpath is run as the function itself; what is sourced registers it, and begins completion where nobody has.
    'if [[ ${funcstack[1]-} == _cdk8s-kubestash ]]; then',
    '  _cdk8s_kubestash "$@"',
    'else',
    '  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }',
    '  compdef _cdk8s_kubestash cdk8s-kubestash',
    'fi',
    '',
  ].join('\n');
}

function option([name, description]: readonly [string, OptionDescription]): string[] {
  const { summary, type, multiple, short } = description;
  const value = type === 'string' ? `:${(description.value ?? 'value').toLowerCase().replace(/:/g, '\\:')}:${action(description)}` : '';
  const flags = [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
  return flags.map(flag => `${multiple ? '*' : ''}${flag}[${summary.replace(/[[\]]/g, '')}]${value}`);
}

function argument({ name, multiple, values, completes, optional }: ArgumentDescription): string {
  const how = values !== undefined ? `(${values.join(' ')})` : completes === 'database' ? `{compadd -- \${(f)"$(${DATABASES})"}}` : completes === 'file' ? '_files' : '';
  return `${multiple ? '*' : ''}:${optional ? ':' : ''}${name.toLowerCase()}:${how}`;
}

function action({ values, completes }: OptionDescription): string {
  if (values !== undefined) return `(${values.join(' ')})`;
  switch (completes) {
    case 'file': return '_files';
    case 'directory': return '_files -/';
    case 'namespace': return `{compadd -- \${(f)"$(${NAMESPACES})"}}`;
    case 'context': return `{compadd -- \${(f)"$(${CONTEXTS})"}}`;
    default: return '';
  }
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
