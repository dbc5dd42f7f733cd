// The cluster of a file as an API server: what `kubectl proxy` and `kubectl get --raw` lead to. What was called is appended to FILE.calls.
const { appendFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } = require('fs');
const { createServer } = require('http');

const CHANGES = ['patch', 'create', 'delete', 'apply', 'replace'];
const POLL = 20;

/** What is served although nothing of it may be there. */
const KINDS = {
  Lease: 'leases', Service: 'services', EndpointSlice: 'endpointslices', RestoreSession: 'restoresessions', BackupConfiguration: 'backupconfigurations',
  BackupSession: 'backupsessions', NetworkPolicy: 'networkpolicies', Secret: 'secrets', Event: 'events', Job: 'jobs', Pod: 'pods',
};

class FakeApi {
  constructor(file) {
    this.file = file;
  }

  load() {
    const state = JSON.parse(readFileSync(this.file, 'utf8'));
    state.version ??= 1000;
    return state;
  }

  save(state) {
    writeFileSync(`${this.file}.${process.pid}`, JSON.stringify(state));
    renameSync(`${this.file}.${process.pid}`, this.file);
  }

  /** Serves until the cluster is gone. */
  listen(socket, listening) {
    setInterval(() => existsSync(this.file) || process.exit(), 500).unref();
    createServer((request, response) => {
      const chunks = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url, 'http://fake');
        const send = ({ code, answer, text }) => response.writeHead(code, { 'content-type': text === undefined ? 'application/json' : 'text/plain' }).end(text ?? JSON.stringify(answer));
        if (this.watches(url)) {
          response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
          const stop = this.watch(url, text => response.write(text), () => response.end());
          response.on('close', stop);
          return;
        }
        const { before, after } = this.interruption(request.method, url);
        setTimeout(() => {
          const answer = this.answer(request.method, url, Buffer.concat(chunks).toString());
          if (after) writeFileSync(`${this.file}.now`, '');
          setTimeout(() => send(answer), after ? 150 : 0);
        }, before ? 150 : 0);
      });
    }).listen(socket, listening);
    process.on('SIGTERM', () => process.exit());
  }

  /** The change at which somebody presses Ctrl-C: before it is done, or once it is done but before that is said. */
  interruption(method, url) {
    const { interruptAt, interruptBefore } = this.load();
    if (interruptAt === undefined || method === 'GET' || /reviews$/.test(url.pathname)) return {};
    const calls = existsSync(`${this.file}.calls`) ? readFileSync(`${this.file}.calls`, 'utf8').trim().split('\n').map(l => JSON.parse(l)) : [];
    if (calls.filter(c => CHANGES.includes(c.find(word => !word.startsWith('-')))).length + 1 !== interruptAt) return {};
    if (interruptBefore) writeFileSync(`${this.file}.now`, '');
    return { before: interruptBefore, after: !interruptBefore };
  }

  place(url) {
    const [, group, version, namespace, plural, name] = /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    return { group: group ?? '', version, namespace, plural, name };
  }

  watches(url) {
    return url.searchParams.get('watch') === 'true' && this.refusal(this.load(), 'watch', this.place(url)) === undefined;
  }

  refusal(state, verb, { plural, name }) {
    if (plural === undefined || state.unknown?.includes(plural)) return { code: 404, text: '404 page not found\n', answer: { reason: 'NotFound', message: 'the server could not find the requested resource' } };
    if (state.forbidden?.includes(plural)) return status(403, 'Forbidden', `${plural} is forbidden: User "somebody" cannot ${verb} resource "${plural}"`, name);
    return undefined;
  }

  denied(state, plural) {
    return state.forbidden?.includes(plural) || state.denied?.some(d => d.split('.')[0] === plural);
  }

  resources(state) {
    const of = state.objects.map(o => this.resourceOf(state, o));
    return [...new Set([...Object.values(KINDS), ...Object.values(state.resources ?? {}), ...of])].filter(r => !state.unknown?.includes(r));
  }

  resourceOf(state, o) {
    return state.resources?.[o.kind] ?? KINDS[o.kind] ?? `${o.kind.toLowerCase()}s`;
  }

  objects(state, { group, plural, namespace }, url) {
    const field = /^metadata\.name=(.*)$/.exec(url.searchParams.get('fieldSelector') ?? '')?.[1];
    return [...state.objects, ...slices(state)].filter(o => this.resourceOf(state, o) === plural
      && (o.apiVersion === undefined || (o.apiVersion.includes('/') ? o.apiVersion.split('/')[0] : '') === group)
      && (namespace === undefined || o.metadata.namespace === namespace)
      && (field === undefined || o.metadata.name === field)
      && matches(url.searchParams.get('labelSelector'), o.metadata.labels));
  }

  /** Does a call; `code` and `answer` as the API server has them. */
  answer(method, url, body) {
    const verb = { GET: 'get', POST: 'create', PUT: 'replace', PATCH: 'patch', DELETE: 'delete' }[method];
    const state = this.load();
    const review = /\/selfsubjectaccessreviews$/.test(url.pathname);
    appendFileSync(`${this.file}.calls`, `${JSON.stringify([review ? 'review' : verb, url.pathname + url.search])}\n`);
    if (review) {
      const { resourceAttributes } = JSON.parse(body).spec;
      return { code: 201, answer: { status: { allowed: !this.denied(state, resourceAttributes.resource) } } };
    }
    if (url.pathname === '/version') return { code: 200, answer: { gitVersion: state.serverVersion ?? 'v1.34.0' } };
    if (/^\/(api|apis\/[^/]+)\/[^/]+$/.test(url.pathname)) return { code: 200, answer: { kind: 'APIResourceList', resources: this.resources(state).map(name => ({ name })) } };
    const place = this.place(url);
    const no = this.refusal(state, verb, place);
    if (no !== undefined) return no;
    const found = this.objects(state, place, url);
    if (method === 'GET' && place.name === undefined) {
      return { code: 200, answer: { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: String(state.version) }, items: found } };
    }
    const name = place.name ?? JSON.parse(body).metadata.name;
    const object = found.find(o => o.metadata.name === name);
    if (method === 'POST') {
      if (object !== undefined) return status(409, 'AlreadyExists', `${place.plural} "${name}" already exists`, name);
      const made = this.put(state, { ...JSON.parse(body), metadata: { namespace: place.namespace, ...JSON.parse(body).metadata } });
      // What the cluster would make of it some time later.
      if (place.plural === 'jobs') (state.afterApply ?? []).forEach(o => this.put(state, o));
      return { code: 201, answer: made };
    }
    if (object === undefined) return status(404, 'NotFound', `${place.plural} "${name}" not found`, name);
    if (method === 'GET') return { code: 200, answer: object };
    if (method === 'DELETE') return this.remove(state, object, name);
    const change = JSON.parse(body);
    const expected = change.metadata?.resourceVersion;
    if (expected !== undefined && expected !== object.metadata.resourceVersion) return status(409, 'Conflict', `Operation cannot be fulfilled on ${place.plural} "${name}"`, name);
    return { code: 200, answer: this.put(state, method === 'PUT' ? change : merge(object, change)) };
  }

  put(state, object) {
    object.metadata.resourceVersion = String(++state.version);
    object.metadata.uid ??= `uid-${object.metadata.name}-${state.version}`;
    object.metadata.creationTimestamp ??= '2026-11-22T12:00:00Z';
    const at = state.objects.findIndex(o => o.kind === object.kind && o.metadata.name === object.metadata.name && o.metadata.namespace === object.metadata.namespace);
    if (at < 0) state.objects.push(object);
    else state.objects[at] = object;
    this.save(state);
    return object;
  }

  remove(state, object, name) {
    if (object.spec?.deletionPolicy === 'DoNotTerminate') return status(403, 'Forbidden', 'admission webhook denied the request: deletionPolicy is DoNotTerminate', name);
    // What takes its time is there for a while.
    if (state.slowDelete) {
      this.put(state, { ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-11-22T12:00:00Z' } });
    } else {
      state.objects = state.objects.filter(o => o !== object);
      (state.deleted ??= []).push({ ...object, metadata: { ...object.metadata, resourceVersion: String(++state.version) } });
      this.save(state);
    }
    return { code: 200, answer: { kind: 'Status', status: 'Success' } };
  }

  /** Tells of what changes from a version on. Returns how to stop it. */
  watch(url, write, end) {
    appendFileSync(`${this.file}.calls`, `${JSON.stringify(['watch', url.pathname + url.search])}\n`);
    const from = Number(url.searchParams.get('resourceVersion'));
    const tellsAll = url.searchParams.get('sendInitialEvents') === 'true';
    const seen = new Map();
    let first = true;
    let modified;
    const look = () => {
      if (!existsSync(this.file)) return finish();
      const { mtimeMs, ino } = statSync(this.file);
      if (`${mtimeMs} ${ino}` === modified) return undefined;
      modified = `${mtimeMs} ${ino}`;
      const state = this.load();
      const there = new Set();
      for (const o of this.objects(state, this.place(url), url)) {
        const key = `${o.metadata.namespace}/${o.metadata.name}`;
        const text = JSON.stringify(o);
        there.add(key);
        // Objects that a person wrote into the file, and slices, have the versions that they have.
        const known = seen.has(key) ? seen.get(key) === text : first && !tellsAll && !(Number(o.metadata.resourceVersion) > from);
        if (!known) write(`${JSON.stringify({ type: seen.has(key) ? 'MODIFIED' : 'ADDED', object: { ...o, metadata: { ...o.metadata, resourceVersion: o.metadata.resourceVersion ?? String(state.version) } } })}\n`);
        seen.set(key, text);
      }
      for (const [key, text] of seen) {
        if (there.has(key)) continue;
        const o = JSON.parse(text);
        seen.delete(key);
        write(`${JSON.stringify({ type: 'DELETED', object: { ...o, metadata: { ...o.metadata, resourceVersion: String(state.version) } } })}\n`);
      }
      if (first && tellsAll) {
        write(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: String(state.version), annotations: { 'k8s.io/initial-events-end': 'true' } } } })}\n`);
      } else if (first) {
        const gone = this.objects({ ...state, objects: state.deleted ?? [] }, this.place(url), url).filter(o => Number(o.metadata.resourceVersion) > from);
        for (const object of gone) write(`${JSON.stringify({ type: 'DELETED', object })}\n`);
      }
      first = false;
      return undefined;
    };
    const timer = setInterval(look, POLL);
    const finish = () => {
      clearInterval(timer);
      end();
    };
    look();
    return () => clearInterval(timer);
  }
}

function status(code, reason, message, name) {
  return { code, answer: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details: name === undefined ? {} : { name } } };
}

function merge(into, patch) {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete into[key];
    else if (typeof value === 'object' && !Array.isArray(value)) into[key] = merge(into[key] ?? {}, value);
    else into[key] = value;
  }
  return into;
}

/** The EndpointSlices that Services and pods have. */
function slices(state) {
  return state.objects.filter(o => o.kind === 'Service').map(s => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${s.metadata.name}-1`, namespace: s.metadata.namespace, resourceVersion: s.metadata.resourceVersion, labels: { 'kubernetes.io/service-name': s.metadata.name },
    },
    endpoints: !s.spec.selector ? [] : (state.pods ?? [])
      .filter(p => p.namespace === s.metadata.namespace && Object.entries(s.spec.selector).every(([k, v]) => p.labels[k] === v))
      .map(p => ({ addresses: [p.ip], conditions: { ready: true, serving: true, terminating: false } })),
  }));
}

function matches(selector, labels = {}) {
  const terms = (selector ?? '').match(/[^,(]+(\([^)]*\))?/g) ?? [];
  return terms.every(term => {
    const set = /^\s*(\S+) in \(([^)]*)\)$/.exec(term);
    if (set) return set[2].split(',').includes(labels[set[1]]);
    if (term.startsWith('!')) return !(term.slice(1) in labels);
    const [key, value] = term.split(/==?/);
    return value === undefined ? key in labels : labels[key] === value;
  });
}

module.exports = { FakeApi };
