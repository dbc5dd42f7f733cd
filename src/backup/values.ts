import { refined } from '../values/compound';
import { isDnsSubdomain } from '../values/kebab';
import { Required, text, wrongType } from '../values/kind';
import { SUBDOMAIN_FORM } from '../values/names';
import { relativePath } from '../values/texts';

/** A name in which `{database}` and `{namespace}` are filled in later. */
export const template = (what: string, isName: (text: string) => boolean, form: string): Required => text({
  code: 'name-invalid',
  what,
  allowed: `${form}; {database} and {namespace} stand for the names`,
  problem: v => !isName(v.replace(/\{(database|namespace)\}/g, 'x')),
});
export const objectName = (what: string): Required => template(what, isDnsSubdomain, SUBDOMAIN_FORM);

/** A directory; braces around anything else are a placeholder that is misspelt. `${…}` is for others to fill in. */
export const directory: Required = refined(relativePath, (value: string, reading) => {
  const unknown = /(?<!\$)\{(?!(database|namespace)\})[^}]*\}/.exec(value)?.[0];
  if (unknown === undefined) return;
  reading.refuse({
    code: 'path-invalid', message: `${reading.name} has ${unknown}, which stands for nothing`, value, allowed: '{database} and {namespace}', remedy: 'say one of them, or leave out the braces',
  });
});

/** Something that has the name and namespace of a BackupStorage: the construct, or one that was imported. */
export const backupStorage: Required = {
  optional: false,
  irreplaceable: true,
  read: (value, reading) => {
    if (typeof value?.name === 'string' && typeof value.namespace === 'string') return value;
    wrongType(value, reading, { what: 'a BackupStorage', allowed: 'a BackupStorage, or BackupStorage.fromName(…)', standIn: undefined });
    return undefined;
  },
};
