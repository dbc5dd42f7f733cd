// The agent of cdk8s-kubestash: the program of a restore run.
// Made by scripts/bundle.ts out of src/agent/main.ts and what it imports; change it there. It needs Node 20 or later and nothing else.
// Licensed under the Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0
"use strict";

// src/agent/main.ts
var import_fs3 = require("fs");

// src/agent/clock.ts
var systemClock = {
  now: () => Date.now(),
  sleep: (milliseconds2, signal) => new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds2);
    signal?.addEventListener("abort", wake);
  })
};

// src/agent/connection.ts
var import_fs = require("fs");
var import_https2 = require("https");

// src/agent/no-proxy.ts
var import_net = require("net");
function proxyFor(host, port, env) {
  const proxy = env.HTTPS_PROXY || env.https_proxy;
  if (!proxy || goesDirectly(host, port, env.NO_PROXY || env.no_proxy || "")) return void 0;
  return new URL(proxy.includes("://") ? proxy : "http://".concat(proxy));
}
function goesDirectly(host, port, noProxy) {
  if (host === "localhost" || isLoopback(host)) return true;
  return noProxy.split(",").map((entry) => entry.trim().toLowerCase()).some((entry) => entry === "*" || entry !== "" && matches(host.toLowerCase(), port, entry));
}
function isLoopback(host) {
  return (0, import_net.isIP)(host) === 4 ? host.startsWith("127.") : host === "::1";
}
function matches(host, port, entry) {
  if (entry.includes("/")) return within(host, entry);
  const [, name, only] = /^\[(.*)\](?::(\d+))?$/.exec(entry) ?? ((0, import_net.isIP)(entry) !== 0 ? [entry, entry, void 0] : /^(.*?)(?::(\d+))?$/.exec(entry));
  if (only !== void 0 && Number(only) !== port) return false;
  if ((0, import_net.isIP)(name) !== 0) return (0, import_net.isIP)(host) === (0, import_net.isIP)(name) && within(host, "".concat(name, "/").concat((0, import_net.isIP)(name) === 4 ? 32 : 128));
  const domain = name.replace(/^\*/, "");
  return domain.startsWith(".") ? host.endsWith(domain) : host === domain || host.endsWith(".".concat(domain));
}
function within(host, cidr) {
  const family = (0, import_net.isIP)(host) === 6 ? "ipv6" : "ipv4";
  const [network, prefix] = cidr.split("/");
  if ((0, import_net.isIP)(host) === 0 || (0, import_net.isIP)(network) !== (0, import_net.isIP)(host) || !/^\d{1,3}$/.test(prefix)) return false;
  try {
    const list = new import_net.BlockList();
    list.addSubnet(network, Number(prefix), family);
    return list.check(host, family);
  } catch {
    return false;
  }
}

// src/agent/tunnel.ts
var import_http = require("http");
var import_https = require("https");
var import_tls = require("tls");
var TunnelAgent = class extends import_https.Agent {
  constructor(proxy, timeoutMs, options) {
    super(options);
    this.proxy = proxy;
    this.timeoutMs = timeoutMs;
    if (proxy.protocol !== "http:" && proxy.protocol !== "https:") throw new Error("HTTPS_PROXY: ".concat(proxy.protocol, "// is not supported, only http:// and https://"));
  }
  createConnection(options, created) {
    const host = options.host.includes(":") ? "[".concat(options.host, "]") : options.host;
    const authority = "".concat(host, ":").concat(options.port);
    const { username, password, protocol, hostname, port } = this.proxy;
    const credentials = Buffer.from("".concat(decodeURIComponent(username), ":").concat(decodeURIComponent(password))).toString("base64");
    const connect = (protocol === "https:" ? import_https.request : import_http.request)({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port || (protocol === "https:" ? 443 : 80),
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...username === "" ? {} : { "proxy-authorization": "Basic ".concat(credentials) } },
      agent: false,
      timeout: this.timeoutMs
    });
    connect.once("connect", (response, socket) => {
      socket.setTimeout(0);
      if (response.statusCode === 200) {
        created(null, (0, import_tls.connect)({ ...options, socket }));
      } else {
        socket.destroy();
        created(new Error("the proxy ".concat(hostname, " answered HTTP ").concat(response.statusCode)));
      }
    });
    connect.once("response", (response) => connect.destroy(new Error("the proxy ".concat(hostname, " answered HTTP ").concat(response.statusCode))));
    connect.once("timeout", () => connect.destroy(new Error("the proxy ".concat(hostname, " did not answer"))));
    connect.once("error", created);
    connect.end();
    return void 0;
  }
};

// src/agent/connection.ts
var CREDENTIALS = "/var/run/secrets/kubernetes.io/serviceaccount";
var IDLE_MS = 3e4;
var KEPT = { keepAlive: true, keepAliveMsecs: 1e4, timeout: IDLE_MS };
function fromPod(env, timeoutMs, folder = CREDENTIALS) {
  const host = (env.KUBERNETES_SERVICE_HOST ?? "").replace(/^\[|\]$/g, "");
  const port = Number(env.KUBERNETES_SERVICE_PORT_HTTPS || env.KUBERNETES_SERVICE_PORT || 443);
  if (host === "") throw new Error("KUBERNETES_SERVICE_HOST is not set: this is no pod");
  const proxy = proxyFor(host, port, env);
  let ca;
  let agent;
  return {
    protocol: "https:",
    options: () => {
      const latest = (0, import_fs.readFileSync)("".concat(folder, "/ca.crt"), "utf8");
      if (agent === void 0 || latest !== ca) {
        ca = latest;
        agent = proxy === void 0 ? new import_https2.Agent({ ...KEPT, ca }) : new TunnelAgent(proxy, timeoutMs, { ...KEPT, ca });
      }
      return { host, port, agent, headers: { authorization: "Bearer ".concat((0, import_fs.readFileSync)("".concat(folder, "/token"), "utf8").trim()) } };
    },
    close: () => agent?.destroy()
  };
}

// src/agent/gates.ts
var import_fs2 = require("fs");
var import_path = require("path");

// src/protocol/gates.ts
var GATE = {
  halt: "halt",
  restore: "restore",
  before: (check) => "before-".concat(check),
  resume: "resume"
};
function gatesOf({ disconnect, checks }) {
  return [
    ...disconnect === void 0 ? [] : [GATE.halt],
    ...checks.map(({ name }, i) => i === 0 ? GATE.restore : GATE.before(name)),
    GATE.resume
  ];
}
function gateBefore({ checks }, check) {
  return checks[0]?.name === check ? GATE.restore : GATE.before(check);
}
function gateAfter(intent, check) {
  const next = intent.checks[intent.checks.findIndex((c) => c.name === check) + 1];
  return next === void 0 ? GATE.resume : gateBefore(intent, next.name);
}
function gateAfterDisconnect(intent) {
  return intent.checks.length === 0 ? GATE.resume : GATE.restore;
}
function openGates(intent, state) {
  const gates = gatesOf(intent).filter((gate) => gate !== GATE.resume);
  switch (state) {
    case "halting":
      return [];
    case "disconnecting":
    case "restoring":
      return gates.filter((gate) => gate === GATE.halt);
    default: {
      if (!state.startsWith("checking:")) return gates;
      return gates.slice(0, gates.indexOf(gateBefore(intent, state.slice("checking:".length))) + 1);
    }
  }
}

// src/agent/gates.ts
var ASKED = ".asked";
var ANSWER = ".answer";
var OVER = "over";
var PodGates = class {
  constructor(directory, intent) {
    this.directory = directory;
    this.intent = intent;
    (0, import_fs2.mkdirSync)(directory, { recursive: true });
  }
  answered = new Set();
  asked() {
    return (0, import_fs2.readdirSync)(this.directory).filter((file) => file.endsWith(ASKED)).map((file) => file.slice(0, -ASKED.length));
  }
  opened() {
    return (0, import_fs2.readdirSync)(this.directory).filter((file) => file.endsWith(ANSWER)).map((file) => file.slice(0, -ANSWER.length));
  }
  open(world) {
    for (const gate of openGates(this.intent, world.record.state)) this.answer(gate, { exit: 0, say: "".concat(gate, ": go on") });
  }
  onAsked(listener) {
    const look = () => {
      setInterval(listener, 500).unref();
    };
    try {
      (0, import_fs2.watch)(this.directory, { persistent: false }, listener).on("error", look);
    } catch {
      look();
    }
  }
  isOver(gate) {
    return (0, import_fs2.existsSync)((0, import_path.join)(this.directory, gate + ANSWER));
  }
  end(gates, { exit, say }) {
    if (exit === 0) writeSafely((0, import_path.join)(this.directory, OVER), "".concat(say, "\n"));
    for (const gate of gates) this.answer(gate, { exit, say });
  }
  answer(gate, answer) {
    if (this.answered.has(gate)) return;
    this.answered.add(gate);
    const file = (0, import_path.join)(this.directory, gate + ANSWER);
    if (!(0, import_fs2.existsSync)(file)) writeSafely(file, JSON.stringify(answer));
  }
};
async function waitAtGate(directory, gate, clock) {
  (0, import_fs2.mkdirSync)(directory, { recursive: true });
  writeSafely((0, import_path.join)(directory, gate + ASKED), "");
  const file = (0, import_path.join)(directory, gate + ANSWER);
  while (!(0, import_fs2.existsSync)(file)) await clock.sleep(100);
  return JSON.parse((0, import_fs2.readFileSync)(file, "utf8"));
}
function writeSafely(file, text) {
  (0, import_fs2.writeFileSync)("".concat(file, ".new"), text);
  (0, import_fs2.renameSync)("".concat(file, ".new"), file);
}

// src/protocol/text.ts
function plain(text, length = 2e3) {
  return String(text ?? "").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, " ").trim().slice(0, length);
}
function isName(text) {
  return text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text);
}
function isLabel(key, value) {
  const [name, prefix, ...rest] = key.split("/").reverse();
  return rest.length === 0 && isPart(name) && (prefix === void 0 || isName(prefix)) && (value === "" || isPart(value));
}
function isPart(text) {
  return text.length <= 63 && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);
}
function utc(milliseconds2) {
  return "".concat(new Date(milliseconds2).toISOString().slice(0, 19), "Z");
}
function microTime(milliseconds2) {
  return new Date(milliseconds2).toISOString().replace("Z", "000Z");
}
function listed(names) {
  return names.join(", ");
}

// src/agent/log.ts
var REMIND = 6e4;
function logTo(clock, write) {
  return (text) => write("".concat(utc(clock.now()), " ").concat(plain(text, 4e3), "\n"));
}
function remindful(clock, log) {
  let last = "";
  let at = 0;
  return (text) => {
    if (text === last && clock.now() - at < REMIND) return;
    last = text;
    at = clock.now();
    log(text);
  };
}

// src/protocol/names.ts
var OWNER = "cdk8s-kubestash";
function keyOf(name) {
  return "".concat(OWNER, "/").concat(name);
}
var LABEL = {
  database: keyOf("database"),
  restore: keyOf("restore"),
  service: keyOf("service"),
  incarnation: keyOf("incarnation"),
  halted: keyOf("halted"),
  runOf: keyOf("run-of"),
  admittedTo: keyOf("admitted-to")
};
var NOTE = {
  database: keyOf("database"),
  state: keyOf("state"),
  reason: keyOf("reason"),
  by: keyOf("by"),
  since: keyOf("since"),
  restore: keyOf("restore"),
  restoreName: keyOf("restore-name"),
  job: keyOf("job"),
  superseded: keyOf("superseded"),
  target: keyOf("target"),
  resource: keyOf("resource"),
  incarnation: keyOf("incarnation"),
  next: keyOf("next"),
  nextUid: keyOf("next-uid"),
  passed: keyOf("passed"),
  previous: keyOf("previous"),
  routes: keyOf("routes"),
  session: keyOf("session"),
  request: keyOf("request"),
  archiving: keyOf("archiving"),
  paused: keyOf("paused"),
  isolation: keyOf("isolation"),
  objection: keyOf("objection"),
  haltedAt: keyOf("halted-at"),
  contents: keyOf("contents"),
  done: keyOf("done."),
  kept: keyOf("kept.")
};
var SERVICE_NOTE = {
  epoch: keyOf("epoch"),
  state: keyOf("state"),
  incarnation: keyOf("incarnation"),
  restore: keyOf("restore"),
  by: keyOf("by")
};
var SUSPENDED = "kubedb.com/suspend-archiver";
var SESSION_TRIES = 3;
function sessionNamesOf(restore2) {
  return Array.from({ length: SESSION_TRIES }, (_, i) => i === 0 ? restore2 : "".concat(restore2, "-").concat(i + 1));
}
function backupSessionNameOf(configuration, restoreId) {
  return "".concat(configuration, "-").concat(parseInt(restoreId, 16));
}
var PERSON = "person/";
function isPerson(by) {
  return by.startsWith(PERSON);
}
var CHECK = "check-";
function checkContainerOf(check) {
  return CHECK + check;
}
function holderOf(job, podUid) {
  return "".concat(job, "/").concat(podUid);
}
function isHeldByJob(holder, job) {
  return holder.startsWith("".concat(job, "/"));
}

// src/agent/events.ts
function noticeEvent({ reason, message, type }, { apiVersion, kind, metadata }, by, now) {
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: "".concat(metadata.name, ".").concat(now.toString(16)).concat(reason.toLowerCase()), namespace: metadata.namespace },
    involvedObject: { apiVersion, kind, name: metadata.name, namespace: metadata.namespace, uid: metadata.uid },
    reason,
    message: message.slice(0, 1e3),
    type,
    source: { component: OWNER },
    reportingComponent: OWNER,
    reportingInstance: by.slice(0, 128),
    firstTimestamp: utc(now),
    lastTimestamp: utc(now),
    count: 1
  };
}

// src/protocol/kinds.ts
var of = (group, version, plural) => ({ group, version, plural });
var KIND = {
  lease: of("coordination.k8s.io", "v1", "leases"),
  service: of("", "v1", "services"),
  slice: of("discovery.k8s.io", "v1", "endpointslices"),
  job: of("batch", "v1", "jobs"),
  event: of("", "v1", "events"),
  claim: of("", "v1", "persistentvolumeclaims"),
  policy: of("networking.k8s.io", "v1", "networkpolicies"),
  restoreSession: of("core.kubestash.com", "v1alpha1", "restoresessions"),
  backupSession: of("core.kubestash.com", "v1alpha1", "backupsessions"),
  backupConfiguration: of("core.kubestash.com", "v1alpha1", "backupconfigurations"),
  backupStorage: of("storage.kubestash.com", "v1alpha1", "backupstorages"),
  snapshot: of("storage.kubestash.com", "v1alpha1", "snapshots"),
  binding: of("appcatalog.appscode.com", "v1alpha1", "appbindings")
};
function typeText({ plural, version, group }) {
  return [plural, version, group].filter((part) => part !== "").join(".");
}
var DATABASE = /^([a-z]+)\.(v[0-9][a-z0-9]*)\.(kubedb\.com)$/;
var ARCHIVER = /^([a-z]+archivers)\.(v[0-9][a-z0-9]*)\.(archiver\.kubedb\.com)$/;
var REQUEST = /^([a-z]+opsrequests)\.(v[0-9][a-z0-9]*)\.(ops\.kubedb\.com)$/;
function databaseType(text) {
  return matched(DATABASE, text);
}
function backupType(text) {
  return text === typeText(KIND.backupConfiguration) ? KIND.backupConfiguration : matched(ARCHIVER, text);
}
function requestType(text) {
  return matched(REQUEST, text);
}
function matched(pattern, text) {
  const found = pattern.exec(text);
  return found === null ? void 0 : of(found[3], found[2], found[1]);
}

// src/agent/hands.ts
var Hands = class {
  constructor(around, mirrors, namespace) {
    this.around = around;
    this.mirrors = mirrors;
    this.namespace = namespace;
  }
  async attempt(act2) {
    const answer = await this.ask(act2);
    if (answer.ok) {
      this.around.log(act2.said);
      if (act2.verb === "create" || act2.verb === "patch") this.mirrors.seedObject(act2.type, answer.body);
    } else if (act2.fine.includes(answer.refusal)) {
      await this.refresh(act2);
    }
    return answer;
  }
  async tell(notice2, type, by) {
    const database = this.mirrors.find(notice2.about) ?? (type === void 0 ? void 0 : await this.read(type, notice2.about));
    if (database === void 0) return;
    const event = noticeEvent(notice2, database, by, this.around.clock.now());
    const answer = await this.around.api.create({ type: KIND.event, namespace: this.namespace }, event);
    if (!answer.ok) this.around.log("the Event ".concat(notice2.reason, " on ").concat(notice2.about, " was not written: ").concat(answer.message));
  }
  ask({ verb, type, name, body }) {
    const { api } = this.around;
    const place = { type, namespace: this.namespace, name };
    switch (verb) {
      case "create":
      case "rehearse":
        return api.create({ type, namespace: this.namespace }, body, verb === "rehearse");
      case "patch":
        return api.patch(place, body);
      case "remove":
        return api.remove(place);
    }
  }
  async refresh({ type, name }) {
    if (!this.mirrors.follows(type, name)) return;
    const answer = await this.around.api.list({ type, namespace: this.namespace }, { name });
    if (answer.ok && answer.body.items.length > 0) this.mirrors.seedObject(type, answer.body.items[0]);
  }
  async read(type, name) {
    const answer = await this.around.api.get({ type, namespace: this.namespace, name });
    return answer.ok ? answer.body : void 0;
  }
};

// src/agent/stop.ts
var Stop = class {
  listeners = new Set();
  isOver = false;
  get aborted() {
    return this.isOver;
  }
  addEventListener(_type, listener) {
    this.listeners.add(listener);
  }
  removeEventListener(_type, listener) {
    this.listeners.delete(listener);
  }
  abort() {
    if (this.isOver) return;
    this.isOver = true;
    for (const listener of this.listeners) listener();
  }
};

