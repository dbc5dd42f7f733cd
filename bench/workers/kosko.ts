/* eslint-disable @typescript-eslint/no-require-imports -- kosko is installed for measuring, beside the library and not with it */

// kosko.js PACKAGE FOLDER: prints the components in a folder, as `kosko generate` does.
const [, , kosko, path] = process.argv;
const { generate, print, PrintFormat } = require(kosko);

void generate({ path, components: ['*'] }).then((result: unknown) => print(result, { format: PrintFormat.YAML, writer: process.stdout }));
