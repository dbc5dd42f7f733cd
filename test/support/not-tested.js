// A reporter of jest: says at the end of a run what was not tested, and what is missing for it. The files of these tests are listed in
// test-reports/not-tested.txt, for a machine that has it.
const { mkdirSync, writeFileSync } = require('fs');
const { join, relative } = require('path');

const MARK = / ?\[needs ([^\]]+)\]$/;

class NotTested {
  constructor(config) {
    this.config = config;
  }

  onRunComplete(_contexts, { testResults }) {
    // Whoever asks for some tests by name does not miss the others.
    if (this.config.testNamePattern) return;
    const skipped = testResults.flatMap(({ testFilePath, testResults: tests }) => tests.filter(t => t.status === 'pending').map(({ fullName }) => ({
      missing: MARK.exec(fullName)?.[1] ?? '(no reason is given)',
      file: relative(this.config.rootDir, testFilePath),
      name: fullName.replace(MARK, ''),
    })));
    const reports = join(this.config.rootDir, 'test-reports');
    mkdirSync(reports, { recursive: true });
    writeFileSync(join(reports, 'not-tested.txt'), grouped(skipped, 'file').map(([file]) => `${file}\n`).join(''));
    // After the summary, which is printed last.
    if (skipped.length > 0) process.once('exit', () => process.stderr.write(`\n${text(skipped)}\n`));
  }
}

/** A paragraph for each thing that is missing, a line for each file. */
function text(skipped) {
  const paragraphs = grouped(skipped, 'missing').map(([missing, tests]) => {
    const files = grouped(tests, 'file').map(([file, [{ name }, ...more]]) => `    ${file}: ${name}${more.length > 0 ? `, and ${more.length} more like it` : ''}\n`);
    return `  ${missing}\n${files.join('')}`;
  });
  return `!!! NOT TESTED, for want of\n${paragraphs.join('')}\n  With CI_REQUIRES_ALL=true, what is missing is a failure.\n`;
}

function grouped(values, key) {
  const groups = new Map();
  for (const value of values) groups.set(value[key], [...groups.get(value[key]) ?? [], value]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

module.exports = NotTested;
