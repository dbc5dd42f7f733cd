import { Act, Decision } from './decision';

type Labels = Readonly<Record<string, string>>;

/** A decision, with labels on everything that it makes: admission may demand them. Those of the protocol come first. */
export function labelled(decision: Decision, labels: Labels | undefined): Decision {
  if (labels === undefined || decision.kind !== 'act') return decision;
  return { ...decision, acts: decision.acts.map(act => (makes(act) ? { ...act, body: withLabels(act.body, labels) } : act)) };
}

function makes({ verb }: Act): boolean {
  return verb === 'create' || verb === 'rehearse';
}

function withLabels(body: any, labels: Labels): any {
  return { ...body, metadata: { ...body.metadata, labels: { ...labels, ...body.metadata.labels } } };
}