// src/agent/mirror.ts
var LONGEST_WAIT = 1e4;
var SHORTEST_WATCH = 1e3;
var Mirror = class {
  constructor(options) {
    this.options = options;
    this.objects = this.held;
    this.random = options.random ?? Math.random;
  }
  objects;
  held = new Map();
  stopped = new Stop();
  random;
  started = false;
  known = false;
  trouble;
  version = "";
  from;
  coming;
  followsSince = 0;
  failures = 0;
  get synced() {
    return this.known;
  }
  get problem() {
    return this.trouble;
  }
  start() {
    if (this.started) return;
    this.started = true;
    void this.run();
  }
  stop() {
    this.stopped.abort();
  }
  seed(object) {
    const version = object?.metadata?.resourceVersion;
    if (this.stopped.aborted || !this.known || !isNewer(version, this.version)) return;
    const held = this.held.get(object.metadata.name);
    if (held !== void 0 && !isNewer(version, held.metadata.resourceVersion)) return;
    this.held.set(object.metadata.name, object);
    this.changed();
  }
  async run() {
    const { api, place, selection = {}, clock } = this.options;
    while (!this.ended) {
      this.coming = this.from === void 0 ? new Map() : void 0;
      this.followsSince = clock.now();
      const end2 = await api.watch(place, selection, this.from, (event) => this.receive(event), this.stopped);
      if (this.ended) return;
      const isShort = clock.now() - this.followsSince < SHORTEST_WATCH;
      if (this.coming === void 0 && !isShort) this.failures = 0;
      this.from = end2.ok ? end2.body : void 0;
      if (!end2.ok && end2.refusal !== "expired") await this.fail(end2);
      else if (!end2.ok) await this.wait(this.failures === 0 ? 0 : void 0);
      else if (isShort) await this.wait();
    }
  }
  receive({ type, object }) {
    if (this.ended) return;
    const { name, resourceVersion } = object.metadata;
    if (type === "listed") return this.take(resourceVersion);
    if (this.coming !== void 0) {
      if (type === "gone") this.coming.delete(name);
      else if (type === "changed") this.coming.set(name, object);
      return;
    }
    this.version = resourceVersion;
    if (type === "bookmark") return;
    const held = this.held.get(name);
    if (held !== void 0 && isNewer(held.metadata.resourceVersion, resourceVersion)) return;
    if (type === "gone") this.held.delete(name);
    else this.held.set(name, object);
    this.changed();
  }
  take(version) {
    this.held.clear();
    for (const [name, object] of this.coming ?? []) this.held.set(name, object);
    this.coming = void 0;
    this.version = version;
    this.followsSince = this.options.clock.now();
    this.known = true;
    this.trouble = void 0;
    this.changed();
  }
  fail({ refusal, message }) {
    this.trouble = { refusal, message };
    if (refusal === "unknown-kind") {
      this.held.clear();
      this.known = true;
    }
    this.changed();
    return this.wait(refusal === "unknown-kind" ? LONGEST_WAIT : void 0);
  }
  async wait(milliseconds2 = Math.min(LONGEST_WAIT, 1e3 * 2 ** this.failures)) {
    this.failures = Math.min(this.failures + 1, 10);
    await this.options.clock.sleep(milliseconds2 * (0.75 + this.random() / 2), this.stopped);
  }
  get ended() {
    return this.stopped.aborted;
  }
  changed() {
    this.options.onChange?.();
  }
};
function isNewer(one, other) {
  const isNumber = (v) => typeof v === "string" && /^[1-9]\d*$/.test(v);
  return isNumber(one) && isNumber(other) && (one.length === other.length ? one > other : one.length > other.length);
}

// src/agent/mirrors.ts
var Mirrors = class {
  constructor(api, clock, onChange) {
    this.api = api;
    this.clock = clock;
    this.onChange = onChange;
  }
  known = new Map();
  wanted;
  closed = false;
  read = (key) => this.known.get(key)?.objects;
  want(interests) {
    if (interests === this.wanted) return;
    this.wanted = interests;
    for (const [key, { interest, mirror }] of this.known) {
      if (interests.some((i) => i.key === key && i.name === interest.name && i.type.plural === interest.type.plural)) continue;
      mirror?.stop();
      this.known.delete(key);
    }
    for (const interest of interests) {
      if (!this.known.has(interest.key)) this.known.set(interest.key, interest.once ? this.readOnce(interest) : this.watch(interest));
    }
  }
  seed(key, object) {
    this.known.get(key)?.mirror?.seed(object);
  }
  seedObject(type, object) {
    for (const { interest, mirror } of this.known.values()) {
      if (isMeant(interest, type, object?.metadata?.name)) mirror?.seed(object);
    }
  }
  async relist(key) {
    const { interest: { type, namespace, name, labels }, mirror } = this.known.get(key);
    const answer = await this.api.list({ type, namespace }, { name, labels });
    if (answer.ok) for (const object of answer.body.items) mirror?.seed(object);
    return answer;
  }
  follows(type, name) {
    return [...this.known.values()].some(({ interest, mirror }) => mirror !== void 0 && isMeant(interest, type, name));
  }
  forget(key) {
    this.known.get(key)?.mirror?.stop();
    this.known.delete(key);
    this.wanted = void 0;
  }
  find(name) {
    const meant = ({ interest: { type, name: its } }) => type.group.endsWith("kubedb.com") && its === name;
    return [...this.known.values()].filter(meant).flatMap(({ objects: objects2 = [] }) => objects2)[0];
  }
  problem() {
    let longest;
    for (const known of this.known.values()) {
      const problem = this.problemOf(known);
      if (problem !== void 0 && (longest === void 0 || problem.since < longest.since)) longest = problem;
    }
    return longest;
  }
  close() {
    this.closed = true;
    for (const { mirror } of this.known.values()) mirror?.stop();
  }
  watch(interest) {
    const { type, namespace, name, labels } = interest;
    const mirror = new Mirror({
      api: this.api,
      clock: this.clock,
      place: { type, namespace },
      selection: { name, labels },
      onChange: () => {
        known.objects = mirror.synced ? [...mirror.objects.values()] : void 0;
        this.onChange();
      }
    });
    const known = { interest, mirror };
    mirror.start();
    return known;
  }
  readOnce(interest) {
    const known = { interest };
    void this.readUntilKnown(known, 1e3);
    return known;
  }
  async readUntilKnown(known, pause2) {
    const { key, type, namespace, name, labels } = known.interest;
    const answer = name === void 0 ? await this.api.list({ type, namespace }, { labels }) : await this.api.get({ type, namespace, name });
    if (this.closed || this.known.get(key) !== known) return;
    if (answer.ok) known.objects = name === void 0 ? answer.body.items : [answer.body];
    else if (answer.refusal === "absent" || answer.refusal === "unknown-kind") known.objects = [];
    const since = known.problem?.since ?? this.clock.now();
    known.problem = known.objects === void 0 ? { what: whatOf(known.interest), since, ...answer } : void 0;
    this.onChange();
    if (known.objects !== void 0) return;
    await this.clock.sleep(pause2);
    await this.readUntilKnown(known, Math.min(pause2 * 2, 1e4));
  }
  problemOf(known) {
    const problem = known.mirror?.problem;
    if (known.mirror === void 0) return known.problem;
    if (problem === void 0 || problem.refusal === "unknown-kind") known.problem = void 0;
    else known.problem = { what: whatOf(known.interest), since: known.problem?.since ?? this.clock.now(), ...problem };
    return known.problem;
  }
};
function isMeant(interest, type, name) {
  return interest.type.plural === type.plural && interest.type.group === type.group && (interest.name === void 0 || interest.name === name);
}
function whatOf({ type, name }) {
  return name === void 0 ? typeText(type) : "".concat(typeText(type), " ").concat(name);
}

// src/agent/patience.ts
var [FIRST, MOST] = [1e3, 1e4];
var Patience = class {
  constructor(around) {
    this.around = around;
    this.remind = remindful(around.clock, around.log);
  }
  remind;
  trouble;
  with(refusal) {
    return refusal === "forbidden" ? this.around.limits.forbidden : this.around.limits.unreachable;
  }
  isOver(what, refusal) {
    return this.trouble?.what === what && this.around.clock.now() - this.trouble.since >= this.with(refusal);
  }
  notice(what) {
    if (this.trouble?.what !== what) this.trouble = { what, since: this.around.clock.now(), pause: FIRST };
  }
  async pause(what, refusal, message) {
    this.excuse(what, refusal, message);
    const { pause: pause2 } = this.trouble;
    await this.around.clock.sleep(pause2, this.around.stop);
    this.trouble = { ...this.trouble, pause: Math.min(pause2 * 2, MOST) };
  }
  excuse(what, refusal, message) {
    const why = refusal === "forbidden" ? "no permission; the Role or the RoleBinding may be late" : "the API server does not answer as it should";
    this.remind("".concat(what, ": ").concat(why, "; trying again for up to ").concat(this.with(refusal) / 1e3, " s. ").concat(message));
  }
  renew() {
    this.trouble = void 0;
  }
};

// src/protocol/decision.ts
function isDue({ key }, { made, refused: refused2 }) {
  return !made.includes(key) && refused2[key] === void 0;
}
function change(next, more = {}) {
  return { kind: "act", change: next, acts: [], ...more };
}
function act(acts, more = {}) {
  return { kind: "act", acts, ...more };
}
function wait(what, until, remember) {
  return { kind: "wait", what, until, remember };
}
function fail(reason, exit = 1 /* FAILED */) {
  return { kind: "fail", verdict: { reason, exit } };
}
function end(exit, say) {
  return { kind: "end", exit, say };
}
function refusedOf(decision, { refused: refused2 }) {
  if (decision.kind !== "act") return void 0;
  const hopeless = decision.acts.find((a) => a.optional !== true && refused2[a.key] !== void 0);
  return hopeless && "The API server refused to ".concat(hopeless.verb, " ").concat(typeText(hopeless.type), " ").concat(hopeless.name, ": ").concat(refused2[hopeless.key]);
}

// src/protocol/archiving.ts
var STAGES = ["suspended", "resumed", "backup"];
function archivingText({ stage, incarnation, repository, configuration, session, backup, until }) {
  return [stage, incarnation, repository, configuration, session, backup, until].join(" ");
}
function readArchiving(text) {
  const [word, ...rest] = text.split(" ");
  const [incarnation, repository, configuration, session, backup, until = ""] = rest;
  const stage = STAGES.find((s) => s === word);
  const isSound = rest.length === 6 && rest.slice(0, 5).every(isName) && (until === "-" || !Number.isNaN(Date.parse(until)));
  return stage !== void 0 && isSound ? { stage, incarnation, repository, configuration, session, backup, until } : void 0;
}

// src/protocol/routes.ts
function routesText(routes) {
  return routes.map((r) => "".concat(r.service, " ").concat(r.incarnation, " ").concat(Object.entries(r.labels).map(([k, v]) => "".concat(k, "=").concat(v)).join(","))).join(";");
}
function readRoutes(text) {
  return text.split(";").flatMap((entry) => {
    const [service, incarnation, labels, ...rest] = entry.trim().split(" ");
    const pairs = (labels ?? "").split(",").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
    const sound = rest.length === 0 && labels !== void 0 && isName(service) && isName(incarnation) && pairs.every(([key, value]) => isLabel(key, value) && key !== LABEL.halted);
    return sound ? [{ service, incarnation, labels: Object.fromEntries(pairs) }] : [];
  });
}
function routeOf(routes, service, incarnation) {
  return routes.find((r) => r.service === service && r.incarnation === incarnation)?.labels;
}
function mergeRoutes(...sources) {
  const merged = [];
  for (const route of sources.flat()) {
    if (routeOf(merged, route.service, route.incarnation) === void 0) merged.push(route);
  }
  return merged;
}
function sameLabels(a, b) {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => a[k] === b[k]);
}

// src/protocol/record.ts
var LEASE_SECONDS = 60;
function readRecord(lease) {
  const { metadata, spec = {} } = lease;
  const annotations = metadata.annotations ?? {};
  const note = (key) => plain(annotations[key]);
  const name = (key) => isName(note(key)) ? note(key) : "";
  const byRestore = (prefix) => Object.fromEntries(Object.keys(annotations).filter((key) => key.startsWith(prefix)).map((key) => [key.slice(prefix.length), note(key)]));
  const [requested, request] = note(NOTE.request).split(" ");
  const requestKind = requestType(requested);
  const [jobUid, created] = note(NOTE.job).split(" ");
  const [objected, objecting, ...why] = note(NOTE.objection).split(" ");
  const [haltedJob, haltedAt] = note(NOTE.haltedAt).split(" ");
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    version: metadata.resourceVersion,
    database: name(NOTE.database) || metadata.name.replace(/-traffic$/, ""),
    state: note(NOTE.state),
    reason: note(NOTE.reason),
    by: note(NOTE.by),
    since: note(NOTE.since),
    restore: name(NOTE.restore),
    restoreName: name(NOTE.restoreName),
    job: created === void 0 ? void 0 : { uid: jobUid, created },
    superseded: words(note(NOTE.superseded)),
    target: name(NOTE.target),
    resource: databaseType(note(NOTE.resource)),
    incarnation: name(NOTE.incarnation),
    next: name(NOTE.next),
    nextUid: note(NOTE.nextUid),
    passed: name(NOTE.passed),
    previous: name(NOTE.previous),
    routes: readRoutes(plain(annotations[NOTE.routes], 65536)),
    session: name(NOTE.session),
    request: requestKind !== void 0 && isName(request ?? "") ? { type: requestKind, name: request } : void 0,
    archiving: readArchiving(note(NOTE.archiving)),
    kept: byRestore(NOTE.kept),
    paused: entries(note(NOTE.paused)).flatMap(([type, backup, incarnation]) => {
      const known = backupType(type);
      return known !== void 0 && isName(backup ?? "") && isName(incarnation ?? "") ? [{ type: known, name: backup, incarnation }] : [];
    }),
    isolation: entries(note(NOTE.isolation)).flatMap(([policy, incarnation, stays]) => isName(policy) && isName(incarnation ?? "") ? [{ policy, incarnation, stays: stays === "stays" }] : []),
    objection: objecting === void 0 ? void 0 : { uid: objected, restore: objecting, why: why.join(" ") },
    haltedAt: haltedAt === void 0 ? void 0 : { job: haltedJob, at: Date.parse(haltedAt) },
    contents: Object.fromEntries(entries(note(NOTE.contents)).filter(([incarnation, restore2]) => isName(incarnation) && isName(restore2 ?? ""))),
    done: byRestore(NOTE.done),
    holder: plain(spec.holderIdentity),
    renewed: plain(spec.renewTime),
    duration: Number(spec.leaseDurationSeconds ?? LEASE_SECONDS),
    epoch: Number(spec.leaseTransitions ?? 0)
  };
}
function emptyRecord(name, namespace) {
  return { apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: { name, namespace }, spec: { holderIdentity: "", leaseTransitions: 0 } };
}
function recordPatch(record, change2, now) {
  const annotations = {};
  const note = (key, value) => {
    if (value !== void 0) annotations[key] = value === "" ? null : plain(value, 65536);
  };
  note(NOTE.database, change2.database);
  note(NOTE.state, change2.state);
  note(NOTE.since, change2.state === void 0 ? void 0 : utc(now));
  note(NOTE.reason, change2.reason);
  note(NOTE.by, change2.by);
  note(NOTE.restore, change2.restore);
  note(NOTE.restoreName, change2.restoreName);
  note(NOTE.job, change2.job && "".concat(change2.job.uid, " ").concat(change2.job.created));
  note(NOTE.superseded, change2.superseded?.join(" "));
  note(NOTE.target, change2.target);
  note(NOTE.resource, change2.resource && typeText(change2.resource));
  note(NOTE.incarnation, change2.incarnation);
  note(NOTE.next, change2.next);
  note(NOTE.nextUid, change2.nextUid);
  note(NOTE.passed, change2.passed);
  note(NOTE.previous, change2.previous);
  note(NOTE.routes, change2.routes && routesText(change2.routes));
  note(NOTE.session, change2.session);
  note(NOTE.request, change2.request && "".concat(typeText(change2.request.type), " ").concat(change2.request.name));
  note(NOTE.archiving, change2.archiving === null ? "" : change2.archiving && archivingText(change2.archiving));
  for (const [restore2, text] of Object.entries(change2.kept ?? {})) note(NOTE.kept + restore2, text);
  note(NOTE.paused, change2.paused?.map((p) => "".concat(typeText(p.type), " ").concat(p.name, " ").concat(p.incarnation)).join(";"));
  note(NOTE.isolation, change2.isolation?.map((i) => "".concat(i.policy, " ").concat(i.incarnation).concat(i.stays ? " stays" : "")).join(";"));
  note(NOTE.objection, change2.objection === null ? "" : change2.objection && "".concat(change2.objection.uid, " ").concat(change2.objection.restore, " ").concat(change2.objection.why));
  note(NOTE.haltedAt, change2.haltedAt && "".concat(change2.haltedAt.job, " ").concat(utc(change2.haltedAt.at)));
  note(NOTE.contents, change2.contents && Object.entries(change2.contents).map(([incarnation, restore2]) => "".concat(incarnation, " ").concat(restore2)).join(";"));
  for (const [restore2, uid] of Object.entries(change2.done ?? {})) note(NOTE.done + restore2, uid);
  const taken = change2.epoch !== void 0;
  return {
    metadata: { resourceVersion: record.version, ...Object.keys(annotations).length === 0 ? {} : { annotations } },
    spec: {
      renewTime: microTime(now),
      leaseDurationSeconds: LEASE_SECONDS,
      ...change2.holder === void 0 ? {} : { holderIdentity: change2.holder },
      ...taken ? { leaseTransitions: change2.epoch, acquireTime: microTime(now) } : {}
    }
  };
}
function isDone(record, restore2, uid) {
  return uid !== void 0 && record.done[restore2] === uid;
}
function wasOpened(record, uid) {
  return Object.values(record.done).includes(uid);
}
function dueArchiving({ archiving, incarnation }) {
  return archiving?.incarnation === incarnation ? archiving : void 0;
}
function words(text) {
  return text.split(" ").filter((word) => word !== "");
}
function entries(text) {
  return text.split(";").map((entry) => words(entry)).filter((entry) => entry.length > 0);
}

