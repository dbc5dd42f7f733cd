import { instanceLabels } from './endpoints';
import { isolationOptions } from './values';
import { EngineFacts, Json } from '../engines/facts';
import { ADMITTED } from '../plan/session';
import { LABEL } from '../protocol/names';
import { made } from '../values/given';

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
    return made('Isolation.automatic', isolationOptions, options, o => new Isolation(undefined, o));
  }

  /** On for every restore. */
  public static always(options: IsolationOptions = {}): Isolation {
    return made('Isolation.always', isolationOptions, options, o => new Isolation(true, o));
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
