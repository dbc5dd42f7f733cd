import { isDnsSubdomain } from '../values/kebab';
import { Required, text, wrongType } from '../values/kind';
import { SUBDOMAIN_FORM } from '../values/names';

/** A name in which `{database}` and `{namespace}` are filled in later. */
export const template = (what: string, isName: (text: string) => boolean, form: string): Required => text({
  code: 'name-invalid',
  what,
  allowed: `${form}; {database} and {namespace} stand for the names`,
  problem: v => !isName(v.replace(/\{(database|namespace)\}/g, 'x')),
});
export const objectName = (what: string): Required => template(what, isDnsSubdomain, SUBDOMAIN_FORM);

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