// src/protocol/services.ts
var SETTLE = 250;
function pointing(services, incarnation, traffic, record, by, world) {
  const views2 = services.map((name) => [name, world.service(name)]);
  return {
    unknown: views2.filter(([, view]) => view === void 0).map(([name]) => name),
    absent: views2.filter(([, view]) => view === null).map(([name]) => name),
    acts: views2.flatMap(([name, view]) => view ? patchOf(name, view, incarnation, traffic, record, by) : [])
  };
}
function wantedLabels(service, view, incarnation, traffic, record) {
  const route = routeOf(record.routes, service, incarnation);
  if (traffic === "open") return route;
  return { ...route ?? view.selector, [LABEL.halted]: "true" };
}
function isRight(service, view, incarnation, traffic, record) {
  const wanted = wantedLabels(service, view, incarnation, traffic, record);
  return wanted === void 0 || sameLabels(view.selector, wanted);
}
function emptySince(services, world, before, now) {
  const addresses = services.map((name) => world.endpoints(name));
  return addresses.every((a) => a !== void 0 && a.length === 0) ? before ?? now : void 0;
}
function patchOf(name, view, incarnation, traffic, record, by) {
  const wanted = wantedLabels(name, view, incarnation, traffic, record);
  if (wanted === void 0 || sameLabels(view.selector, wanted) && view.epoch === String(record.epoch)) return [];
  const gone = Object.keys(view.selector).filter((key) => wanted[key] === void 0);
  const state = traffic === "open" ? "serving" : "halted";
  return [{
    key: "".concat(name, " ").concat(traffic, " ").concat(incarnation, " ").concat(record.epoch),
    verb: "patch",
    type: KIND.service,
    name,
    body: {
      metadata: {
        resourceVersion: view.version,
        annotations: {
          [SERVICE_NOTE.epoch]: String(record.epoch),
          [SERVICE_NOTE.state]: state,
          [SERVICE_NOTE.incarnation]: incarnation,
          [SERVICE_NOTE.restore]: record.restore,
          [SERVICE_NOTE.by]: by
        }
      },
      spec: { selector: { ...Object.fromEntries(gone.map((key) => [key, null])), ...wanted } }
    },
    fine: ["conflict", "absent"],
    said: "Service ".concat(name, ": ").concat(state, ", for ").concat(incarnation)
  }];
}

// src/protocol/requests.ts
var RESTORES = ["ArchiverRestore", "Restore"];
var STEP = /^(Archiver|Etcd)Restore(?!.*--)|^Successful$/;
var KEPT2 = "ArchiverRestoreManualCleanupRequired";
var BAD_END = ["Failed", "Denied", "Skipped"];
function requestView({ kind, metadata, spec = {}, status = {} }) {
  const conditions = status.conditions ?? [];
  const steps = conditions.filter((c) => STEP.test(c.type) && c.type !== KEPT2);
  const phase = plain(status.phase) || "Pending";
  const isBad = BAD_END.includes(phase);
  const told = conditions.filter((c) => STEP.test(c.type) && c.status === "False" || isBad && BAD_END.includes(c.type)).map((c) => [c.type, c.reason, c.message].filter(Boolean).join(": "));
  return {
    name: plain(metadata.name),
    kind: plain(kind),
    created: metadata.creationTimestamp,
    restore: plain(metadata.labels?.[LABEL.restore]),
    database: plain(spec.databaseRef?.name),
    restores: RESTORES.includes(spec.type),
    phase,
    isGoing: metadata.deletionTimestamp !== void 0,
    hasBegun: steps.length > 0,
    progress: plain(steps.filter((c) => c.status === "True").map((c) => c.type).pop()),
    fault: isBad || told.length > 0 ? plain(["it is ".concat(phase), ...told].join(": "), 600) : "",
    kept: plain(conditions.find((c) => c.type === KEPT2)?.message, 1e3)
  };
}
function nameOf({ kind, name }) {
  return "".concat(kind, " ").concat(name);
}
function isAtWork({ restores, phase }) {
  return restores && phase !== "Successful" && !BAD_END.includes(phase);
}

// src/protocol/views.ts
function serviceView({ metadata, spec }) {
  return { version: metadata.resourceVersion, selector: spec?.selector ?? {}, epoch: metadata.annotations?.[SERVICE_NOTE.epoch] ?? "" };
}
function databaseView({ metadata, spec = {}, status = {} }) {
  const conditions = status.conditions ?? [];
  const statuses = Object.fromEntries(conditions.map((c) => [plain(c.type), plain(c.status)]));
  return {
    uid: metadata.uid,
    created: metadata.creationTimestamp,
    phase: plain(status.phase),
    initialised: spec.init?.initialized === true || statuses.Provisioned === "True",
    conditions: statuses,
    messages: Object.fromEntries(conditions.map((c) => [plain(c.type), plain(c.message, 300)])),
    isSuspended: metadata.annotations?.[SUSPENDED] === "true",
    spec
  };
}
var FAULTS = {
  RestoreExecutorEnsured: "False",
  ValidationPassed: "False",
  PreRestoreHooksExecutionSucceeded: "False",
  PostRestoreHooksExecutionSucceeded: "False",
  RestoreIncomplete: "True",
  MetricsPushed: "False"
};
var ENDED = ["Succeeded", "Failed", "Unknown"];
function sessionView({ metadata, spec = {}, status = {} }) {
  const components = Object.entries(status.components ?? {});
  const conditions = status.conditions ?? [];
  const manifest = Object.values(spec.manifestOptions ?? {})[0];
  const elsewhere = spec.target?.namespace !== void 0 && spec.target.namespace !== metadata.namespace;
  const faults = [
    ...components.map(([, c]) => c.error).filter(Boolean),
    ...conditions.filter((c) => FAULTS[c.type] === c.status).map((c) => [c.type, c.message].filter(Boolean).join(": "))
  ];
  const ensured = conditions.find((c) => c.type === "RestoreExecutorEnsured" && c.status === "True");
  return {
    name: isName(metadata.name) ? metadata.name : "",
    created: metadata.creationTimestamp,
    target: elsewhere ? "" : plain(spec.target?.name ?? manifest?.dbName ?? manifest?.SentinelName),
    phase: plain(status.phase) || "Pending",
    isGoing: metadata.deletionTimestamp !== void 0,
    hasRun: components.length > 0 || ensured !== void 0,
    ...ensured?.lastTransitionTime === void 0 ? {} : { began: plain(ensured.lastTransitionTime) },
    progress: components.map(([name, c]) => plain([name, c.phase, c.progress?.percentDone].filter(Boolean).join(" "), 100)).join(", "),
    fault: plain(faults.join("; "), 600)
  };
}
function isUnfinished({ phase }) {
  return !ENDED.includes(phase);
}
function backupView({ metadata, status = {} }) {
  const faults = (status.conditions ?? []).filter((c) => c.status === "False" && c.message).map((c) => c.message);
  return { phase: plain(status.phase) || "Pending", fault: plain(faults.join("; "), 600), isGoing: metadata.deletionTimestamp !== void 0 };
}
function snapshotView({ metadata, spec = {}, status = {} }) {
  return {
    name: plain(metadata.name),
    database: { kind: spec.appRef?.kind, namespace: spec.appRef?.namespace ?? metadata.namespace, name: spec.appRef?.name },
    phase: plain(status.phase),
    time: status.snapshotTime ?? metadata.creationTimestamp
  };
}
function endsOfLogs({ status = {} }) {
  return Object.values(status.components ?? {}).map((c) => String(c.logStats?.end)).filter((end2) => !Number.isNaN(Date.parse(end2)));
}
function storageView({ status = {} }) {
  return { phase: plain(status.phase), synced: (status.repositories ?? []).filter((r) => r.synced).map((r) => "".concat(r.namespace, "/").concat(r.name)) };
}

// src/protocol/world.ts
var INTEREST = {
  record: "record",
  job: "job",
  target: "target",
  volumes: "volumes",
  sessions: "sessions",
  slices: "slices",
  binding: "binding",
  safety: "safety",
  requests: "requests",
  logs: "logs",
  archive: "archive",
  snapshots: "snapshots",
  declared: "declared",
  service: (name) => "service ".concat(name),
  backup: (type, name) => "".concat(type.plural, " ").concat(name),
  storage: (namespace, name) => "storage ".concat(namespace, "/").concat(name)
};
var views = new WeakMap();
function seen(object, view) {
  const before = views.get(object);
  if (before !== void 0) return before;
  const made = view(object);
  views.set(object, made);
  return made;
}
function recordOf(lease) {
  return seen(lease, readRecord);
}
function worldOf(read) {
  return new Sight(read);
}
var Sight = class {
  constructor(read) {
    this.read = read;
  }
  get record() {
    return this.one(INTEREST.record, readRecord);
  }
  get job() {
    return this.one(INTEREST.job, jobMark);
  }
  get target() {
    return this.one(INTEREST.target, databaseView);
  }
  get volumes() {
    return this.read(INTEREST.volumes)?.map(({ spec, status }) => plain(status?.capacity?.storage ?? spec?.resources?.requests?.storage));
  }
  get sessions() {
    return this.read(INTEREST.sessions)?.map((s) => seen(s, sessionView));
  }
  get binding() {
    return this.read(INTEREST.binding)?.some(() => true);
  }
  get safety() {
    return this.one(INTEREST.safety, backupView);
  }
  get requests() {
    return this.read(INTEREST.requests)?.map((r) => seen(r, requestView));
  }
  get logs() {
    return this.read(INTEREST.logs) && (this.read(INTEREST.logs).flatMap(endsOfLogs).sort().pop() ?? "-");
  }
  get archive() {
    return this.one(INTEREST.archive, backupView);
  }
  get snapshots() {
    return this.read(INTEREST.snapshots)?.map(snapshotView);
  }
  get declared() {
    return this.read(INTEREST.declared)?.map(({ metadata }) => ({
      restore: plain(metadata.labels?.[LABEL.restore]),
      job: metadata.name,
      created: metadata.creationTimestamp
    })).filter((j) => j.restore !== "").sort((a, b) => a.created < b.created ? 1 : -1);
  }
  service(name) {
    return this.one(INTEREST.service(name), serviceView);
  }
  endpoints(service) {
    return this.read(INTEREST.slices)?.filter((s) => s.metadata.labels?.["kubernetes.io/service-name"] === service).flatMap((s) => (s.endpoints ?? []).flatMap((e) => e.addresses ?? []));
  }
  paused(type, name) {
    return this.one(INTEREST.backup(type, name), isPaused);
  }
  storage(namespace, name) {
    return this.one(INTEREST.storage(namespace, name), storageView);
  }
  one(key, view) {
    const objects2 = this.read(key);
    return objects2 === void 0 ? void 0 : objects2.length === 0 ? null : seen(objects2[0], view);
  }
};
function jobMark({ metadata }) {
  return { uid: metadata.uid, created: metadata.creationTimestamp };
}
function isPaused({ spec }) {
  return spec?.paused === true || spec?.pause === true;
}

// src/agent/loop.ts
var WORTH_A_LINE = 500;
var SURE = 1e3;
async function drive(program, surroundings, me) {
  const loop = new Loop(program, surroundings, { ...me, asked: [], opened: [], made: [], refused: {}, tried: [] });
  try {
    return await loop.run();
  } finally {
    loop.close();
  }
}
var Loop = class {
  constructor(program, around, memory) {
    this.program = program;
    this.around = around;
    this.memory = memory;
    const changed = () => {
      this.isChanged = true;
      this.wake?.();
    };
    this.mirrors = new Mirrors(around.api, around.clock, changed);
    this.hands = new Hands(around, this.mirrors, program.namespace);
    this.patience = new Patience(around);
    around.gates.onAsked(changed);
    around.stop.addEventListener("abort", changed);
  }
  mirrors;
  hands;
  patience;
  renewedAt = 0;
  sureAt = 0;
  ended;
  awaited;
  isChanged = false;
  wake;
  async run() {
    for (; ; ) {
      const world = this.look();
      if (this.around.stop.aborted) return this.leave(world);
      const end2 = await this.overdue(world) ?? await this.follow(this.program.judge(this.memory, world, this.now), world);
      if (end2 !== void 0) return end2;
    }
  }
  close() {
    this.mirrors.close();
  }
  get recordPlace() {
    return { type: KIND.lease, namespace: this.program.namespace, name: this.program.record };
  }
  get now() {
    return this.around.clock.now();
  }
  look() {
    this.isChanged = false;
    const world = worldOf(this.mirrors.read);
    this.mirrors.want(this.program.interests(world));
    this.memory = {
      ...this.memory,
      asked: this.around.gates.asked(),
      opened: this.around.gates.opened(),
      emptySince: emptySince(this.program.services(world), world, this.memory.emptySince, this.now)
    };
    if (this.holds(world.record) && this.memory.stateSince !== void 0) this.around.gates.open(world, this.memory);
    return world;
  }
  holds(record) {
    return record != null && this.memory.epoch !== void 0 && record.holder === this.memory.me && record.epoch === this.memory.epoch;
  }
  async overdue(world) {
    const problem = this.mirrors.problem();
    if (problem === void 0) return void 0;
    const { since, refusal, message, what } = problem;
    if (this.now - since < this.patience.with(refusal)) return void 0;
    return this.giveUp("read ".concat(what), message, world);
  }
  async follow(decision, world) {
    switch (decision.kind) {
      case "end":
        return { exit: decision.exit, say: decision.say };
      case "fail":
        this.memory = { ...this.memory, verdict: decision.verdict };
        return void 0;
      case "wait":
        this.remember(decision.remember);
        return this.wait(decision.what, decision.until, world);
      case "act":
        return this.act(decision, world);
    }
  }
  async act(decision, world) {
    const { record } = world;
    this.remember(decision.ends && { parting: decision.ends });
    if (decision.change?.epoch !== void 0) this.remember({ sought: decision.change.epoch });
    for (const key of decision.afresh ?? []) if (!await this.relist(key, world) || !this.isStillRight(decision)) return this.ended;
    if (decision.say !== void 0 && decision.change === void 0) this.around.log(decision.say);
    if (decision.change !== void 0) {
      if (record == null || !await this.change(record, decision.change, world)) return this.ended;
      this.remember(decision.remember);
      if (decision.say !== void 0) this.around.log(decision.say);
      if (decision.acts.some((a) => a.verb === "create") && !this.isStillRight(decision)) return this.ended;
    } else {
      if (!decision.unfenced && (!await this.isStillOurs(record, world) || !this.isStillRight(decision))) return this.ended;
      this.remember(decision.remember);
    }
    if (decision.notice !== void 0) await this.hands.tell(decision.notice, world.record?.resource, this.memory.by);
    for (const act2 of decision.acts) {
      const isUnsure = !decision.unfenced && this.now - this.sureAt > SURE;
      if (isUnsure && (!await this.isStillOurs(record, world) || !this.isStillRight(decision))) return this.ended;
      if (!await this.make(act2, world)) return this.ended;
    }
    if (decision.acts.some((a) => a.verb === "create" && !decision.unfenced)) await this.isStillOurs(record, world);
    return decision.ends;
  }
  async change(record, next, world) {
    const patch = recordPatch(record, next, this.now);
    this.sureAt = this.now;
    const answer = await this.around.api.patch(this.recordPlace, patch);
    if (answer.ok) {
      this.mirrors.seed(INTEREST.record, answer.body);
      this.renewedAt = this.now;
      this.patience.renew();
      return true;
    }
    if (answer.refusal === "unreachable" || answer.refusal === "conflict") {
      const lease = await this.readRecord();
      const isStillHeld = next.holder !== void 0 || this.holds(lease && recordOf(lease));
      if (lease !== void 0 && answer.refusal === "unreachable" && isStillHeld && isMade(lease, patch)) return true;
    }
    if (answer.refusal === "absent") this.mirrors.forget(INTEREST.record);
    if (answer.refusal !== "conflict" && answer.refusal !== "absent") await this.struggle("patch Lease ".concat(this.program.record), answer.refusal, answer.message, world);
    return false;
  }
  isStillRight({ acts, change: change2 }) {
    if (!this.isChanged) return true;
    const present = this.program.judge(this.memory, this.look(), this.now);
    return present.kind === "act" && present.acts.map((a) => a.key).join() === acts.map((a) => a.key).join() && (change2 === void 0 || present.change?.state === change2.state);
  }
  async relist(key, world) {
    const answer = await this.mirrors.relist(key);
    if (answer.ok || answer.refusal === "unknown-kind") return true;
    await this.struggle("list ".concat(key), answer.refusal, answer.message, world);
    return false;
  }
  async isStillOurs(record, world) {
    if (record == null) return true;
    if (this.now - this.renewedAt >= this.around.limits.renewal) return this.change(record, {}, world);
    const lease = await this.readRecord();
    if (lease === void 0) return false;
    return this.holds(recordOf(lease));
  }
  async readRecord() {
    this.sureAt = this.now;
    const answer = await this.around.api.get(this.recordPlace);
    if (answer.ok) {
      this.mirrors.seed(INTEREST.record, answer.body);
      return answer.body;
    }
    if (answer.refusal === "absent") this.mirrors.forget(INTEREST.record);
    else await this.struggle("get Lease ".concat(this.program.record), answer.refusal, answer.message, void 0);
    return void 0;
  }
  async make(act2, world) {
    const answer = await this.hands.attempt(act2);
    if (answer.ok || act2.fine.includes(answer.refusal)) {
      this.patience.renew();
      if (act2.type === KIND.service) this.remember({ emptySince: void 0 });
      const isDone2 = answer.ok || answer.refusal !== "conflict";
      if (isDone2) this.remember({ made: [...new Set([...this.memory.made, act2.key])] });
      return isDone2;
    }
    const what = "".concat(act2.verb, " ").concat(typeText(act2.type), " ").concat(act2.name);
    if (answer.refusal === "unreachable" || answer.refusal === "forbidden" && !act2.optional) {
      if (!act2.optional || !this.patience.isOver(what, answer.refusal)) {
        await this.struggle(what, answer.refusal, answer.message, world);
        return false;
      }
    }
    if (act2.optional) this.around.log("".concat(what, " did not work: ").concat(answer.message, ". Do it by hand"));
    this.memory = { ...this.memory, refused: { ...this.memory.refused, [act2.key]: plain(answer.message) } };
    return false;
  }
  async struggle(what, refusal, message, world) {
    this.patience.notice(what);
    if (this.patience.isOver(what, refusal) && world !== void 0) this.ended = await this.giveUp(what, message, world);
    else await this.patience.pause(what, refusal, message);
  }
  async giveUp(what, message, { record }) {
    const say = "The API server refused to ".concat(what, ": ").concat(plain(message), ". ").concat(this.program.advice).trim();
    const word = this.holds(record) ? this.program.lastWord(record, this.memory, say) : void 0;
    if (word !== void 0) {
      await this.around.api.patch(this.recordPlace, recordPatch(record, word, this.now));
    }
    return { exit: 3 /* REFUSED */, say };
  }
  async wait(what, until, world) {
    const problem = this.mirrors.problem();
    if (this.awaited?.what !== what) this.awaited = { what, since: this.now };
    const tellAt = this.awaited.since + WORTH_A_LINE;
    if (problem !== void 0) this.patience.excuse("read ".concat(problem.what), problem.refusal, problem.message);
    else if (this.now >= tellAt) this.patience.remind("waiting for ".concat(what));
    const isHeld = this.holds(world.record);
    const renewAt = isHeld ? this.renewedAt + this.around.limits.renewal : void 0;
    if (isHeld && this.now >= renewAt) {
      await this.change(world.record, {}, world);
      return this.ended;
    }
    const giveUpAt = problem === void 0 ? void 0 : problem.since + this.patience.with(problem.refusal);
    const next = Math.min(...[until, renewAt, giveUpAt, this.now < tellAt ? tellAt : this.now + 6e4].filter((t) => t !== void 0));
    await this.pause(Math.max(next - this.now, 20));
    return void 0;
  }
  async pause(milliseconds2) {
    if (this.isChanged || this.around.stop.aborted) return;
    const over = new Stop();
    this.wake = () => over.abort();
    await this.around.clock.sleep(milliseconds2, over);
    this.wake = void 0;
  }
  remember(more) {
    if (more !== void 0) this.memory = { ...this.memory, ...more };
  }
  async leave(world) {
    const { record } = world;
    const end2 = { exit: 143 /* STOPPED */, say: "stopped by a signal" };
    if (!this.holds(record)) return end2;
    const { change: change2, notice: notice2 } = this.program.farewell(record, this.memory);
    await this.around.api.patch(this.recordPlace, recordPatch(record, change2, this.now));
    if (notice2 !== void 0) await this.hands.tell(notice2, record.resource, this.memory.by);
    return end2;
  }
};
function isMade(lease, { metadata, spec }) {
  const notes = Object.entries(metadata.annotations ?? {});
  return notes.every(([key, value]) => (lease.metadata.annotations?.[key] ?? null) === value) && Object.entries(spec).every(([key, value]) => lease.spec?.[key] === value);
}

