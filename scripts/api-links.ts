import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

// The reference is two pages, one a submodule, and jsii-docgen links types within a page only. This links them across, after each docgen.

const ROOT = join(__dirname, '..');
const TITLE = /^# .*\n/;
const API = 'API.md';
const RESOURCES = 'docs/resources.md';

/** A type of the submodule where it is named, and not yet linked. */
const RESOURCE = /(?<!["#]|">)cdk8s-kubestash\.resources\.\w+/g;

/** API.md with links to the page of KubeStash's own kinds. */
export function linkedApi(text: string): string {
  const types = text.replace(RESOURCE, type => `<a href="${RESOURCES}#${type}">${type}</a>`);
  return withLine(types, `KubeStash's own kinds, and the parts that they share with all others, have [a page of their own](${RESOURCES}).`);
}

/** That page, with the way back. */
export function linkedResources(text: string): string {
  return withLine(text, `KubeStash's own kinds: the submodule \`resources\`. Everything else is in [the API reference](../${API}).`);
}

/** A line below the title, once however often it is asked for. */
function withLine(text: string, line: string): string {
  return text.includes(line) ? text : text.replace(TITLE, title => `${title}\n${line}\n`);
}

function rewrite(path: string, change: (text: string) => string): void {
  const file = join(ROOT, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

if (require.main === module) {
  rewrite(API, linkedApi);
  rewrite(RESOURCES, linkedResources);
}
