import { api } from './checks/api';
import { archivers } from './checks/archivers';
import { backups } from './checks/backups';
import { catalog } from './checks/catalog';
import { gitops } from './checks/gitops';
import { incarnations } from './checks/incarnations';
import { kubernetes } from './checks/kubernetes';
import { operators } from './checks/operators';
import { permissions } from './checks/permissions';
import { records } from './checks/records';
import { references } from './checks/references';
import { runs } from './checks/runs';
import { services } from './checks/services';
import { webhooks } from './checks/webhooks';
import { Diagnosis, DoctorCheck, doubtful, Patient } from './patient';

/** All checks, from the ground up. */
const CHECKS: readonly DoctorCheck[] = [
  kubernetes, api, operators, webhooks, permissions, catalog, backups, archivers, gitops, records, services, incarnations, references, runs,
];

/** Asks all checks. */
export async function examine(patient: Patient): Promise<Diagnosis[]> {
  const found = (await Promise.all(CHECKS.map(check => check(patient)))).flat();
  const { unread } = patient;
  return unread.length === 0 ? found : [...found, doubtful('not-looked-at', {
    message: 'some kinds may not be read, so nothing is known about them',
    value: unread.join(', '),
    remedy: 'ask somebody who may, or for what cdk8s-kubestash help roles prints',
  })];
}