// src/protocol/intent.ts
function writesOver({ process: process2 }) {
  return process2 === "overwrite" || process2 === "in-place";
}
function rivalsOf({ process: process2, request, opsRequests }, record) {
  return request?.type ?? (writesOver({ process: process2 }) || record?.request !== void 0 ? opsRequests : void 0);
}

// src/protocol/interests.ts
function interestsOf(intent, job) {
  const { namespace, target, session, guard: guard2, request, safety } = intent;
  const rivals = rivalsOf(intent, void 0);
  const at = (key, type, name) => ({ key, type, namespace, name });
  const services = [...intent.services, ...session === void 0 ? [] : [target.maintenance]];
  const storages = (guard2?.storages ?? []).map((s) => ({ ...s, key: INTEREST.storage(s.namespace, s.name), type: KIND.backupStorage }));
  const snapshots = { ...at(INTEREST.snapshots, KIND.snapshot), labels: "kubestash.com/app-ref-name=".concat(target.name, ",kubestash.com/app-ref-kind=").concat(target.kind) };
  const always = [
    at(INTEREST.record, KIND.lease, intent.record),
    { ...at(INTEREST.job, KIND.job, job), once: true },
    at(INTEREST.target, target.type, target.name),
    at(INTEREST.sessions, KIND.restoreSession),
    ...intent.services.map((s) => at(INTEREST.service(s), KIND.service, s)),
    { ...at(INTEREST.slices, KIND.slice), labels: "kubernetes.io/service-name in (".concat(services.join(","), ")") },
    ...intent.backups.map((b) => at(INTEREST.backup(b.type, b.name), b.type, b.name)),
    ...intent.volumes === void 0 ? [] : [{
      ...at(INTEREST.volumes, KIND.claim),
      labels: Object.entries(intent.volumes.labels).map(([k, v]) => "".concat(k, "=").concat(v)).join(","),
      once: true
    }],
    ...session?.waitFor === "reachable" || intent.process === "overwrite" ? [at(INTEREST.binding, KIND.binding, target.name)] : [],
    ...safety === void 0 ? [] : [at(INTEREST.safety, KIND.backupSession, backupSessionNameOf(safety.configuration, intent.restore.id))],
    ...rivals === void 0 ? [] : [at(INTEREST.requests, rivals)]
  ];
  return (world) => {
    const { record } = world;
    const isBack = record?.next === target.name || intent.process === "open";
    const late = rivals === void 0 ? rivalsOf(intent, record) : void 0;
    const more = [
      ...late === void 0 ? [] : [at(INTEREST.requests, late)],
      ...request?.archiving === void 0 ? [] : archiveInterests(namespace, record),
      ...isBack && guard2 !== void 0 ? storages : [],
      ...isBack && guard2 !== void 0 && storages.every((s) => world.storage(s.namespace, s.name)?.phase === "Ready") ? [snapshots] : []
    ];
    return more.length === 0 ? always : [...always, ...more];
  };
}
function archiveInterests(namespace, record) {
  const due = record?.state === "serving" ? dueArchiving(record) : void 0;
  return due === void 0 ? [] : [
    { key: INTEREST.logs, type: KIND.snapshot, namespace, labels: "kubestash.com/repo-name=".concat(due.repository) },
    { key: INTEREST.archive, type: KIND.backupSession, namespace, name: due.backup }
  ];
}

// src/protocol/backups.ts
function pauseBackups({ backups, target }, record, memory, world) {
  const unread = backups.filter((b) => world.paused(b.type, b.name) === void 0);
  if (unread.length > 0) return wait("".concat(listed(unread.map((b) => "".concat(typeText(b.type), " ").concat(b.name))), " to be read"));
  const running = backups.filter((b) => world.paused(b.type, b.name) === false);
  const unknown = running.filter((b) => !record.paused.some((p) => isSame(p, b)));
  const acts = running.map((b) => pause(b, true)).filter((a) => memory.refused[a.key] === void 0);
  if (unknown.length > 0) return act(acts, { change: { paused: [...record.paused, ...unknown.map((b) => ({ ...b, incarnation: target.name }))] } });
  return acts.length === 0 ? void 0 : act(acts);
}
function resumeBackups(record, incarnation, memory) {
  const due = record.paused.filter((p) => p.incarnation === incarnation);
  const isOver2 = (p) => memory.made.includes(pause(p, false).key);
  return {
    acts: due.map((p) => pause(p, false)).filter((one) => isDue(one, memory)),
    left: record.paused.filter((p) => p.incarnation !== incarnation || !isOver2(p))
  };
}
function pause({ type, name }, paused) {
  const what = type.plural === KIND.backupConfiguration.plural ? "BackupConfiguration" : typeText(type);
  return {
    key: "".concat(paused ? "pause" : "resume", " ").concat(typeText(type), " ").concat(name),
    verb: "patch",
    type,
    name,
    body: { spec: type.plural === KIND.backupConfiguration.plural ? { paused } : { pause: paused } },
    fine: ["absent", "unknown-kind"],
    optional: true,
    said: "".concat(what, " ").concat(name, ": ").concat(paused ? "paused" : "backups go on")
  };
}
function isSame(a, b) {
  return a.name === b.name && typeText(a.type) === typeText(b.type);
}
function createBackup(namespace, name, { configuration, session }) {
  return {
    key: "backup ".concat(name),
    verb: "create",
    type: KIND.backupSession,
    name,
    body: {
      apiVersion: "core.kubestash.com/v1alpha1",
      kind: "BackupSession",
      metadata: { name, namespace },
      spec: { invoker: { apiGroup: "core.kubestash.com", kind: "BackupConfiguration", name: configuration }, session }
    },
    fine: ["exists"],
    said: "created BackupSession ".concat(name)
  };
}
function removeBackup(name) {
  return { key: "remove backup ".concat(name), verb: "remove", type: KIND.backupSession, name, fine: ["absent", "unknown-kind"], said: "deleted BackupSession ".concat(name) };
}
function takeBackup(what, create, remove, backup, { made, refused: refused2, retryAt = 0 }, now, giveUp) {
  const { name } = create;
  if (backup === null) {
    if (refused2[create.key] !== void 0) return giveUp("The ".concat(what, " ").concat(name, " was refused: ").concat(refused2[create.key]));
    return now < retryAt ? wait("a while to pass before the ".concat(what, " is tried again"), retryAt) : act([create]);
  }
  const isRemoved = now < retryAt && made.includes(remove.key);
  if (backup.isGoing || isRemoved && ["Skipped", "Failed"].includes(backup.phase)) return wait("BackupSession ".concat(name, " to go"), retryAt || void 0);
  const again = { remember: { retryAt: now + 5e3 } };
  switch (backup.phase) {
    case "Succeeded":
      return void 0;
    case "Skipped":
      return act([remove], { ...again, say: "the ".concat(what, " ").concat(name, " was skipped: ").concat(backup.fault) });
    case "Failed":
      return made.includes(create.key) ? giveUp("The ".concat(what, " ").concat(name, " is Failed: ").concat(backup.fault)) : act([remove], again);
    default:
      return wait("the ".concat(what, ", BackupSession ").concat(name, ", to finish; it is ").concat(backup.phase));
  }
}

// src/protocol/sessions.ts
function fateOf(session, target, intent) {
  if (session === void 0) return "absent";
  if (session.isGoing) return "going";
  const fate = phaseFate(session);
  const isOlder = intent.waitFor !== "nothing" && target != null && session.created < target.created;
  if (!isOlder) return fate;
  return fate === "unfinished" || fate === "void" ? "void" : "former";
}
function phaseFate(session) {
  switch (session.phase) {
    case "Succeeded":
      return "succeeded";
    case "Invalid":
      return "void";
    case "Failed":
    case "Unknown":
      return session.hasRun ? "failed" : "void";
    default:
      return "unfinished";
  }
}
function ownSessions(intent, sessions, target) {
  return namesOf(intent).map((name) => {
    const view = sessions.find((s) => s.name === name);
    return { name, fate: fateOf(view, target, intent.session), view };
  });
}
function namesOf(intent) {
  return intent.session === void 0 ? [] : sessionNamesOf(intent.restore.name);
}
function haveRun(intent, { sessions = [] }) {
  return sessions.filter((s) => s.target === intent.target.name && (s.hasRun || isUnfinished(s)) && namesOf(intent).includes(s.name)).map((s) => s.name);
}
function writingTo(database, sessions, but = []) {
  return sessions.filter((s) => s.target === database && isUnfinished(s) && !but.includes(s.name));
}
function troubleOf({ name, phase, fault }) {
  return "RestoreSession ".concat(name, " is ").concat(phase).concat(fault === "" ? "" : ": ".concat(fault));
}
function createSession(intent, name) {
  const { labels, spec } = intent.session;
  return {
    key: "session ".concat(name),
    verb: "create",
    type: KIND.restoreSession,
    name,
    body: { apiVersion: "core.kubestash.com/v1alpha1", kind: "RestoreSession", metadata: { name, namespace: intent.namespace, labels }, spec },
    fine: ["exists"],
    said: "created RestoreSession ".concat(name)
  };
}
function removeSession(name, why, optional = false) {
  return {
    key: "remove session ".concat(name),
    verb: "remove",
    type: KIND.restoreSession,
    name,
    fine: ["absent", "unknown-kind"],
    optional,
    said: "deleted RestoreSession ".concat(name).concat(why)
  };
}

// src/protocol/writers.ts
function writersOf(database, { sessions, requests }, listsRequests, but = []) {
  if (sessions === void 0 || listsRequests && requests === void 0) return void 0;
  return [
    ...writingTo(database, sessions, but).map((s) => "RestoreSession ".concat(s.name, " (").concat(s.phase, ")")),
    ...(requests ?? []).filter((r) => r.database === database && isAtWork(r)).map((r) => "".concat(nameOf(r), " (").concat(r.phase, ")"))
  ];
}

// src/protocol/archive-again.ts
var A_MOMENT = 5e3;
function archiveAgain(record, memory, world, now, patience, giveUp) {
  const archiving = dueArchiving(record);
  if (archiving === void 0) return void 0;
  const { logs, archive, target } = world;
  const create = createBackup(record.namespace, archiving.backup, archiving);
  const remove = removeBackup(archiving.backup);
  if (logs === void 0 || archive === void 0 || target == null) return wait("the archive to be read");
  const writers = writersOf(archiving.incarnation, world, record.request !== void 0);
  if (writers === void 0 || writers.length > 0) return wait("".concat(listed(writers ?? ["OpsRequests"]), " to finish before archiving goes on"));
  if (target.isSuspended && archiving.stage === "backup") return change({ archiving: { ...archiving, stage: "suspended", until: "-" } });
  switch (archiving.stage) {
    case "suspended":
      return change({ archiving: { ...archiving, stage: "resumed", until: logs } });
    case "resumed": {
      const resume = resumeArchiving(record, archiving);
      if (memory.refused[resume.key] !== void 0) return giveUp("Archiving could not be taken up again: ".concat(memory.refused[resume.key]));
      if (target.isSuspended) return act([resume]);
      if (isLater(logs, archiving.until)) {
        if (archive !== null && !memory.made.includes(remove.key)) return act([remove]);
        if (archive !== null) return wait("BackupSession ".concat(archiving.backup, " to go"), now + A_MOMENT);
        return change({ archiving: { ...archiving, stage: "backup" } }, { say: "logs are archived up to ".concat(logs) });
      }
      const logsSince = memory.logsSince ?? now;
      if (now >= logsSince + patience) return giveUp("Archiving is on again, but no log has arrived in Repository ".concat(archiving.repository, " for ").concat(patience / 6e4, " min"));
      return wait("the first log of ".concat(archiving.incarnation, " to be archived"), logsSince + patience, { logsSince });
    }
    default:
      return takeBackup("full backup", create, remove, archive, memory, now, giveUp) ?? change({ archiving: null }, { say: "archiving is as it was" });
  }
}
function isLater(one, other) {
  return one !== "-" && (other === "-" || Date.parse(one) > Date.parse(other));
}
function resumeArchiving({ resource }, { incarnation }) {
  return {
    key: "archive ".concat(incarnation),
    verb: "patch",
    type: resource,
    name: incarnation,
    body: { metadata: { annotations: { [SUSPENDED]: null } } },
    fine: ["absent"],
    optional: true,
    said: "archiving of ".concat(incarnation, " is on again")
  };
}

// src/protocol/isolation.ts
function plannedIsolation({ isolation, previous, target }, record) {
  if (isolation === void 0 || record.isolation.some((i) => i.policy === isolation.name)) return record.isolation;
  const incarnation = record.incarnation || previous?.name || target.name;
  return [...record.isolation, { policy: isolation.name, incarnation, stays: isolation.stays && incarnation !== target.name }];
}
function isolate({ isolation, namespace, database }) {
  const { name, spec } = isolation;
  return {
    key: "isolate ".concat(name),
    verb: "create",
    type: KIND.policy,
    name,
    body: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name, namespace, labels: { [LABEL.database]: database } }, spec },
    fine: ["exists"],
    said: "NetworkPolicy ".concat(name, ": only replicas, operators and this run reach the database")
  };
}
function isOver({ incarnation, stays }, opened) {
  return !stays || incarnation === opened;
}
function endIsolation(record, opened, memory) {
  const due = record.isolation.filter((i) => isOver(i, opened)).map((i) => release(i.policy));
  return {
    acts: due.filter((one) => isDue(one, memory)),
    left: record.isolation.filter((i) => !isOver(i, opened) || !memory.made.includes(release(i.policy).key))
  };
}
function release(policy) {
  return { key: "release ".concat(policy), verb: "remove", type: KIND.policy, name: policy, fine: ["absent"], optional: true, said: "NetworkPolicy ".concat(policy, ": deleted") };
}

// src/protocol/moment.ts
var START_SECONDS = 300;
function limit({ intent, memory, now }, seconds) {
  return (memory.stateSince ?? now) + (seconds + startSeconds(intent)) * 1e3;
}
function enter({ memory, now }, state, reason, say, more = {}, next = {}) {
  const remember = memory.stateSince === void 0 ? more.remember : { ...more.remember, stateSince: now };
  return change({ ...next, state, reason, by: memory.by }, { ...more, say: "".concat(say, " \u2192 ").concat(state), ...remember === void 0 ? {} : { remember } });
}
function hasLetGo({ epoch, parting }, record) {
  return parting !== void 0 && record.holder === "" && record.epoch === epoch ? end(parting.exit, parting.say) : void 0;
}
function notice(reason, message, about, type = "Normal") {
  return { reason, message, about, type };
}
function stuckAfter(moment, seconds, what) {
  if (moment.now < limit(moment, seconds)) return void 0;
  return {
    kind: "fail",
    verdict: {
      exit: 1 /* FAILED */,
      stuck: true,
      reason: "".concat(what, " did not end within ").concat(seconds, " s, and ").concat(startSeconds(moment.intent), " s for its container to begin: it hangs, or its image cannot be had. kubectl describe pod tells which; Job ").concat(moment.memory.by, ".")
    }
  };
}
function startSeconds({ startSeconds: given = START_SECONDS }) {
  return given;
}

