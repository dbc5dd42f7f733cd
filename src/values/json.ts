/** Any JSON object: a `spec` in the words of a CRD. */
export type Json = { [key: string]: any };
