import { isIP } from 'net';
import { text } from './kind';

/** What is wrong with a bucket, whose name may have slashes around it. No provider takes an IP address. */
const bucketProblem = (isWrong: (name: string) => boolean) => (value: string): boolean => {
  const name = value.replace(/^\/+|\/+$/g, '');
  return isWrong(name) || isIP(name) !== 0;
};
/** A bucket of S3, or of what speaks it. */
export const bucket = text({
  code: 'name-invalid',
  what: 'the name of a bucket',
  allowed: '3 to 222 letters, digits, "-", "_" and single "."; no IP address',
  problem: bucketProblem(name => !/^[A-Za-z0-9][-A-Za-z0-9._]{1,220}[A-Za-z0-9]$/.test(name) || name.includes('..')),
});

export const gcsBucket = text({
  code: 'name-invalid',
  what: 'the name of a bucket of Google Cloud Storage',
  allowed: '3 to 63 lower-case letters, digits, "-" and "_", several such parts with "." between them up to 222; no IP address',
  problem: bucketProblem(name =>
    name.length < 3 || name.length > 222 || name.split('.').some(part => !/^[a-z0-9]([-a-z0-9_]{0,61}[a-z0-9])?$/.test(part))),
});

export const region = text({
  code: 'name-invalid', what: 'the name of a region', allowed: 'letters, digits and "-"', problem: v => !/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(v),
});

export const storageAccount = text({
  code: 'name-invalid', what: 'the name of a storage account', allowed: 'up to 24 lower-case letters and digits', problem: v => !/^[a-z0-9]{1,24}$/.test(v),
});

export const azureContainer = text({
  code: 'name-invalid',
  what: 'the name of a container of Azure',
  allowed: 'up to 63 of a-z, 0-9 and "-"',
  problem: v => !/^(\$root|[a-z0-9](?!.*--)[-a-z0-9]{0,61}[a-z0-9]|[a-z0-9])$/.test(v),
});