// src/protocol/attaching.ts
function whyUnattached({ backups, target, namespace }, view) {
  const archiver = backups.find((b) => b.attachedByWebhook === true);
  if (archiver === void 0 || view == null || view.spec.archiver?.ref?.name) return void 0;
  return "".concat(target.name, " has no spec.archiver.ref, since archiver ").concat(archiver.name, " was not there when it was last written. ") + "Write it once more: kubectl annotate ".concat(target.type.plural, ".").concat(target.type.group, " -n ").concat(namespace, " ").concat(target.name, " cdk8s-kubestash/written-again=true --overwrite");
}

// src/protocol/guard.ts
function guard(intent, target, record, world, waited) {
  if (intent.guard === void 0 || wasOpened(record, target.uid)) return { kind: "open" };
  const objection = record.objection?.uid === target.uid ? record.objection : void 0;
  if (objection !== void 0 && objection.restore !== intent.restore.id && writesOver(intent)) return { kind: "open" };
  if (objection !== void 0) return { kind: "object", why: objection.why };
  const unknown = whatIsUnknown(intent, target, world);
  const { name, kind } = intent.target;
  if (unknown !== void 0) {
    return waited < intent.guard.seconds * 1e3 ? { kind: "wait", what: unknown } : {
      kind: "object",
      why: "It is not known whether there are backups of an earlier life of ".concat(name, ": for ").concat(intent.guard.seconds, " s it was waited for ").concat(unknown, ". ") + "Look at the BackupStorage; then restore a Snapshot, or resume to open the database as it is."
    };
  }
  const former = formerSnapshots(intent, target, world.snapshots);
  if (former.length === 0) return { kind: "open" };
  return {
    kind: "object",
    why: "".concat(kind, " ").concat(name, " was created at ").concat(target.created, ", but there are backups of an earlier one: ").concat(former.length, " in all, the newest is Snapshot ").concat(former[0].name, " of ").concat(former[0].time, ". ") + "Restore one of them, or resume to open the database as it is."
  };
}
function whatIsUnknown(intent, target, world) {
  const { guard: asked, namespace } = intent;
  const { storages, repositories } = asked;
  const views2 = storages.map((s) => ({ ...s, view: world.storage(s.namespace, s.name) }));
  const late = views2.find((s) => s.view?.phase !== "Ready");
  if (late !== void 0) return "BackupStorage ".concat(late.namespace, "/").concat(late.name, " to be Ready");
  const synced = new Set(views2.flatMap((s) => s.view.synced));
  const missing = repositories.find((r) => !synced.has("".concat(namespace, "/").concat(r)));
  if (missing !== void 0) {
    const unattached = whyUnattached(intent, target);
    return "Repository ".concat(missing, " to be synced by its BackupStorage").concat(unattached === void 0 ? "" : ", but ".concat(unattached));
  }
  return world.snapshots === void 0 ? "the Snapshots to be listed" : void 0;
}
function formerSnapshots({ target: { kind, name }, namespace }, target, snapshots) {
  return snapshots.filter((s) => s.database.kind === kind && s.database.namespace === namespace && s.database.name === name && s.phase !== "Failed" && s.time < target.created).sort((a, b) => a.time < b.time ? 1 : -1);
}

// src/protocol/meddling.ts
function meddling(intent, { sessions = [], requests = [] }) {
  const { target, restore: restore2, request } = intent;
  const names = namesOf(intent);
  const own = request === void 0 ? sessions.filter((s) => names.includes(s.name) && s.phase === "Succeeded").map((s) => s.created).sort().pop() : requests.find((r) => r.name === restore2.name)?.created;
  return own === void 0 ? [] : haveWritten(target.name, { sessions, requests }, own, [...names, restore2.name]);
}
function haveWritten(database, { sessions = [], requests = [] }, since, but = []) {
  const isMeant2 = ({ name, created, began = created }) => began >= since && !but.includes(name);
  return [
    ...sessions.filter((s) => s.target === database && s.hasRun && isMeant2(s)).map((s) => "RestoreSession ".concat(s.name)),
    ...requests.filter((r) => r.database === database && r.restores && r.hasBegun && isMeant2(r)).map(nameOf)
  ];
}
function whyMeddled({ intent, world }, record, target) {
  const { id } = intent.restore;
  const others = meddling(intent, world);
  if (others.length > 0) {
    return "".concat(listed(others), " has written to ").concat(intent.target.name, " after restore ").concat(id, " did. Give the restore a new id to do it again, or resume with --skip-checks to open the database as it is.");
  }
  const { objection } = record;
  return intent.guard === void 0 && objection?.uid === target.uid && objection.restore === id ? objection.why : void 0;
}

// src/protocol/lineage.ts
function standing(intent, job, record, target, { sessions, requests } = {}) {
  const { restore: restore2, predecessors } = intent;
  if (record === null || record.restore === "") return { kind: "restore", supersedes: false };
  if (intent.settled && record.done[restore2.id] === void 0) {
    return {
      kind: "refuse",
      isNewest: true,
      why: "the code says that restore ".concat(restore2.id, " is settled, but it was never done: the record is about restore ").concat(record.restore, " (").concat(record.state, " since ").concat(record.since, "). Take `settled` out to do it")
    };
  }
  if (record.restore === restore2.id) return ofThisRestore(intent, record, target);
  const newer = { kind: "refuse", why: "the record is about restore ".concat(record.restore, ", which is newer than this one (").concat(record.state, " since ").concat(record.since, "). Take the restore out of the code, or give it a new id to do it after that one") };
  if (job !== null && record.superseded.includes(job.uid)) return newer;
  if (predecessors.includes(record.restore)) return { kind: "restore", supersedes: true };
  if (job === null || isNotNewer(job, record.job)) return newer;
  const isFirst = intent.process === "open";
  if (record.done[restore2.id] === void 0 && !isFirst) return { kind: "restore", supersedes: true };
  if (target === void 0) return { kind: "wait", what: "".concat(intent.target.name, " to be read") };
  if (isFirst && requests === void 0 && rivalsOf(intent, record) !== void 0) return { kind: "wait", what: "OpsRequests to be listed" };
  const isWritten = isFirst && target !== null && (Object.values(record.done).includes(target.uid) || haveWritten(intent.target.name, { sessions, requests }, target.created).length > 0);
  if ((isDone(record, restore2.id, target?.uid) || isWritten) && isWrittenOver(intent, record)) {
    return {
      kind: "refuse",
      isNewest: true,
      why: "what ".concat(isFirst ? "was in" : "restore ".concat(restore2.id, " brought back to"), " ").concat(intent.target.name, " was written over by restore ").concat(record.contents[intent.target.name], ". ") + (isFirst ? "Restore a Snapshot of the time before it, or resume with --skip-checks to open the database as it is" : "To restore it once more, give it a new id")
    };
  }
  return { kind: "restore", supersedes: true };
}
function isWrittenOver({ restore: restore2, target }, { contents }) {
  return (contents[target.name] ?? restore2.id) !== restore2.id;
}
function holdsData(intent, record, target) {
  return isDone(record, intent.restore.id, target.uid) && record.contents[intent.target.name] === intent.restore.id;
}
function previousAfter(intent, record) {
  const { previous, predecessors, target, restore: restore2 } = intent;
  const before = record.incarnation;
  if (before === "" || before === target.name) return record.previous === target.name ? "" : record.previous;
  const restoredBy = record.contents[before];
  const isDiscarded = restoredBy !== void 0 && restoredBy !== restore2.id && !predecessors.includes(restoredBy);
  return isDiscarded && previous !== void 0 && previous.name !== target.name ? previous.name : before;
}
function ofThisRestore(intent, record, target) {
  const { id } = intent.restore;
  if (record.done[id] !== void 0) {
    if (target === void 0) return { kind: "wait", what: "".concat(intent.target.name, " to be read") };
    if (!isDone(record, id, target?.uid)) return { kind: "restore", supersedes: false };
    switch (record.state) {
      case "serving":
      case "halted":
        return { kind: "finish" };
      case "resuming":
        return isPerson(record.by) ? { kind: "leave", why: "restore ".concat(id, " is done, and ").concat(record.by, " is opening the database") } : { kind: "finish" };
      default:
        return { kind: "restore", supersedes: false };
    }
  }
  if (isPerson(record.by)) {
    return { kind: "leave", why: "".concat(record.by, " decided about restore ").concat(id, " (").concat(record.state, ": ").concat(record.reason, "). A restore that is to run in spite of that needs a new id") };
  }
  return { kind: "restore", supersedes: false };
}
function isNotNewer(job, than) {
  return than !== void 0 && Date.parse(job.created) <= Date.parse(than.created);
}

// src/protocol/quantity.ts
var UNITS = {
  "": 1,
  "k": 1e3,
  "M": 1e6,
  "G": 1e9,
  "T": 1e12,
  "P": 1e15,
  "E": 1e18,
  "Ki": 2 ** 10,
  "Mi": 2 ** 20,
  "Gi": 2 ** 30,
  "Ti": 2 ** 40,
  "Pi": 2 ** 50,
  "Ei": 2 ** 60
};
var QUANTITY = /^(\d+(?:\.\d+)?)(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|)$/;
function bytesOfQuantity(quantity) {
  const match = QUANTITY.exec(String(quantity));
  return match === null ? void 0 : Math.round(Number(match[1]) * UNITS[match[2]]);
}

// src/protocol/target.ts
var A_DAY = 24 * 3600 * 1e3;
function targetText({ target }) {
  return "".concat(typeText(target.type), " ").concat(target.name);
}
function foreignness(intent, target, sessions, record, job) {
  const { process: process2, restore: restore2, session, acceptUnrecorded } = intent;
  if (process2 === "open" || acceptUnrecorded) return void 0;
  if (record !== null && (record.nextUid === target.uid || isDone(record, restore2.id, target.uid))) return void 0;
  const proof = process2 === "archiver" ? isOurArchive(intent, target) : writesOver(intent) ? isKnown({ name: intent.target.name, uid: target.uid }, record) || !target.initialised : hasOwnSession(intent, target, sessions) || (session.waitFor === "ready" ? isNew(target, job) : session.waitFor === "reachable" && !target.initialised);
  if (proof) return void 0;
  const would = process2 === "archiver" ? "would open ".concat(targetText(intent), ", whose spec.init.archiver is not what this restore asks for") : writesOver(intent) ? "would overwrite ".concat(targetText(intent), ", which has data, and there is no record of what was restored to it before") : "would restore into ".concat(targetText(intent), ", which was in use before, and no RestoreSession of this restore made its data");
  return "Restore ".concat(restore2.id, " ").concat(would, ". Nothing was changed. ") + "If it is somebody else's, give this database another name; if its data is to be replaced, accept that it has no record (acceptUnrecordedTarget).";
}
function hasOwnSession(intent, target, sessions) {
  const makesTarget = intent.session.waitFor === "nothing";
  return sessions.some((s) => namesOf(intent).includes(s.name) && (makesTarget || s.created >= target.created) && s.phase !== "Invalid");
}
function isKnown({ name, uid }, record) {
  return record !== null && (wasOpened(record, uid) || record.objection?.uid === uid || record.contents[name] !== void 0);
}
function isOurArchive({ archiver }, { spec }) {
  const found = spec.init?.archiver;
  if (archiver === void 0 || found === void 0) return false;
  const { fullDBRepository: repository = {}, recoveryTimestamp } = found;
  return repository.name === archiver.repository && repository.namespace === archiver.namespace && (archiver.time === void 0 || Date.parse(recoveryTimestamp) === Date.parse(archiver.time));
}
function isNew(target, job) {
  return job === null || Date.parse(job.created) - Date.parse(target.created) < A_DAY;
}
function readiness(intent, target) {
  const { SuccessfullyDataRestored: restored, DataRestored: initialised } = target.conditions;
  const conditions = Object.entries(target.conditions).map(([type, status]) => "".concat(type, "=").concat(status)).join(" ");
  const about = "".concat(targetText(intent), " to be Ready; it is ").concat(target.phase || "without a phase").concat(conditions === "" ? "" : " (".concat(conditions, ")"));
  const isArchived = intent.process === "archiver" || intent.process === "in-place";
  if (isArchived && restored === "False") {
    return { isReady: false, missing: about, failure: "The operator could not restore ".concat(target.messages.SuccessfullyDataRestored || "and does not say why") };
  }
  if (isArchived && restored !== void 0 && restored !== "True") return { isReady: false, missing: "".concat(about, ", and its data to be restored") };
  if (intent.process !== "open" && initialised === "False") return { isReady: false, missing: about };
  return { isReady: target.phase === "Ready", missing: about };
}
function outgrown({ volumes, previous, target: { name } }, live, target) {
  const larger = outgrownVolume(live, requestedSizes(target.spec, volumes?.paths ?? []));
  return larger && "The volumes of ".concat(previous?.name, " have grown to ").concat(larger.has, ", but ").concat(name, " would get ").concat(larger.gets, ". Nothing was halted. ") + "Say the present size in the code, so that the data fits.";
}
function requestedSizes(spec, paths) {
  return paths.map((path) => String([...path, "resources", "requests", "storage"].reduce((at, key) => at?.[key], spec) ?? ""));
}
function outgrownVolume(live, target) {
  const [has, gets] = [largest(live), largest(target)];
  return gets === void 0 || has === void 0 || has.bytes <= gets.bytes ? void 0 : { has: has.text, gets: gets.text };
}
function largest(sizes) {
  return sizes.map((text) => ({ text, bytes: bytesOfQuantity(text) ?? -1 })).filter((s) => s.bytes >= 0).sort((a, b) => b.bytes - a.bytes)[0];
}

// src/protocol/opening.ts
function conclude(moment, record) {
  const { intent, memory, world, now } = moment;
  const { target } = world;
  if (target == null || target.uid !== record.nextUid) {
    return fail(recreated(moment));
  }
  const { isReady, missing } = readiness(intent, target);
  if (!isReady) return wait(missing);
  if (intent.checks.length > 0 && isRewritten(moment)) return fail(uncheckedText(intent), 5 /* REPLACED */);
  const writing = awaitWriters(intent, world);
  if (writing !== void 0) return writing;
  const meddled = whyMeddled(moment, record, target);
  if (meddled !== void 0) return leaveToPerson(moment, undone(moment, target, meddled));
  const guardSince = memory.guardSince ?? now;
  const answer = guard(intent, target, record, world, now - guardSince);
  if (answer.kind === "wait") return wait(answer.what, guardSince + intent.guard.seconds * 1e3, { guardSince });
  if (answer.kind === "object") return leaveToPerson(moment, objectionTo(moment, target, answer.why));
  if (intent.resume === "manual") {
    const isBeside = record.incarnation !== "" && record.incarnation !== intent.target.name;
    const reason = "Restored and checked: ".concat(intent.target.name, " waits for a person. The command resume opens it").concat(isBeside ? ", rollback goes back to what was before" : "", ".");
    return letGo({ ...leftTo(moment), reason, objection: null }, 0 /* DONE */, reason, notice("WaitsForPerson", reason, intent.target.name));
  }
  const routeless = intent.services.find((s) => routeOf(record.routes, s, intent.target.name) === void 0);
  if (routeless !== void 0) return fail("There is no route of Service ".concat(routeless, " to ").concat(intent.target.name, ", so it cannot be opened."));
  return enter(moment, "resuming", "Opening ".concat(listed(intent.services), " for ").concat(intent.target.name, "."), "restored and checked", { afresh: [INTEREST.sessions] }, {
    passed: intent.restore.id,
    next: intent.target.name,
    objection: null,
    done: { [intent.restore.id]: target.uid },
    contents: { ...record.contents, [intent.target.name]: intent.restore.id }
  });
}
function guardObjects(moment, record, target) {
  if (moment.intent.process !== "open") return void 0;
  const answer = guard(moment.intent, target, record, moment.world, -Infinity);
  return answer.kind === "object" ? leaveToPerson(moment, objectionTo(moment, target, answer.why)) : void 0;
}
function leaveToPerson({ intent }, closed) {
  return letGo(closed, 1 /* FAILED */, closed.reason, objects(intent, closed));
}
function objects({ target }, { reason }) {
  return notice("WaitsForPerson", reason, target.name, "Warning");
}
function objectionTo(moment, { uid }, why) {
  return { ...leftTo(moment), nextUid: uid, reason: why, objection: { uid, restore: moment.intent.restore.id, why } };
}
function undone(moment, target, why) {
  return { ...objectionTo(moment, target, why), passed: "", done: { [moment.intent.restore.id]: "" } };
}
function leftTo({ intent, memory }) {
  return { state: "halted", by: memory.by, next: intent.target.name, passed: intent.restore.id };
}
function isRewritten({ intent, memory: { checked = [] }, world }) {
  return haveRun(intent, world).some((name) => !checked.includes(name));
}
function uncheckedText(intent) {
  return "The data of ".concat(targetText(intent), " is not what the checks of this pod have begun to look at. A new pod begins again.");
}
function awaitWriters(intent, world) {
  const writers = writersOf(intent.target.name, world, rivalsOf(intent, world.record) !== void 0);
  if (writers === void 0) return wait("whatever writes to ".concat(intent.target.name, " to be listed"));
  return writers.length === 0 ? void 0 : wait("".concat(listed(writers), " to finish or be deleted: it writes to ").concat(intent.target.name));
}
function recreated({ intent, world: { target } }) {
  return "".concat(targetText(intent), " was deleted").concat(target == null ? "" : " and created anew", " after it had been restored. Delete the Job to restore it again.");
}
function letGo(next, exit, say, about) {
  return { kind: "act", change: { ...next, holder: "" }, acts: [], notice: about, ends: { exit, say } };
}
function openServices(moment, record) {
  const { intent, memory, world } = moment;
  if (world.target === void 0) return wait("".concat(targetText(intent), " to be read"));
  if (world.target === null || !isDone(record, intent.restore.id, world.target.uid)) return fail(recreated(moment));
  const { acts, absent, unknown } = pointing(intent.services, intent.target.name, "open", record, memory.by, world);
  if (acts.length > 0) {
    const writing = awaitWriters(intent, world);
    if (writing !== void 0) return writing;
    const meddled = whyMeddled(moment, record, world.target);
    if (meddled === void 0) return act(acts, { afresh: [INTEREST.sessions] });
    const closed = undone(moment, world.target, meddled);
    return change(closed, { remember: { refusal: meddled }, notice: objects(intent, closed) });
  }
  if (absent.length > 0) return wait("the client Service ".concat(listed(absent), " to exist"));
  if (unknown.length > 0) return wait("the client Services to be read");
  return enter(
    moment,
    "serving",
    "Restore ".concat(intent.restore.id, " is done."),
    "serving ".concat(intent.target.name),
    { notice: notice("Serving", "".concat(intent.target.name, " serves the applications of ").concat(intent.database, ": restore ").concat(intent.restore.id, " is done"), intent.target.name) },
    { incarnation: intent.target.name, previous: previousAfter(intent, record), next: "", nextUid: "", target: "" }
  );
}

