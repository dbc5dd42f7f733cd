import { Json } from '../values/json';

/** TLS of an engine: which field means it, and what upstream writes beside it. */
export interface TlsFacts {
  /** Whether clients must speak TLS, judged from the field that means it. */
  readonly on: (spec: Json) => boolean;
  /** Fields that turn it on beside `spec.tls`. What upstream once filled in for a database without TLS stays there for good. */
  readonly switches: (spec: Json) => readonly TlsSwitch[];
  /** `spec.tls.certificates` as upstream completes it, in its order (`SetTLSDefaults` of the kind). */
  readonly certificates: (spec: Json, version?: string) => readonly CertificateFacts[];
}

/** A field that turns TLS on or off. */
export interface TlsSwitch {
  readonly path: readonly string[];
  /** What is rendered with `tls`. */
  readonly on: string | boolean;
  /** What upstream fills in without, or takes for no. */
  readonly off: string | boolean;
}

/** An entry of `spec.tls.certificates`. */
export interface CertificateFacts {
  readonly alias: string;
  /** Whether clients see it, so that its `dnsNames` must hold the names of our Services. */
  readonly server?: boolean;
  /** Whether the operator makes several of it and so leaves `secretName` out. */
  readonly secretless?: boolean;
  /** What upstream adds beside `secretName`. */
  readonly more?: Json;
}
