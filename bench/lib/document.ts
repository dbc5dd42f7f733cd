const HEAD = `# Speed and scale

Written by \`npm run bench\` (\`-- --quick\` for small sizes, \`-- synth\` for one part, \`-- --largest=1000 synth\` for no more than
so many restores); the figures are in \`bench/results.json\`.
All comparisons are ratios of processor time inside one run: medians of repeats that were made in turns, with the smallest and
the largest in brackets. Nothing here is a timed test; what must not get worse is held by counts in \`test/bench\`.
`;

const TAIL = `
## What is cdk8s' own, and how our objects avoid it

* **Charts times objects.** \`app.synth()\` resolves dependencies and validates the whole app once for each chart and once more. Put a fleet
  into one chart, or a few. Our checks are kept until something is added, so their number does not count.
* **Edges.** \`addDependency\` between constructs or charts is expanded to every pair of objects below them, and each is checked by walking
  every path. No object of this library has an edge: objects are made in the order in which they are applied, and what has to wait waits in the cluster.
* **Rendering.** Every value is asked whether it has to be resolved, by three resolvers that are looked up from the root. Our objects are
  plain data and print themselves the short way; with late values, JSON patches or resolvers of your own they go the usual one, with the same result.
* **YAML.** Printing is most of what is left, and linear. The agent, some 130 KB, is printed once for each chart and namespace, and the scripts of an engine's client once beside it, not for each database.
* **120,000 objects a chart.** cdk8s hands all objects of a chart to one function as its arguments, and V8 takes no more: some 8,000 managed or 12,000 declared
  undos end with \`Maximum call stack size exceeded\`. Use a second chart.
* **512 MB a chart.** V8 holds no longer text, and cdk8s makes one of each chart. With some 19 KB for a managed undo, the objects run out first.

## What to write for a fleet

* One chart for a namespace, or one for all: not one for each database. Up to 5,000 restores in a chart stay far from every limit.
* One app for a team, or for a cluster: rules look at all objects of an app once, so they also find what two charts of it do to each other.
* Let scripts be shared: databases of one chart and namespace do so by themselves.
`;

/** How much of a part was measured. */
interface Extent {
  readonly quick: boolean;
  readonly largest?: number;
}

/** The page about performance. */
export function document(parts: readonly ({ readonly title: string; readonly text: string } & Extent)[]): string {
  return `${HEAD}${parts.map(p => `\n## ${p.title}\n\n${measuredUpTo(p)}${p.text}\n`).join('')}${TAIL}`;
}

function measuredUpTo({ quick, largest }: Extent): string {
  if (quick) return '*Small sizes only (`--quick`).*\n\n';
  return largest === undefined ? '' : `*Up to ${largest.toLocaleString('en-US')} restores only (\`--largest=${largest}\`).*\n\n`;
}
