import { IsolationOptions } from './isolation';
import { DeclaredTrafficOptions } from './traffic';
import { LabelSelector } from '../resources/types/refs';
import { labelSelector } from '../resources/values/volumes';
import { list, refined, struct } from '../values/compound';
import { optional } from '../values/kind';
import { namespaceName } from '../values/names';
import { addresses, flag, isWithin } from '../values/texts';

/** A peer in the words of `NetworkPolicyPeer`. */
const peer = refined(struct<Peer>({
  podSelector: optional(labelSelector),
  namespaceSelector: optional(labelSelector),
  ipBlock: optional(struct<{ readonly cidr: string; readonly except?: string[] }>({ cidr: addresses, except: optional(list(addresses)) })),
}), (value: Peer, reading) => {
  for (const [i, except] of (value.ipBlock?.except ?? []).entries()) {
    if (isWithin(except, value.ipBlock!.cidr)) continue;
    reading.below('ipBlock', () => reading.below('except', () => reading.below(i, () => reading.refuse({
      code: 'url-invalid', message: `${reading.name} is no part of ${value.ipBlock!.cidr}`, value: except, allowed: 'a smaller block in it', remedy: 'leave it out, or widen cidr',
    }))));
  }
  const said = Object.values(value).filter(v => v !== undefined).length;
  if (said === 0 || (said > 1 && value.ipBlock !== undefined)) {
    reading.refuse({ code: 'data-invalid', message: `${reading.name} is not one peer`, allowed: 'ipBlock alone, or podSelector, namespaceSelector or both', remedy: 'say one' });
  }
});

interface Peer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
}

export const isolationOptions = struct<IsolationOptions>({
  operatorNamespaces: optional(list(namespaceName, 1)),
  admit: optional(list(peer)),
});

export const declaredTrafficOptions = struct<DeclaredTrafficOptions>({ open: flag });
