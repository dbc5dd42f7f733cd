import { EngineFacts } from '../engines/facts';
import { instanceLabels } from '../engines/reached';
import { ADMITTED } from '../plan/session';
import { LABEL } from '../protocol/names';
import { LabelSelector } from '../resources/types/refs';
import { labelSelector } from '../resources/values/volumes';
import { list, refined, struct } from '../values/compound';
import { made } from '../values/given';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { namespaceName } from '../values/names';
import { addresses, isWithin } from '../values/texts';

/** Who is let through while a database is isolated. */
export interface IsolationOptions {
  /**
   * Namespaces of the operators, by name.
   *
   * @default - `kubedb`, `stash` and `kubestash`
   */
  readonly operatorNamespaces?: string[];

  /**
   * More peers to let in, in the words of `NetworkPolicyPeer` (`podSelector`, `namespaceSelector`, `ipBlock`).
   *
   * @default - none
   */
  readonly admit?: any[];
}

interface Peer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
}

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

const OPTIONS = struct<IsolationOptions>({
  operatorNamespaces: optional(list(namespaceName, 1)),
  admit: optional(list(peer)),
});

/**
 * Whether a NetworkPolicy keeps every other pod out of a database while it is halted, for clients that go round the client Service.
 * Works where the cluster's network plugin enforces NetworkPolicies.
 */
export class Isolation {
  /**
   * On for overwrites and for engines whose drivers discover members, where the old incarnation stays isolated after
   * the cutover. The default.
   */
  public static automatic(options: IsolationOptions = {}): Isolation {
    return made('Isolation.automatic', OPTIONS, options, o => new Isolation(undefined, o));
  }

  /** On for every restore. */
  public static always(options: IsolationOptions = {}): Isolation {
    return made('Isolation.always', OPTIONS, options, o => new Isolation(true, o));
  }

  /** Off: only the client Service is closed. */
  public static never(): Isolation {
    return new Isolation(false, {});
  }

  private constructor(
    /** @internal */ public readonly _wanted: boolean | undefined,
    /** @internal */ public readonly _options: IsolationOptions,
  ) {}
}

/** Label that pods of restore runs carry, so that isolation lets them in. */
export const RUN_POD = LABEL.runOf;

/** `spec` of the NetworkPolicy around one incarnation. */
export function isolationSpec(
  facts: EngineFacts, database: string, incarnation: string, options: IsolationOptions,
): Json {
  const peers: Json[] = [
    { podSelector: { matchLabels: instanceLabels(facts, incarnation) } },
    { podSelector: { matchLabels: { [RUN_POD]: database } } },
    { podSelector: { matchLabels: { [ADMITTED]: database } }, namespaceSelector: {} },
    {
      namespaceSelector: {
        matchExpressions: [{
          key: 'kubernetes.io/metadata.name',
          operator: 'In',
          values: options.operatorNamespaces ?? ['kubedb', 'stash', 'kubestash'],
        }],
      },
    },
    ...(options.admit ?? []),
  ];
  return {
    podSelector: { matchLabels: instanceLabels(facts, incarnation) },
    policyTypes: ['Ingress'],
    ingress: [{ from: peers }],
  };
}
