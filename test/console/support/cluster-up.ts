import { BROWSER } from './browser';
import { CLUSTER_NEEDS } from '../../conformance/harness/needs';
import suiteUp from '../../conformance/harness/suite-up';
import { missingOf } from '../../support/needs';

/** Starts the cluster of the conformance suite, where this machine can have one and a browser to look at it with. */
export default async function clusterUp(): Promise<void> {
  if (missingOf([BROWSER, ...CLUSTER_NEEDS]).length === 0) await suiteUp();
}
