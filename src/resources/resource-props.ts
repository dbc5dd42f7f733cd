import { ApiObjectMetadata } from 'cdk8s';

/** What all plain resources take. */
export interface ResourceProps {
  /**
   * Metadata of the object: labels, annotations, finalizers, …
   *
   * @default - name and namespace only
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Name of the object.
   *
   * @default - the construct id in kebab-case
   */
  readonly name?: string;

  /**
   * Namespace of the object.
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * Anything else of `spec`, in the words of the CRD, merged deeply with what the typed properties say. A path that both
   * set to different values is an error.
   *
   * @default - the typed properties say it all
   */
  readonly spec?: any;
}
