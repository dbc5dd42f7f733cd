/** A Secret in the namespace of whatever refers to it. A cdk8s-plus Secret fits where TypeScript is used. */
export interface SecretRef {
  /** Name of the Secret. */
  readonly name: string;
}

/** A cert-manager issuer (upstream: `spec.tls.issuerRef`). */
export interface IssuerRef {
  /** Name of the Issuer or ClusterIssuer. */
  readonly name: string;

  /**
   * `Issuer` (in the namespace of the database) or `ClusterIssuer`.
   *
   * @default 'Issuer'
   */
  readonly kind?: string;

  /**
   * API group of the issuer.
   *
   * @default 'cert-manager.io'
   */
  readonly group?: string;
}

/**
 * An object by name and namespace (upstream: `ObjectReference`, and AppBindings). Constructs with a `name` fit where TypeScript is used.
 */
export interface NamespacedRef {
  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - the namespace of the object that refers to it
   */
  readonly namespace?: string;
}