// src/protocol/checking.ts
function enterCheck(moment, check, say, more = {}, remember) {
  const { memory } = moment;
  const seconds = secondsOf(moment, check);
  return enter(
    moment,
    "checking:".concat(check),
    "Check ".concat(check, " runs, for ").concat(seconds, " s at most. If this stays, it did not pass: look at the log of container ").concat(checkContainerOf(check), " of Job ").concat(memory.by, "."),
    say,
    remember === void 0 ? {} : { remember },
    more
  );
}
function awaitCheck(moment, record) {
  const { intent, memory } = moment;
  const check = record.state.slice("checking:".length);
  const gate = gateAfter(intent, check);
  if (!memory.asked.includes(gate)) {
    return stuckAfter(moment, secondsOf(moment, check), "Check ".concat(check)) ?? wait("check ".concat(check, " to pass"), limit(moment, secondsOf(moment, check)));
  }
  const next = intent.checks[intent.checks.findIndex((c) => c.name === check) + 1];
  return next === void 0 ? conclude(moment, record) : enterCheck(moment, next.name, "check ".concat(check, " has passed"));
}
function secondsOf({ intent }, check) {
  return intent.checks.find((c) => c.name === check)?.seconds ?? 0;
}

// src/protocol/by-session.ts
var RECREATE = 1e4;
function bySession(moment, record) {
  const { intent, memory, world } = moment;
  const own = withoutWrittenOver(ownSessions(intent, world.sessions, world.target), intent, record);
  const first = (fate) => own.find((s) => s.fate === fate);
  const unfinished = first("unfinished");
  if (unfinished === void 0 && first("succeeded") !== void 0) return void 0;
  const failed = first("failed");
  if (failed !== void 0) {
    return fail("".concat(troubleOf(failed.view), ". The data may be incomplete. Mend the cause and delete the session and the Job to restore again, or restore something else."));
  }
  if (unfinished !== void 0) {
    if (record.session !== unfinished.name) return change({ session: unfinished.name }, { say: "RestoreSession ".concat(unfinished.name, " is at work already: waiting for it") });
    return wait("RestoreSession ".concat(unfinished.name, " to finish; it is ").concat([unfinished.view.phase, unfinished.view.progress].filter(Boolean).join(", ")));
  }
  const created = own.find((s) => memory.made.includes("session ".concat(s.name)) && !memory.tried.includes(s.name));
  if (created?.fate === "absent" && record.session === created.name) {
    return fail("RestoreSession ".concat(created.name, " was deleted before it had finished, so the data may be incomplete. To restore again, delete the Job."));
  }
  const nothing = first("void");
  if (nothing !== void 0) return cameToNothing(moment, nothing.name, troubleOf(nothing.view), own[own.length - 1].name);
  return beforeSession(moment, record) ?? createNext(moment, record, own.filter((s) => s.fate === "absent").map((s) => s.name));
}
function withoutWrittenOver(own, intent, record) {
  const isOver2 = isWrittenOver(intent, record);
  return own.map((session, i) => {
    const isFormer2 = ["succeeded", "failed"].includes(session.fate) && (isOver2 || own.some((other, k) => k !== i && isLater2(other, session, k > i, record)));
    return isFormer2 ? { ...session, fate: "former" } : session;
  });
}
function isLater2(other, { view }, isNext, record) {
  if (other.view === void 0) return other.name === record.session;
  return other.view.created > view.created || isNext && other.view.created === view.created;
}
function cameToNothing({ memory, now }, name, trouble, last) {
  const tried = [...new Set([...memory.tried, name])];
  const remove = removeSession(name, ". It restored nothing");
  const isGoing = memory.tried.includes(name) && memory.made.includes(remove.key) && memory.retryAt !== void 0 && now < memory.retryAt;
  if (isGoing) return wait("RestoreSession ".concat(name, " to go"), memory.retryAt);
  if (name === last) return fail("".concat(trouble, ". ").concat(tried.length === 1 ? "It" : "Three sessions in a row", " came to nothing. Mend the cause and delete the Job to try again."));
  return act([remove], { say: trouble, remember: { tried, retryAt: now + RECREATE * 3 ** (tried.length - 1) } });
}
function createNext({ intent, memory, world, now }, record, absent) {
  const name = absent.find((n) => !memory.tried.includes(n));
  if (name === void 0) return wait("a free name for the RestoreSession: ".concat(listed(namesOf(intent)), " are used up. Delete them"));
  const others = awaitOthers(intent, world);
  if (others !== void 0) return others;
  if (memory.retryAt !== void 0 && now < memory.retryAt) return wait("a while to pass before the next RestoreSession is created", memory.retryAt);
  const create = createSession(intent, name);
  if (memory.refused[create.key] !== void 0) return fail("RestoreSession ".concat(name, " was refused: ").concat(memory.refused[create.key]));
  if (memory.made.includes(create.key)) return wait("RestoreSession ".concat(name, " to be seen"), now + 1e3);
  return act([create], { change: { session: name, contents: { ...record.contents, [intent.target.name]: intent.restore.id } } });
}
function awaitOthers(intent, world) {
  const foreign = writersOf(intent.target.name, world, rivalsOf(intent, world.record) !== void 0, namesOf(intent));
  if (foreign === void 0) return wait("OpsRequests to be listed");
  return foreign.length === 0 ? void 0 : wait("".concat(listed(foreign), " to finish or be deleted: not made by this run, and it writes to ").concat(intent.target.name));
}
function beforeSession(moment, record) {
  const { intent, world } = moment;
  const { waitFor } = intent.session;
  if (waitFor === "nothing") return void 0;
  const others = awaitOthers(intent, world);
  if (others !== void 0) return others;
  const { isReady, missing } = readiness(intent, world.target);
  const isSpoiled = world.target.conditions.DataRestored === "False";
  if (waitFor === "ready" && !isSpoiled && !isReady) return wait(missing);
  if (waitFor === "reachable" || isSpoiled) {
    if (!world.binding) return wait("AppBinding ".concat(intent.target.name, " to exist"));
    if ((world.endpoints(intent.target.maintenance) ?? []).length === 0) return wait("an endpoint behind the maintenance Service ".concat(intent.target.maintenance));
  }
  return intent.safety === void 0 || record.contents[intent.target.name] === intent.restore.id ? void 0 : safetyBackup(moment);
}
function safetyBackup({ intent, memory, world, now }) {
  const name = backupSessionNameOf(intent.safety.configuration, intent.restore.id);
  const { safety } = world;
  if (safety === void 0) return wait("the safety backup to be read");
  const create = createBackup(intent.namespace, name, intent.safety);
  return takeBackup("safety backup", create, removeBackup(name), safety, memory, now, (why) => fail("".concat(why, ". Nothing was overwritten. Mend it, or leave it out (SafetyBackup.none) if the present data is not worth keeping.")));
}

// src/protocol/in-place.ts
function inPlace(moment, record) {
  const { intent, memory, world } = moment;
  const { target, restore: restore2 } = intent;
  const { type } = intent.request;
  if (world.requests === void 0) return wait("OpsRequests to be listed");
  const create = creation(intent);
  const own = ownRequest(intent, world);
  if (own !== void 0 && (own.isGoing || isFormer(own, intent, world, record))) {
    const remove = removal(own, intent.request.type);
    return own.isGoing || memory.made.includes(remove.key) ? wait("".concat(nameOf(own), " to go")) : act([remove]);
  }
  if (own !== void 0) return ofRequest(own);
  if (memory.made.includes(create.key)) {
    return fail("".concat(create.name, " was deleted before it had finished. The data may be incomplete. To restore again, delete the Job."));
  }
  if (!world.target.initialised) return wait("".concat(target.name, " to have data"));
  const writers = writersOf(target.name, world, true);
  if (writers === void 0) return wait("the RestoreSessions to be listed");
  if (writers.length > 0) return wait("".concat(listed(writers), " to finish or be deleted"));
  if (intent.safety !== void 0 && record.contents[target.name] !== restore2.id) {
    const safety = world.target.phase === "Ready" ? safetyBackup(moment) : wait("".concat(target.name, " to be Ready"));
    if (safety !== void 0) return safety;
  }
  const { archiving } = intent.request;
  return act([create], {
    change: {
      request: { type, name: restore2.name },
      contents: { ...record.contents, [target.name]: restore2.id },
      ...archiving === void 0 ? {} : { archiving: { ...archiving, stage: "suspended", incarnation: target.name, until: "-" } }
    }
  });
}
function ofRequest(own) {
  if (own.fault !== "") {
    return fail("".concat(nameOf(own), " has failed; ").concat(own.fault, ". ").concat(own.hasBegun ? "The data may be incomplete. " : "", "Mend the cause and delete the ").concat(own.kind, " and the Job to restore again, or restore something else."));
  }
  return own.phase === "Successful" ? void 0 : wait("".concat(nameOf(own), " to finish; it is ").concat(own.phase).concat(own.progress === "" ? "" : ", ".concat(own.progress)));
}
function objectionInPlace({ intent, memory, world }, record) {
  const { request, restore: restore2, target } = intent;
  if (request === void 0 || record.contents[target.name] === restore2.id) return void 0;
  if (world.requests === void 0) return wait("OpsRequests to be listed");
  const own = ownRequest(intent, world);
  if (own !== void 0 && (own.restore !== restore2.id || own.database !== target.name)) {
    return "".concat(nameOf(own), " is there, and is not of restore ").concat(restore2.id, ". Nothing was changed. Delete it, or set restoreName.");
  }
  const rehearsal = { ...creation(intent), key: "rehearse request", verb: "rehearse", said: "KubeDB would take the OpsRequest" };
  const refused2 = memory.refused[rehearsal.key];
  if (refused2 !== void 0) {
    return "".concat(request.kind, " ").concat(restore2.name, " would be refused: ").concat(refused2, ". Nothing was halted.");
  }
  return own !== void 0 || memory.made.includes(rehearsal.key) ? void 0 : act([rehearsal], { unfenced: true });
}
function withdrawal(intent, memory, world) {
  const own = ownRequest(intent, world);
  if (own === void 0 || own.restore !== intent.restore.id || own.isGoing || own.hasBegun || !isAtWork(own)) return void 0;
  const remove = removal(own, intent.request.type);
  return isDue(remove, memory) ? { ...remove, optional: true } : void 0;
}
function ownRequest({ request, restore: restore2 }, { requests }) {
  return request === void 0 ? void 0 : requests?.find((r) => r.name === restore2.name);
}
function isFormer(own, intent, { target }, record) {
  return own.created < target.created || !isAtWork(own) && isWrittenOver(intent, record);
}
function creation({ request, restore: { name }, namespace }) {
  const { kind, type, labels, spec } = request;
  return {
    key: "request ".concat(name),
    verb: "create",
    type,
    name,
    body: { apiVersion: "".concat(type.group, "/").concat(type.version), kind, metadata: { name, namespace, labels }, spec },
    fine: ["exists"],
    said: "created ".concat(kind, " ").concat(name)
  };
}
function removal({ kind, name, created }, type) {
  return { key: "remove request ".concat(name, " ").concat(created), verb: "remove", type, name, fine: ["absent", "unknown-kind"], said: "deleted ".concat(kind, " ").concat(name) };
}

// src/protocol/restoring.ts
function enterRestoring(moment, say) {
  const { intent } = moment;
  const target = intent.target.name;
  const reason = intent.process === "open" ? "Waiting for ".concat(target, " to be Ready for its first opening.") : intent.process === "archiver" ? "The operator restores ".concat(target, " from its archive.") : intent.request !== void 0 ? "The operator puts ".concat(target, " back by ").concat(intent.request.kind, " ").concat(intent.restore.name, ".") : "Restoring ".concat(target, " by RestoreSession ").concat(intent.restore.name, ".");
  return enter(moment, "restoring", reason, say, intent.process === "open" ? {} : { notice: notice("Restoring", "".concat(reason, " Restore ").concat(intent.restore.id), target) });
}
function restore(moment, record) {
  const { intent, memory, world } = moment;
  const { target, sessions } = world;
  if (sessions === void 0) return wait("the RestoreSessions to be listed");
  const left = record.session !== "" && !namesOf(intent).includes(record.session) ? removeSession(record.session, ", which an earlier restore left behind", true) : void 0;
  if (left !== void 0 && isDue(left, memory)) return act([left]);
  if (target == null) {
    return intent.session?.waitFor === "nothing" ? bySession(moment, record) ?? wait("".concat(targetText(intent), " to exist")) : wait("".concat(targetText(intent), " to exist"));
  }
  const foreign = foreignness(intent, target, sessions, record, world.job ?? null);
  if (foreign !== void 0) return fail(foreign);
  const isThere = intent.process === "open" || intent.process === "archiver" || holdsData(intent, record, target);
  const pending = isThere ? void 0 : intent.request === void 0 ? bySession(moment, record) : inPlace(moment, record);
  if (haveChecksBegun(moment) && (pending !== void 0 || record.nextUid !== target.uid)) {
    return fail(uncheckedText(intent), 5 /* REPLACED */);
  }
  if (pending !== void 0) return pending;
  const { isReady, missing, failure } = readiness(intent, target);
  if (failure !== void 0) return fail(failure);
  if (!isReady) return guardObjects(moment, record, target) ?? neverDone(moment, target) ?? wait(missing);
  return dataIsBack(moment, record, target);
}
function neverDone({ intent: { settled, restore: { id } }, intent }, { spec: { init }, initialised }) {
  if (!settled || initialised || init?.waitForInitialRestore !== true || init.archiver !== void 0) return void 0;
  return fail("The code says that restore ".concat(id, " is settled, but ").concat(targetText(intent), " waits for its data: it was never restored in this cluster. Take `settled` out to do it."));
}
function haveChecksBegun({ intent: { checks }, intent, memory }) {
  return checks.length > 0 && memory.opened.includes(gateBefore(intent, checks[0].name));
}
function dataIsBack(moment, record, target) {
  const { intent, memory } = moment;
  const kept = ownRequest(intent, moment.world)?.kept ?? "";
  const back = { next: intent.target.name, nextUid: target.uid, session: "", ...kept === "" ? {} : { kept: { [intent.restore.id]: kept } } };
  const [first] = intent.checks;
  const say = "".concat(targetText(intent), " is Ready");
  if (first !== void 0) return enterCheck(moment, first.name, say, back, { checked: haveRun(intent, moment.world) });
  if (record.next !== back.next || record.nextUid !== back.nextUid) {
    return change({ ...back, reason: "The data is in ".concat(intent.target.name, "."), by: memory.by, state: "restoring" }, { say, remember: { stateSince: moment.now } });
  }
  return memory.asked.includes(GATE.resume) ? conclude(moment, record) : wait("container ".concat(GATE.resume, " to begin"));
}

// src/protocol/halting.ts
function halt(moment, record) {
  const { intent, memory, world, now } = moment;
  const { acts, absent, unknown } = pointing(intent.services, record.incarnation || intent.target.name, "halted", record, memory.by, world);
  if (acts.length > 0) return act(acts);
  const pause2 = pauseBackups(intent, record, memory, world);
  if (pause2 !== void 0) return pause2;
  if (absent.length > 0) return wait("the client Service ".concat(listed(absent), " to exist"));
  if (unknown.length > 0) return wait("the client Services to be read");
  if (memory.emptySince === void 0) {
    const left = intent.services.flatMap((s) => (world.endpoints(s) ?? []).map((address) => "".concat(s, ":").concat(address)));
    return wait(left.length === 0 ? "the EndpointSlices to be read" : "the client Services to be drained: ".concat(left.length, " endpoints are left: ").concat(listed(left.slice(0, 5)), ". If they were made by hand, delete their EndpointSlice"));
  }
  if (now - memory.emptySince < SETTLE) return wait("the client Services to stay drained", memory.emptySince + SETTLE);
  if (intent.isolation !== void 0) {
    const policy = isolate(intent);
    if (memory.refused[policy.key] !== void 0) return fail("NetworkPolicy ".concat(policy.name, " was refused: ").concat(memory.refused[policy.key]));
    if (!memory.made.includes(policy.key)) return act([policy]);
  }
  const halted = "Halted for restore ".concat(intent.restore.id, ".");
  const say = "halted, and drained: nothing can connect through ".concat(listed(intent.services), " any more");
  if (intent.disconnect === void 0) return enterRestoring(moment, say);
  return enter(moment, "disconnecting", "".concat(halted, " Sessions that are still open are ended; if this stays, that did not work: look at the log of container disconnect of Job ").concat(memory.by, "."), say);
}
function awaitDisconnect(moment) {
  const { intent, memory } = moment;
  if (memory.asked.includes(gateAfterDisconnect(intent))) return enterRestoring(moment, "sessions of clients are ended");
  return stuckAfter(moment, intent.disconnect ?? 0, "Ending the sessions of clients") ?? wait("sessions of clients to be ended", limit(moment, intent.disconnect ?? 0));
}

