import { parse } from 'yaml';
import { eventually } from './eventually';
import { Manifest, namedOf } from './objects';
import { Space } from './space';
import { blocksOf } from '../../docs/pages';

/** An OpsRequest as docs/a-year.md prints it, for a database of this namespace. */
export function documentedRequest(type: string, { namespace }: Space, database: string): Manifest {
  const printed = blocksOf('a-year').filter(b => b.lang === 'yaml').map(b => parse(b.text)).filter(o => o?.spec?.type === type);
  if (printed.length !== 1) throw new Error(`docs/a-year.md prints ${printed.length} OpsRequests of type ${type}`);
  const [request] = printed;
  return {
    ...request, metadata: { name: `${database}-${type.toLowerCase()}`, namespace }, spec: { ...request.spec, databaseRef: { name: database } },
  };
}

/** What a person does by hand: has a request carried out, and waits for its end. */
export async function carriedOut(space: Space, request: Manifest): Promise<void> {
  await space.admin.create(request);
  await eventually(`${request.metadata.name} to be successful`, async () => (await space.admin.get(namedOf(request))).status?.phase === 'Successful');
}
