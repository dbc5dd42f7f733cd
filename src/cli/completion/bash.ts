import { CompletedCommand, CONTEXTS, DATABASES, NAMESPACES, singleQuoted } from './words';

/** Completion for bash: `source <(cdk8s-kubestash completion bash)`. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return [
    '_cdk8s_kubestash() {',
    '  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}',
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W ${singleQuoted(commands.map(c => c.name).join(' '))} -- "$current"))`,
    '    return',
    '  fi',
    '  case $command in',
    ...commands.flatMap(forCommand),
    '  esac',
    '}',
    'complete -F _cdk8s_kubestash cdk8s-kubestash',
    '',
  ].join('\n');
}

function forCommand({ name, options, arguments: described }: CompletedCommand): string[] {
  const values = options.filter(([, o]) => o.type === 'string').flatMap(([option, o]) => {
    const reply = o.values !== undefined ? words(singleQuoted(o.values.join(' ')))
      : o.completes === 'file' ? 'COMPREPLY=($(compgen -f -- "$current"))'
        : o.completes === 'directory' ? 'COMPREPLY=($(compgen -d -- "$current"))'
          : o.completes === 'namespace' ? words(`"$(${NAMESPACES})"`)
            : o.completes === 'context' ? words(`"$(${CONTEXTS})"`) : ':';
    return [`        --${option}${o.short === undefined ? '' : ` | -${o.short}`}) ${reply}; return ;;`];
  });
  const [argument] = described;
  const rest = argument?.values !== undefined ? words(singleQuoted(argument.values.join(' ')))
    : argument?.completes === 'database' ? words(`"$(${DATABASES})"`) : 'COMPREPLY=($(compgen -f -- "$current"))';
  return [
    `    ${name})`,
    ...(values.length === 0 ? [] : ['      case $before in', ...values, '      esac']),
    `      case $current in -*) ${words(singleQuoted(options.map(([o]) => `--${o}`).join(' ')))}; return ;; esac`,
    ...(argument === undefined ? [] : [`      ${rest}`]),
    '      ;;',
  ];
}

function words(list: string): string {
  return `COMPREPLY=($(compgen -W ${list} -- "$current"))`;
}