// src/protocol/job.ts
function endJob(name, seconds = 1) {
  return { key: "end ".concat(name), verb: "patch", type: KIND.job, name, body: { spec: { activeDeadlineSeconds: seconds } }, fine: ["absent"], optional: true, said: "Job ".concat(name, " ends within ").concat(seconds, " s of its creation") };
}
function keepsContainer(intent, { asked, opened }) {
  const gates = gatesOf(intent);
  const last = Math.max(...opened.map((gate) => gates.indexOf(gate)), -1);
  return last >= 0 && !asked.includes(gates[last + 1]);
}
function latestEnd(intent, job, now) {
  const longest = Math.max(intent.disconnect ?? 0, ...intent.checks.map((c) => c.seconds));
  return Math.max(1, Math.ceil((now - Date.parse(job.created)) / 1e3)) + longest + startSeconds(intent);
}

// src/protocol/labelled.ts
function labelled(decision, labels) {
  if (labels === void 0 || decision.kind !== "act") return decision;
  return { ...decision, acts: decision.acts.map((act2) => makes(act2) ? { ...act2, body: withLabels(act2.body, labels) } : act2) };
}
function makes({ verb }) {
  return verb === "create" || verb === "rehearse";
}
function withLabels(body, labels) {
  return { ...body, metadata: { ...body.metadata, labels: { ...labels, ...body.metadata.labels } } };
}

// src/protocol/tidying.ts
var ENDPOINT_PATIENCE = 6e4;
var LOG_PATIENCE = 36e5;
function tidy(moment, record) {
  const { intent, memory, world, now } = moment;
  const traffic = record.state === "serving" ? "open" : "halted";
  const { acts, absent } = pointing(intent.services, record.incarnation, traffic, record, memory.by, world);
  if (acts.length > 0) return act(acts);
  if (traffic === "open" && absent.length > 0) return wait("the client Service ".concat(listed(absent), " to exist"));
  const isolation = endIsolation(record, record.incarnation, memory);
  const backups = resumeBackups(record, record.incarnation, memory);
  const isServing = record.state === "serving";
  if (isServing && isolation.acts.length > 0) return act(isolation.acts);
  const archiving = isServing && archives(intent) ? archiveAgain(record, memory, world, now, LOG_PATIENCE, (why) => unarchived(why, intent)) : void 0;
  if (archiving?.kind === "act" && archiving.ends === void 0) return archiving;
  if (isServing && backups.acts.length > 0) return act(backups.acts);
  const first = intent.services[0];
  const addresses = isServing ? world.endpoints(first) ?? [] : [];
  const until = (memory.stateSince ?? now) + ENDPOINT_PATIENCE;
  if (isServing && memory.stateSince !== void 0 && addresses.length === 0 && now < until) return wait("an address behind Service ".concat(first), until);
  if (archiving !== void 0) return archiving;
  const say = !isServing || memory.stateSince === void 0 ? "restore ".concat(intent.restore.id, " is done") : addresses.length > 0 ? "restore ".concat(intent.restore.id, " is done: Service ").concat(first, " leads to ").concat(listed(addresses.slice(0, 5))) : "restore ".concat(intent.restore.id, " is done. Service ").concat(first, " is open, but has no address after a minute: are the pods of the database ready, and do they carry the labels that it selects?");
  const left = { holder: "", ...isServing ? { isolation: isolation.left, paused: backups.left } : {} };
  if (memory.refusal !== void 0) return change({ ...left, reason: memory.refusal }, { ends: { exit: 1 /* FAILED */, say: memory.refusal } });
  const unattached = isServing ? whyUnattached(intent, world.target) : void 0;
  if (unattached !== void 0) {
    const reason = "Restore ".concat(intent.restore.id, " is done, but no log is archived: ").concat(unattached, ".");
    return change({ ...left, reason }, { notice: notice("Serving", reason, intent.target.name, "Warning"), ends: { exit: 0 /* DONE */, say: reason } });
  }
  return change(left, { ends: { exit: 0 /* DONE */, say } });
}
function unarchived(why, { restore: restore2, target }) {
  const reason = "Restore ".concat(restore2.id, " is done, but not the archiving after it. ").concat(why, ". A later restore could bring back what this one discarded. Mend it and delete the Job to go on.");
  return letGo({ reason }, 1 /* FAILED */, reason, notice("WaitsForPerson", reason, target.name, "Warning"));
}
function archives({ request }) {
  return request?.archiving !== void 0;
}
function isTidy(moment, record) {
  return record.holder === "" && record.state !== "resuming" && areServicesRight(moment, record) && !(record.state === "serving" && hasLeftovers(moment, record));
}
function areServicesRight({ intent, world }, record) {
  const traffic = record.state === "serving" ? "open" : "halted";
  return intent.services.every((name) => {
    const view = world.service(name);
    return view == null ? traffic === "halted" : isRight(name, view, record.incarnation, traffic, record);
  });
}
function hasLeftovers({ intent }, record) {
  const { isolation, paused, incarnation } = record;
  return isolation.some((i) => isOver(i, incarnation)) || paused.some((p) => p.incarnation === incarnation) || archives(intent) && dueArchiving(record) !== void 0;
}

// src/protocol/taking.ts
var HIGHEST = 1e9;
function takeRecord(moment, record) {
  const { intent, memory, world, now } = moment;
  const { job, target, sessions } = world;
  if (job === void 0 || sessions === void 0 || intent.services.some((s) => world.service(s) === void 0)) return wait("the cluster to be read");
  const may = standing(intent, job, record, target, world);
  if (may.kind === "leave") return end(0 /* DONE */, may.why);
  if (may.kind === "refuse") return may.isNewest ? refuse(moment, record, may.why) : end(1 /* FAILED */, may.why);
  if (may.kind === "wait") return wait(may.what);
  if (target === void 0) return wait("".concat(targetText(intent), " to be read"));
  if (record === null) return act([createRecord(intent.record, intent.namespace)], { unfenced: true });
  const objection = may.kind === "restore" ? objectionBeforeHalt(moment, record) : void 0;
  if (objection !== void 0) return typeof objection === "string" ? refuse(moment, record, objection) : objection;
  if (may.kind === "finish" && isTidy(moment, record)) {
    return end(0 /* DONE */, "restore ".concat(intent.restore.id, " is done, and the client Services are as the record says: ").concat(record.state, ", ").concat(record.incarnation));
  }
  const supersedes = may.kind === "restore" && may.supersedes;
  if (!supersedes && !isFree(record, memory, now)) return awaitHolder(record, memory, now);
  const epoch = nextEpoch(intent, record, world);
  const taken = { holder: memory.me, epoch };
  if (may.kind === "finish") return change(taken, { remember: { epoch }, say: "restore ".concat(intent.restore.id, " is done (").concat(record.state, "): putting right what an interrupted end has left") });
  return change({ ...taken, ...takenFor(moment, record) }, {
    remember: { epoch, stateSince: now },
    say: "took the record for restore ".concat(intent.restore.id, "; it was ").concat(record.state || "new").concat(record.restore === "" ? "" : ", restore ".concat(record.restore)).concat(record.holder === "" ? "" : ", held by ".concat(record.holder)),
    notice: notice("Halted", "Halted for restore ".concat(intent.restore.id, ": no application can connect until it is done"), record.incarnation || intent.previous?.name || intent.target.name)
  });
}
function nextEpoch({ services }, { epoch }, world) {
  const seen2 = services.map((s) => Number(world.service(s)?.epoch)).filter((n) => Number.isInteger(n) && n < HIGHEST);
  return Math.max(epoch, ...seen2) + 1;
}
function createRecord(name, namespace) {
  return { key: "create record", verb: "create", type: KIND.lease, name, body: emptyRecord(name, namespace), fine: ["exists"], said: "made the record, Lease ".concat(name) };
}
function objectionBeforeHalt(moment, record) {
  const { intent, world } = moment;
  const { target, volumes, job, sessions } = world;
  if (target == null) return void 0;
  const foreign = foreignness(intent, target, sessions, record, job);
  if (foreign !== void 0) return foreign;
  const objection = objectionInPlace(moment, record);
  if (objection !== void 0) return objection;
  const hasData = record.next === intent.target.name || target.phase === "Ready" && intent.session?.waitFor !== "ready";
  if (intent.volumes === void 0 || hasData) return void 0;
  return volumes === void 0 ? wait("the volumes of ".concat(intent.previous?.name, " to be read")) : outgrown(intent, volumes, target);
}
function refuse(moment, record, reason) {
  const { memory, now } = moment;
  if (!isFree(record, memory, now)) return awaitHolder(record, memory, now);
  if (record.state === "serving" && areServicesRight(moment, record) && hasLeftovers(moment, record)) {
    const epoch = record.epoch + 1;
    return change({ holder: memory.me, epoch }, { remember: { epoch, refusal: reason }, say: "refused, but for what an older run has left: ".concat(reason) });
  }
  const ends = { exit: 1 /* FAILED */, say: reason };
  if (record.reason === reason) return end(1 /* FAILED */, reason);
  const freed = record.holder === "" ? {} : { holder: "", epoch: record.epoch + 1 };
  if (["", "serving", "halted", "failed"].includes(record.state)) return change({ ...freed, reason }, { ends });
  return change({ state: "failed", reason, by: memory.by, holder: "", epoch: record.epoch + 1 }, { ends });
}
function takenFor({ intent, memory, world, now }, record) {
  const { id, name } = intent.restore;
  const served = record.incarnation || (intent.process === "open" ? "" : intent.previous?.name ?? "");
  const lost = record.restore !== "" && record.restore !== id && record.job !== void 0 ? [...record.superseded, record.job.uid].slice(-20) : record.superseded;
  const isSameAttempt = record.haltedAt !== void 0 && record.haltedAt.job === world.job?.uid;
  return {
    database: intent.database,
    state: "halting",
    reason: "Being halted for restore ".concat(id, "."),
    by: memory.by,
    restore: id,
    restoreName: name,
    ...world.job == null ? {} : { job: world.job },
    superseded: lost,
    resource: intent.target.type,
    target: intent.target.name,
    incarnation: served,
    next: "",
    nextUid: record.restore === id ? record.nextUid : "",
    passed: "",
    routes: mergeRoutes(intent.target.routes, record.routes, intent.previous?.routes ?? []),
    isolation: plannedIsolation(intent, { ...record, incarnation: served }),
    ...isSameAttempt ? {} : { haltedAt: { job: world.job?.uid ?? memory.me, at: now } }
  };
}
function isFree(record, memory, now) {
  if (record.holder === "" || isHeldByJob(record.holder, memory.by)) return true;
  return memory.heard !== void 0 && memory.heard.sign === signOfLife(record) && now - memory.heard.at >= record.duration * 1e3;
}
function awaitHolder(record, memory, now) {
  const sign = signOfLife(record);
  const heard = memory.heard?.sign === sign ? memory.heard : { sign, at: now };
  return wait(
    "".concat(record.holder, " to let go of the record (restore ").concat(record.restore, ", ").concat(record.state, " since ").concat(record.since, "), or to be silent for ").concat(record.duration, " s"),
    heard.at + record.duration * 1e3,
    { heard }
  );
}
function signOfLife({ holder, epoch, renewed }) {
  return "".concat(holder, " ").concat(epoch, " ").concat(renewed);
}
function superseded({ intent, memory, world }, record) {
  const { restore: restore2 } = intent;
  if (isHeldByJob(record.holder, memory.by) || record.holder === "" && record.by === memory.by) return end(5 /* REPLACED */, "a later pod of this Job has taken over");
  const isOver2 = record.restore !== restore2.id || record.state === "serving" || record.state === "resuming";
  const late = !isOver2 ? void 0 : ownSessions(intent, world.sessions ?? [], null).filter((s) => s.fate === "unfinished").map((s) => removeSession(s.name, ": it was not finished, and the record has moved on", true)).find((one) => isDue(one, memory));
  if (late !== void 0) return act([late], { unfenced: true });
  const withdrawn = isOver2 ? withdrawal(intent, memory, world) : void 0;
  if (withdrawn !== void 0) return act([withdrawn], { unfenced: true });
  const who = "superseded: ".concat(record.holder || record.by || "somebody", " took the record");
  if (record.restore !== restore2.id) return end(1 /* FAILED */, "".concat(who, " for restore ").concat(record.restore, ": this one is out of date"));
  return end(0 /* DONE */, "".concat(who, ". State: ").concat(record.state, ". ").concat(record.reason));
}

// src/protocol/run.ts
function judgeRun(moment) {
  const decision = labelled(judge(moment), moment.intent.labels);
  const refused2 = refusedOf(decision, moment.memory);
  if (refused2 !== void 0) return moment.memory.epoch === void 0 ? end(1 /* FAILED */, refused2) : fail(refused2);
  return isLast(decision) ? endContainers(moment) ?? decision : decision;
}
function isLast(decision) {
  const exit = decision.kind === "end" ? decision.exit : decision.kind === "act" ? decision.ends?.exit : void 0;
  return exit !== void 0 && exit !== 5 /* REPLACED */;
}
function endContainers({ intent, memory, world, now }) {
  const job = world.job != null && keepsContainer(intent, memory) ? endJob(memory.by, latestEnd(intent, world.job, now)) : void 0;
  return job !== void 0 && isDue(job, memory) ? act([job], { unfenced: true }) : void 0;
}
function judge(moment) {
  const { memory, world } = moment;
  const { record } = world;
  if (record === void 0) return wait("the record to be read");
  if (memory.epoch === void 0) return takeRecord(moment, record);
  if (record === null) return end(5 /* REPLACED */, "the record was deleted while this run held it. The client Services stay as they are; a new pod begins again");
  if (record.holder !== memory.me || record.epoch !== memory.epoch) return hasLetGo(memory, record) ?? superseded(moment, record);
  if (memory.verdict !== void 0) return writeVerdict(moment, record);
  if (isTidying(record)) return judgeState(moment, record);
  const decision = pastDeadline(moment, record) ?? judgeState(moment, record);
  const until = [decision.kind === "wait" ? decision.until : void 0, deadlineOf(moment, record)].filter((t) => t !== void 0);
  return decision.kind !== "wait" || until.length === 0 ? decision : { ...decision, until: Math.min(...until) };
}
function judgeState(moment, record) {
  const { intent, memory, world } = moment;
  switch (record.state) {
    case "halting":
      return halt(moment, record);
    case "disconnecting":
      return pauseBackups(intent, record, memory, world) ?? awaitDisconnect(moment);
    case "restoring":
      return pauseBackups(intent, record, memory, world) ?? restore(moment, record);
    case "resuming":
      return openServices(moment, record);
    case "serving":
    case "halted":
      return tidy(moment, record);
    default:
      return pauseBackups(intent, record, memory, world) ?? awaitCheck(moment, record);
  }
}
function isTidying({ state }) {
  return state === "serving" || state === "halted" || state === "resuming";
}
function writeVerdict({ intent, memory, world }, record) {
  const { reason, exit, stuck } = memory.verdict;
  const own = ownSessions(intent, world.sessions ?? [], world.target).filter((s) => s.fate === "unfinished" || s.fate === "void").map((s) => removeSession(s.name, ", as the restore has failed", true)).find((one) => isDue(one, memory));
  if (own !== void 0) return act([own]);
  const withdrawn = withdrawal(intent, memory, world);
  if (withdrawn !== void 0) return act([withdrawn]);
  const cut = namesOf(intent).find((n) => memory.made.includes(removeSession(n, "").key) && !memory.tried.includes(n));
  const word = { state: "failed", reason, by: memory.by, session: cut ?? "" };
  const job = endJob(memory.by);
  if (stuck && isDue(job, memory)) {
    return record.state === "failed" && record.reason === reason ? act([job]) : change(word);
  }
  return change({ ...word, holder: "" }, {
    notice: notice("RestoreFailed", "Restore ".concat(intent.restore.id, ": ").concat(reason), record.incarnation || intent.target.name, "Warning"),
    ends: { exit, say: "failed: ".concat(reason) }
  });
}
function pastDeadline(moment, record) {
  const { intent, now } = moment;
  const deadline = deadlineOf(moment, record);
  if (deadline === void 0 || now < deadline) return void 0;
  const waitedFor = judgeState(moment, record);
  const reason = "Given up ".concat(intent.deadline, " s after the halt. It was waiting for this: ").concat(waitedFor.kind === "wait" ? waitedFor.what : record.state, ". ") + "Mend it and delete the Job to try again, or open the database as it is with resume or rollback.";
  return { kind: "fail", verdict: { reason, exit: 4 /* TIMED_OUT */, stuck: keepsContainer(moment.intent, moment.memory) } };
}
function deadlineOf({ intent, memory }, { haltedAt, next }) {
  const isChecked = next === intent.target.name && memory.asked.includes(GATE.resume);
  return intent.deadline === void 0 || haltedAt === void 0 || isChecked ? void 0 : haltedAt.at + intent.deadline * 1e3;
}
function lastWord(record, memory, say) {
  return isTidying(record) ? { holder: "" } : { state: "failed", reason: say, by: memory.by, holder: "" };
}
function farewell({ intent, memory }, { state, by }) {
  if (memory.verdict !== void 0 && state !== "failed") return { change: { holder: "", state: "failed", by: memory.by, reason: memory.verdict.reason } };
  const check = state.startsWith("checking:") && !isPerson(by) ? state.slice("checking:".length) : void 0;
  if (check === void 0) return { change: { holder: "" } };
  const message = "Check ".concat(check, " did not pass, or its pod was ended: Job ").concat(memory.by, " tells which, and begins again in the latter case");
  return { change: { holder: "" }, notice: notice("CheckFailed", message, intent.target.name, "Warning") };
}

