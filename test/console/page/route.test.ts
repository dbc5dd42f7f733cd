import * as fc from 'fast-check';
import { hrefOf, readRoute, Route } from '../../../console/route';

const named = fc.record({ namespace: fc.string({ minLength: 1 }), name: fc.string({ minLength: 1 }) });
const routes: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>({ screen: 'databases' }, { screen: 'backups' }, { screen: 'new' }),
  named.map((where): Route => ({ screen: 'database', ...where })),
  fc.record({ source: named, snapshot: fc.string({ minLength: 1 }) }, { requiredKeys: ['source'] }).map((more): Route => ({ screen: 'new', ...more })),
);

test('an address leads to where it was made, whatever things are called', () => {
  fc.assert(fc.property(routes, route => expect(readRoute(hrefOf(route))).toEqual(route)));
});

test.each(['', '#', '#/', '#/nowhere', '#/database', '#/database/shop', '#/database/a/b/c', '#%', '#/databases?x'])('%j leads to the databases', hash => {
  expect(readRoute(hash)).toEqual({ screen: 'databases' });
});

test('any address leads somewhere', () => {
  fc.assert(fc.property(fc.string(), hash => expect(['databases', 'database', 'new', 'backups']).toContain(readRoute(`#${hash}`).screen)));
});
