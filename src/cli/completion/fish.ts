import { CompletedCommand, CONTEXTS, DATABASES, NAMESPACES } from './words';

/** Completion for fish: `cdk8s-kubestash completion fish | source`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const complete = 'complete -c cdk8s-kubestash';
  return [
    `${complete} -f`,
    ...commands.map(c => `${complete} -n __fish_use_subcommand -a ${c.name} -d ${quoted(c.summary)}`),
    ...commands.flatMap(c => {
      const here = `${complete} -n '__fish_seen_subcommand_from ${c.name}'`;
      return [
        ...c.options.map(([name, o]) => [
          here, `-l ${name}`, ...(o.short === undefined ? [] : [`-s ${o.short}`]),
          ...(o.type === 'string' ? [o.completes === 'file' || o.completes === 'directory' ? '-r -F' : '-x'] : []),
          ...(o.values !== undefined ? [`-a ${quoted(o.values.join(' '))}`] : []),
          ...(o.completes === 'namespace' ? [`-a ${quoted(`(${NAMESPACES})`)}`] : o.completes === 'context' ? [`-a ${quoted(`(${CONTEXTS})`)}`] : []),
          `-d ${quoted(o.summary)}`,
        ].join(' ')),
        ...c.arguments.flatMap(a => a.values !== undefined ? [`${here} -a ${quoted(a.values.join(' '))}`]
          : a.completes === 'database' ? [`${here} -a ${quoted(`(${DATABASES})`)}`] : a.completes === 'file' ? [`${here} -F`] : []),
      ];
    }),
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}
