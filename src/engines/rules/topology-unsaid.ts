import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** A topology that upstream would choose without a word, and that can hardly be changed afterwards. */
export const topologyUnsaid = rule<SpecSubject>('topology-unsaid', ({ facts, spec }) => {
  const implied = facts.layout.impliedTopology?.(spec);
  return implied === undefined ? [] : [{
    message: `several members of ${facts.kind} without a topology would silently become ${implied.of}`,
    value: spec.replicas,
    remedy: implied.remedy,
  }];
}, 'topology', 'replicas', 'spec.topology');