// src/agent/programs.ts
function runProgram(intent, job) {
  return {
    namespace: intent.namespace,
    record: intent.record,
    interests: interestsOf(intent, job),
    services: () => intent.services,
    judge: (memory, world, now) => judgeRun({ intent, memory, world, now }),
    farewell: (record, memory) => farewell({ intent, memory }, record),
    lastWord,
    advice: "Mend that; the Job tries again, or delete the Job to have it made anew."
  };
}

// src/agent/surroundings.ts
var RUN_LIMITS = { unreachable: 12e4, forbidden: 3e5, renewal: 2e4 };

// src/agent/exchange.ts
var import_http2 = require("http");
var import_https3 = require("https");
var Unreachable = class extends Error {
};
var GIVEN_UP = ["ECONNRESET", "EPIPE"];
async function exchange(connection, call, deadline, maxBytes) {
  const response = await send(connection, call, deadline);
  return whole(response, deadline, maxBytes);
}
async function whole(response, deadline, maxBytes) {
  const timer = setTimeout(() => response.destroy(new Error("no whole answer in time")), deadline - Date.now());
  const chunks = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Error("the answer is longer than ".concat(maxBytes, " bytes"));
      chunks.push(chunk);
    }
  } catch (e) {
    throw new Unreachable(e.message);
  } finally {
    clearTimeout(timer);
  }
  if (!response.complete) throw new Unreachable("the answer broke off");
  return { code: response.statusCode, retryAfter: response.headers["retry-after"], text: Buffer.concat(chunks).toString("utf8") };
}
function send(connection, call, deadline, signal, isAgain = false) {
  return new Promise((resolve, reject) => {
    const fail2 = (e) => reject(new Unreachable(e.message === "" ? e.code : e.message));
    try {
      const { headers, ...options } = connection.options();
      const request = (connection.protocol === "https:" ? import_https3.request : import_http2.request)({
        ...options,
        method: call.method,
        path: call.path,
        headers: {
          "accept": "application/json",
          "user-agent": "cdk8s-kubestash",
          ...headers,
          ...call.body === void 0 ? {} : { "content-type": call.type ?? "application/json", "content-length": String(Buffer.byteLength(call.body)) }
        }
      });
      const timer = setTimeout(() => request.destroy(new Error("no answer in time")), deadline - Date.now());
      const abort = () => request.destroy(new Error("given up"));
      signal?.addEventListener("abort", abort);
      if (signal?.aborted) abort();
      let answered = false;
      request.once("response", (response) => {
        answered = true;
        clearTimeout(timer);
        response.once("close", () => signal?.removeEventListener("abort", abort));
        resolve(response);
      });
      request.on("error", (e) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        const isStale = !answered && request.reusedSocket && GIVEN_UP.includes(e.code ?? "");
        if (!isStale || isAgain || call.method !== "GET") return fail2(e);
        for (const idle of Object.values(options.agent.freeSockets).flat()) idle?.destroy();
        resolve(send(connection, call, deadline, signal, true));
      });
      request.end(call.body);
    } catch (e) {
      fail2(e);
    }
  });
}

// src/agent/paths.ts
var SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
var LABEL2 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
function isName2(value) {
  return typeof value === "string" && value.length <= 253 && SUBDOMAIN.test(value);
}
function isLabel2(value) {
  return typeof value === "string" && value.length <= 63 && LABEL2.test(value);
}
function complaint({ type, namespace, name }, selection = {}) {
  const quote = (value) => JSON.stringify(value)?.slice(0, 80);
  if (type.group !== "" && !isName2(type.group)) return "not an API group: ".concat(quote(type.group));
  if (!isLabel2(type.version)) return "not an API version: ".concat(quote(type.version));
  if (!isLabel2(type.plural)) return "not the plural of a kind: ".concat(quote(type.plural));
  if (namespace !== "" && !isLabel2(namespace)) return "not a namespace: ".concat(quote(namespace));
  if (name !== void 0 && !isName2(name)) return "not the name of an object: ".concat(quote(name));
  if (selection.name !== void 0 && !isName2(selection.name)) return "not the name of an object: ".concat(quote(selection.name));
  return void 0;
}
function collectionPath({ type, namespace }) {
  return pathOf(type.group, type.version, ...namespace === "" ? [] : ["namespaces", namespace], type.plural);
}
function objectPath(place) {
  return "".concat(collectionPath(place), "/").concat(encodeURIComponent(place.name));
}
var ACCESS_REVIEWS = { group: "authorization.k8s.io", version: "v1", plural: "selfsubjectaccessreviews" };
function query(parameters) {
  const given = Object.entries(parameters).filter((pair) => pair[1] !== void 0);
  return given.length === 0 ? "" : "?".concat(given.map(([key, value]) => "".concat(key, "=").concat(encodeURIComponent(value))).join("&"));
}
function selectors(selection) {
  return {
    fieldSelector: selection.name === void 0 ? void 0 : "metadata.name=".concat(selection.name),
    labelSelector: selection.labels
  };
}
function pathOf(group, ...words2) {
  return ["", ...group === "" ? ["api"] : ["apis", group], ...words2].map(encodeURIComponent).join("/");
}

// src/agent/verdict.ts
var MESSAGE_LENGTH = 500;
function oneLine(text) {
  const visible = text.slice(0, 20 * MESSAGE_LENGTH).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, " ").replace(/\s+/g, " ").trim();
  return visible.slice(0, MESSAGE_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
function refused(refusal, message) {
  return { ok: false, refusal, message: oneLine(message) };
}
function refusalOf(code, status) {
  switch (code) {
    case 404:
      return status?.reason === "NotFound" && typeof status.details?.name === "string" && status.details.name !== "" ? "absent" : "unknown-kind";
    case 409:
      return status?.reason === "AlreadyExists" ? "exists" : "conflict";
    case 403:
      return "forbidden";
    case 410:
      return "expired";
    case 401:
    case 408:
    case 425:
    case 429:
      return "unreachable";
    default:
      return code >= 400 && code < 500 ? "invalid" : "unreachable";
  }
}
function messageOf(code, status, text) {
  return typeof status?.message === "string" && status.message !== "" ? status.message : "HTTP ".concat(code).concat(text.trim() === "" ? "" : ": ".concat(text.trim()));
}
function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
  } catch {
    return void 0;
  }
}

// src/agent/rest.ts
var MANAGER = "cdk8s-kubestash";
var RestApi = class {
  streamsLists = true;
  get(place) {
    return this.onObject("get", place, (path) => ({ method: "GET", path }));
  }
  async list(place, selection = {}) {
    const wrong = complaint(place, selection);
    if (wrong !== void 0) return refused("invalid", wrong);
    const path = collectionPath(place) + query(selectors(selection));
    const answer = await this.call({ method: "GET", path }, { verb: "list", place, name: selection.name });
    return answer.ok ? asList(answer.body) : answer;
  }
  async create(place, object, isRehearsal = false) {
    const wrong = complaint({ ...place, name: place.name ?? object?.metadata?.name });
    if (wrong !== void 0) return refused("invalid", wrong);
    const path = collectionPath(place) + query({ fieldManager: MANAGER, fieldValidation: "Ignore", dryRun: isRehearsal ? "All" : void 0 });
    return this.call({ method: "POST", path, body: JSON.stringify(object) }, { verb: "create", place });
  }
  patch(place, patch) {
    return this.onObject("patch", place, (path) => ({
      method: "PATCH",
      path: path + query({ fieldManager: MANAGER }),
      type: "application/merge-patch+json",
      body: JSON.stringify(patch)
    }));
  }
  remove(place) {
    return this.onObject("delete", place, (path) => ({ method: "DELETE", path: path + query({ propagationPolicy: "Background" }) }));
  }
  async watch(place, selection, resourceVersion, onEvent, signal) {
    const wrong = complaint(place, selection);
    if (wrong !== void 0) return refused("invalid", wrong);
    const from = (version, begin) => this.follow(collectionPath(place) + query({
      watch: "true",
      allowWatchBookmarks: "true",
      timeoutSeconds: String(540 + Math.floor(Math.random() * 120)),
      ...begin,
      ...selectors(selection)
    }), { verb: "watch", place, name: selection.name }, version, onEvent, signal);
    if (resourceVersion !== void 0) return from(resourceVersion, { resourceVersion });
    if (this.streamsLists) {
      const end2 = await from(void 0, { sendInitialEvents: "true", resourceVersionMatch: "NotOlderThan" });
      if (end2.ok || end2.refusal !== "invalid") return end2;
      this.streamsLists = false;
    }
    const list = await this.list(place, selection);
    if (!list.ok) return list;
    const { items, metadata } = list.body;
    for (const object of items) onEvent({ type: "changed", object });
    onEvent({ type: "listed", object: { metadata } });
    return from(metadata.resourceVersion, { resourceVersion: metadata.resourceVersion });
  }
  async onObject(verb, place, call) {
    const wrong = complaint({ ...place, name: place.name ?? "" });
    if (wrong !== void 0) return refused("invalid", wrong);
    return this.call(call(objectPath({ ...place, name: place.name })), { verb, place, name: place.name });
  }
};
function accessReview({ verb, place: { type, namespace }, name }) {
  const resourceAttributes = {
    verb,
    group: type.group,
    version: type.version,
    resource: type.plural,
    ...namespace === "" ? {} : { namespace },
    ...name === void 0 ? {} : { name }
  };
  const review = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } };
  return { method: "POST", path: collectionPath({ type: ACCESS_REVIEWS, namespace: "" }), body: JSON.stringify(review) };
}
function asList(body) {
  const items = body.items ?? [];
  if (typeof body.metadata?.resourceVersion !== "string" || !Array.isArray(items) || !items.every((i) => typeof i?.metadata?.name === "string")) {
    return refused("unreachable", "the answer is no list of objects");
  }
  const kind = typeof body.kind === "string" ? body.kind.replace(/List$/, "") : void 0;
  return { ok: true, body: { ...body, items: items.map((item) => ({ apiVersion: body.apiVersion, kind, ...item })) } };
}

// src/agent/watch.ts
async function readWatch(stream, from, onEvent, bounds) {
  const late = from === void 0 ? setTimeout(() => stream.destroy(), bounds.timeoutMs) : void 0;
  stream.once("close", () => clearTimeout(late));
  let version = from;
  for await (const line of lines(stream, bounds)) {
    const event = line === void 0 ? void 0 : parseObject(line);
    const object = event?.object;
    if (typeof object !== "object" || object === null) {
      return refused("unreachable", line === void 0 ? "an event of the watch is too long" : "the watch said something that is no event");
    }
    if (event.type === "ERROR") return refused(refusalOf(object.code, object), messageOf(object.code, object, ""));
    const type = TYPES[event.type];
    if (type === void 0 || typeof object.metadata?.resourceVersion !== "string") continue;
    if (type !== "bookmark" && typeof object.metadata.name !== "string") continue;
    const isListed = version === void 0 && type === "bookmark" && object.metadata.annotations?.[LISTED] === "true";
    if (isListed) clearTimeout(late);
    if (isListed || version !== void 0) version = object.metadata.resourceVersion;
    onEvent({ type: isListed ? "listed" : type, object });
  }
  return version === void 0 ? refused("unreachable", "the watch ended before it had told what there is") : { ok: true, body: version };
}
var LISTED = "k8s.io/initial-events-end";
var TYPES = { ADDED: "changed", MODIFIED: "changed", DELETED: "gone", BOOKMARK: "bookmark" };
async function* lines(stream, { silenceMs, maxBytes }) {
  const timer = setTimeout(() => stream.destroy(), silenceMs);
  let begun = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      timer.refresh();
      let start = 0;
      for (let end2 = chunk.indexOf(10); end2 >= 0; end2 = chunk.indexOf(10, start)) {
        yield Buffer.concat([...begun, chunk.subarray(start, end2)]).toString("utf8");
        begun = [];
        bytes = 0;
        start = end2 + 1;
      }
      begun.push(chunk.subarray(start));
      bytes += chunk.length - start;
      if (bytes > maxBytes) return yield void 0;
    }
  } catch {
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}

// src/agent/transport.ts
var HttpApi = class extends RestApi {
  constructor(connection, options = {}) {
    super();
    this.connection = connection;
    this.timeoutMs = options.timeoutMs ?? 1e4;
    this.maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
    this.silenceMs = options.silenceMs ?? 12e4;
  }
  timeoutMs;
  maxBytes;
  silenceMs;
  close() {
    this.connection.close();
  }
  async follow(path, access, from, onEvent, signal) {
    const deadline = Date.now() + this.timeoutMs;
    try {
      const response = await send(this.connection, { method: "GET", path }, deadline, signal);
      response.socket?.setKeepAlive(true, 15e3);
      if (response.statusCode === 200) return await readWatch(response, from, onEvent, this);
      return await this.judge(await whole(response, deadline, this.maxBytes), access, deadline);
    } catch (e) {
      if (!(e instanceof Unreachable)) throw e;
      return signal.aborted && from !== void 0 ? { ok: true, body: from } : refused("unreachable", e.message);
    }
  }
  async call(call, access) {
    const deadline = Date.now() + this.timeoutMs;
    try {
      const reply = await this.exchange(call, deadline);
      const answer = await this.judge(reply, access, deadline);
      if (answer.ok || reply.code !== 403 || answer.refusal !== "invalid") return answer;
      return await this.judge(await this.exchange(call, deadline), void 0, deadline);
    } catch (e) {
      if (!(e instanceof Unreachable)) throw e;
      return refused("unreachable", e.message);
    }
  }
  async judge(reply, access, deadline) {
    const body = parseObject(reply.text);
    if (reply.code >= 200 && reply.code < 300) {
      return body === void 0 ? refused("unreachable", "HTTP ".concat(reply.code, " with an answer that is no object of JSON")) : { ok: true, body };
    }
    const message = messageOf(reply.code, body, reply.text);
    if (reply.code !== 403) return refused(refusalOf(reply.code, body), message);
    return refused(access === void 0 || await this.allowed(access, deadline) ? "invalid" : "forbidden", message);
  }
  async allowed(access, deadline) {
    const reply = await this.exchange(accessReview(access), deadline);
    if (reply.code >= 300 && refusalOf(reply.code, void 0) === "unreachable") throw new Unreachable("no review of access: HTTP ".concat(reply.code));
    return reply.code < 300 && parseObject(reply.text)?.status?.allowed === true;
  }
  async exchange(call, deadline) {
    const once = () => exchange(this.connection, call, deadline, this.maxBytes);
    const reply = await once();
    if (reply.code === 401) return once();
    const wait3 = reply.code === 429 && /^\d+$/.test(reply.retryAfter ?? "") ? Number(reply.retryAfter) * 1e3 : Infinity;
    if (Date.now() + wait3 >= deadline) return reply;
    await new Promise((resolve) => setTimeout(resolve, wait3));
    return once();
  }
};

// src/agent/main.ts
var SETTINGS = "/restore/run.json";
var GATES = "/gates";
async function main([command, gate, ...rest]) {
  if (command === "run" && gate === void 0) return run();
  if (command === "gate" && gate !== void 0 && rest.length === 0) return wait2(gate);
  process.stderr.write("usage: agent.js run | gate NAME\n");
  return 2 /* MISUSED */;
}
async function run() {
  const intent = JSON.parse((0, import_fs3.readFileSync)(setting("RUN_SETTINGS", SETTINGS), "utf8"));
  const job = required("RUN");
  const log = logTo(systemClock, (line) => process.stderr.write(line));
  const stop = stopSignal();
  const gates = new PodGates(setting("GATES", GATES), intent);
  const timeoutMs = milliseconds("REQUEST_SECONDS", 1e4);
  const limits = {
    unreachable: milliseconds("RETRY_SECONDS", RUN_LIMITS.unreachable),
    forbidden: milliseconds("FORBIDDEN_SECONDS", RUN_LIMITS.forbidden),
    renewal: RUN_LIMITS.renewal
  };
  if (gates.isOver(GATE.resume)) return untilStopped(stop);
  const end2 = await drive(runProgram(intent, job), {
    api: new HttpApi(fromPod(process.env, timeoutMs), { timeoutMs }),
    clock: systemClock,
    log,
    gates,
    stop,
    limits
  }, { me: holderOf(job, required("POD_UID")), by: job });
  log(end2.say);
  if (end2.exit === 143 /* STOPPED */) return end2.exit;
  gates.end(gatesOf(intent), end2);
  return untilStopped(stop);
}
async function untilStopped(stop) {
  while (!stop.aborted) await systemClock.sleep(6e4, stop);
  return 0 /* DONE */;
}
async function wait2(gate) {
  const { exit, say } = await waitAtGate(setting("GATES", GATES), gate, systemClock);
  process.stderr.write("".concat(say, "\n"));
  if (exit !== 0) lastWords(say);
  return exit;
}
function lastWords(text) {
  try {
    (0, import_fs3.appendFileSync)("/dev/termination-log", "".concat(text.slice(0, 4e3), "\n"));
  } catch {
  }
}
function stopSignal() {
  const stop = new Stop();
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => stop.abort());
  return stop;
}
function setting(name, otherwise) {
  return process.env[name] || otherwise;
}
function milliseconds(name, otherwise) {
  const seconds = Number(process.env[name]);
  return seconds > 0 ? seconds * 1e3 : otherwise;
}
function required(name) {
  const value = process.env[name];
  if (value) return value;
  process.stderr.write("".concat(name, " is not set\n"));
  process.exit(2 /* MISUSED */);
}
void main(process.argv.slice(2)).then((code) => process.exit(code));
