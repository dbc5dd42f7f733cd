import { LabelSelector } from './refs';
import { NAME_OF_NAMESPACE } from '../../engines/label-selector';
import { made } from '../../values/given';
import { Json } from '../../values/json';
import { labelSelector, namespaceNames } from '../values/volumes';

/**
 * From which namespaces an object may be used (upstream: `spec.usagePolicy`). It is always written out: upstream refuses
 * an empty one with an internal error.
 */
export class UsagePolicy {
  /** From the object's own namespace only. */
  public static same(): UsagePolicy {
    return new UsagePolicy('Same');
  }

  /** From every namespace. */
  public static all(): UsagePolicy {
    return new UsagePolicy('All');
  }

  /**
   * From namespaces with certain labels. Every namespace carries its name as `kubernetes.io/metadata.name`.
   *
   * @param selector conditions on the labels of the namespace
   */
  public static selector(selector: LabelSelector): UsagePolicy {
    return made('UsagePolicy.selector', labelSelector, selector, of => new UsagePolicy('Selector', of));
  }

  /**
   * From the namespaces of these names.
   *
   * @param namespaces names of namespaces
   */
  public static namespaces(...namespaces: string[]): UsagePolicy {
    return made('UsagePolicy.namespaces', namespaceNames, { namespaces }, of => new UsagePolicy('Selector', {
      matchExpressions: [{ key: NAME_OF_NAMESPACE, operator: 'In', values: of.namespaces }],
    }));
  }

  private constructor(private readonly origin: string, private readonly labels?: LabelSelector) {}

  /** @internal */
  public _spec(): Json {
    return { allowedNamespaces: { from: this.origin, ...(this.labels === undefined ? {} : { selector: this.labels }) } };
  }
}
