import { useEffect, useRef, useState } from 'preact/hooks';
import { hrefOf, readRoute, Route } from './route';
import { Backups } from './screens/backups';
import { Database } from './screens/database';
import { Databases } from './screens/databases';
import { NewDatabase } from './screens/new-database';
import type { Surroundings } from './state/answers';
import { choices as readChoices, Lost, surroundings as readSurroundings, works as readWorks } from './state/api';
import { useLive } from './state/hooks';
import { clusterOf, Place, Scope, ScopeContext } from './state/scope';

/** The page: where one looks, what is shown, and whether there is still somebody to ask. */
export function App() {
  const route = useRoute();
  const session = useLive(readSurroundings, 15_000, 'session');
  const [chosen, setChosen] = useState<Place>();
  const place = chosen ?? (session.value === undefined ? {} : firstPlace(session.value));
  const choices = useLive(
    () => (session.value?.cluster === true ? readChoices(place.context) : Promise.resolve(undefined)),
    60_000,
    `${session.value?.cluster} ${place.context}`,
  );
  const atWork = useRef(false);
  const works = useLive(readWorks, atWork.current ? 1000 : 4000, 'works');
  atWork.current = works.value?.works.some(w => w.said === null) ?? false;
  const now = useNow(session.value?.cluster === false ? undefined : 1000);
  const lost = session.lost ?? works.lost;
  const opened = session.value?.exports.find(e => e.id === place.export);
  useTitle(route);
  if (session.value === undefined) return lost === undefined ? <div class="start" role="status">cdk8s-kubestash</div> : <LostNote lost={lost} />;
  const scope: Scope = { place, surroundings: session.value, choices: choices.value, works: works.value?.works ?? [], began: works.refresh };
  return (
    <ScopeContext.Provider value={scope}>
      <a class="skip" href="#main" onClick={skip}>Skip to the content</a>
      <header class="top">
        <a class="brand" href={hrefOf({ screen: 'databases' })}><img src="icon.svg" alt="" width="24" height="24" /><span>cdk8s-kubestash</span></a>
        <nav aria-label="Screens">
          <Tab to={{ screen: 'databases' }} here={route.screen === 'databases' || route.screen === 'database'}>Databases</Tab>
          <Tab to={{ screen: 'new' }} here={route.screen === 'new'}>New database</Tab>
          <Tab to={{ screen: 'backups' }} here={route.screen === 'backups'}>Backups</Tab>
        </nav>
        <Where place={place} session={session.value} namespaces={choices.value?.namespaces ?? null} onChange={setChosen} />
      </header>
      {lost !== undefined && <LostNote lost={lost} />}
      {session.value.readOnly && <p class="strip">Looking only: this console was started with --read-only.</p>}
      {opened !== undefined && <p class="strip">An export: {opened.name}, as of {opened.exportedAt ?? 'an unknown time'}.</p>}
      <div key={JSON.stringify(place)}>
        {route.screen === 'databases' && <Databases now={now} />}
        {route.screen === 'database' && <Database key={`${route.namespace}/${route.name}`} namespace={route.namespace} name={route.name} now={now} />}
        {route.screen === 'new' && <NewDatabase route={route} now={now} />}
        {route.screen === 'backups' && <Backups now={now} onExport={id => { session.refresh(); setChosen({ ...place, export: id }); }} />}
      </div>
    </ScopeContext.Provider>
  );
}

/** Puts the focus behind the frame; the address has other uses for what follows its #. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Tab({ to, here, children }: { to: Route; here: boolean; children: string }) {
  return <a href={hrefOf(to)} aria-current={here ? 'page' : undefined}>{children}</a>;
}

/** Which cluster and namespace, or which export. */
function Where({ place, session, namespaces, onChange }: {
  place: Place; session: Surroundings; namespaces: readonly string[] | null; onChange: (place: Place) => void;
}) {
  const sources = [
    ...(session.cluster ? session.contexts.map(c => ({ value: `c ${c.name}`, label: c.name })) : []),
    ...session.exports.map(e => ({ value: `e ${e.id}`, label: `${e.name} (export)` })),
  ];
  const source = place.export !== undefined ? `e ${place.export}` : `c ${clusterOf(session, place.context) ?? ''}`;
  const select = (value: string) => {
    const { export: _, ...rest } = place;
    if (value.startsWith('e ')) return onChange({ export: Number(value.slice(2)) });
    const context = session.contexts.find(c => c.name === value.slice(2));
    return onChange({ ...rest, context: value.slice(2), ...(context?.namespace == null ? {} : { namespace: context.namespace }) });
  };
  return (
    <div class="where">
      {sources.length > 1 && (
        <label><span>Cluster</span>
          <select value={source} onChange={e => select(e.currentTarget.value)}>
            {sources.map(s => <option key={s.value} value={s.value}>{s.label}</option>)}
          </select>
        </label>
      )}
      {session.cluster && place.export === undefined && (
        <label><span>Namespace</span>
          {namespaces === null
            ? <input type="text" placeholder="all" value={place.namespace ?? ''} onChange={e => onChange(inNamespace(place, e.currentTarget.value))} />
            : (
              <select value={place.namespace ?? ''} onChange={e => onChange(inNamespace(place, e.currentTarget.value))}>
                <option value="">all</option>
                {[...new Set([...(place.namespace === undefined ? [] : [place.namespace]), ...namespaces])]
                  .map(n => <option key={n} value={n}>{n}</option>)}
              </select>
            )}
        </label>
      )}
    </div>
  );
}

function inNamespace({ namespace: _, ...place }: Place, namespace: string): Place {
  return namespace.trim() === '' ? place : { ...place, namespace: namespace.trim() };
}

function LostNote({ lost }: { lost: Lost }) {
  return (
    <div class="lost" role="alert">
      <strong>{lost.message}</strong>{' '}
      {lost.locked ? 'Open the address that the command line printed last.'
        : 'What you see is as of its last answer. Is the command still at work in its terminal? A restore goes on in the cluster in any case.'}
    </div>
  );
}

function firstPlace({ cluster, namespace, context }: Surroundings): Place {
  return cluster ? { ...(context === null ? {} : { context }), ...(namespace === null ? {} : { namespace }) } : { export: 1 };
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const read = () => {
      setRoute(readRoute(location.hash));
      window.scrollTo({ top: 0 });
    };
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return route;
}

function useNow(every: number | undefined): number {
  const [now, setNow] = useState(() => Math.floor(Date.now() / 1000));
  useEffect(() => {
    if (every === undefined) return undefined;
    const timer = window.setInterval(() => setNow(Math.floor(Date.now() / 1000)), Math.max(every, 10_000));
    return () => window.clearInterval(timer);
  }, [every]);
  return now;
}

function useTitle(route: Route): void {
  const title = route.screen === 'database' ? `${route.namespace}/${route.name}` : { databases: 'Databases', new: 'New database', backups: 'Backups' }[route.screen];
  useEffect(() => { document.title = `${title} · cdk8s-kubestash`; }, [title]);
}
