import { Description } from './description';
import { Order } from './order';
import { camel, pascal } from './piece';

/** The TypeScript of a restore, its Snapshot pinned: same restore id, so it finds what was done. */
export function restoreToCode({ construct, id, code, imports }: Description, { source, target }: Order): string {
  const names = [...new Set([construct, ...imports])].sort().join(', ');
  const cdk8s = code.some(l => l.includes('Size.')) ? "import { Size } from 'cdk8s';\n" : '';
  const variable = camel(source.name);
  const comment = target === undefined
    ? `// ${variable}: the database in your code, as the last restore left it (undo.restored); or import it:\n`
      + `// const ${variable} = ExistingDatabase.fromManifestFile(chart, '${pascal(source.name)}', '${source.name}.yaml');\n` : '';
  const made = [`new ${construct}(chart, '${id}', {`, ...code.map(l => `  ${l}`), '})'].join('\n');
  return `${cdk8s}import { ${names} } from 'cdk8s-kubestash';\n\n${comment}${target === undefined ? `const restored = ${made}.restored` : made};\n`;
}
