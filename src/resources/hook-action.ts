import { list, struct } from '../values/compound';
import { optional } from '../values/kind';
import { anyText, choice, port, words } from '../values/texts';

/** A header of an HTTP request. */
export interface HookHttpHeader {
  /** Name of the header. */
  readonly name: string;

  /** Value of the header. */
  readonly value: string;
}

/** An entry of an HTTP form. */
export interface HookFormEntry {
  /** Key of the entry. */
  readonly key: string;

  /** Its values. */
  readonly values: string[];
}

/** A command. */
export interface HookExec {
  /** The command and its arguments; no shell unless it names one. */
  readonly command: string[];
}

/** A TCP connection. */
export interface HookTcpSocket {
  /**
   * Name or address.
   *
   * @default - the pod's
   */
  readonly host?: string;

  /**
   * Number of the port.
   *
   * @default - `portName` names it
   */
  readonly port?: number;

  /**
   * Name of the port.
   *
   * @default - `port` numbers it
   */
  readonly portName?: string;
}

/** An HTTP GET. */
export interface HookHttpGet {
  /**
   * Name or address.
   *
   * @default - the pod's
   */
  readonly host?: string;

  /**
   * Number of the port.
   *
   * @default - `portName` names it
   */
  readonly port?: number;

  /**
   * Name of the port.
   *
   * @default - `port` numbers it
   */
  readonly portName?: string;

  /**
   * Path.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * `HTTP` or `HTTPS`.
   *
   * @default 'HTTP'
   */
  readonly scheme?: string;

  /**
   * Headers.
   *
   * @default - none
   */
  readonly httpHeaders?: HookHttpHeader[];
}

/** An HTTP POST. */
export interface HookHttpPost {
  /**
   * Name or address.
   *
   * @default - the pod's
   */
  readonly host?: string;

  /**
   * Number of the port.
   *
   * @default - `portName` names it
   */
  readonly port?: number;

  /**
   * Name of the port.
   *
   * @default - `port` numbers it
   */
  readonly portName?: string;

  /**
   * Path.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * `HTTP` or `HTTPS`.
   *
   * @default 'HTTP'
   */
  readonly scheme?: string;

  /**
   * Headers.
   *
   * @default - none
   */
  readonly httpHeaders?: HookHttpHeader[];

  /**
   * Body of the request.
   *
   * @default - `form`
   */
  readonly body?: string;

  /**
   * Body of the request as a form.
   *
   * @default - `body`
   */
  readonly form?: HookFormEntry[];
}

/** What a hook does. Texts are Go templates over a summary: `{{ .Name }}`, `{{ .Status.Phase }}`. */
export interface HookAction {
  /**
   * Container of the pod.
   *
   * @default - the pod's default
   */
  readonly containerName?: string;

  /**
   * Runs a command.
   *
   * @default - none
   */
  readonly exec?: HookExec;

  /**
   * Sends an HTTP GET.
   *
   * @default - none
   */
  readonly httpGet?: HookHttpGet;

  /**
   * Sends an HTTP POST.
   *
   * @default - none
   */
  readonly httpPost?: HookHttpPost;

  /**
   * Opens a TCP connection.
   *
   * @default - none
   */
  readonly tcpSocket?: HookTcpSocket;
}

const maybe = optional(anyText);
const scheme = optional(choice('a scheme', ['HTTP', 'HTTPS']));
const PLACE = { host: maybe, port: optional(port), portName: maybe };
const HTTP = { ...PLACE, path: maybe, scheme, httpHeaders: optional(list(struct<HookHttpHeader>({ name: words('the name of a header'), value: anyText }))) };

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const hookAction = struct<HookAction>({
  containerName: maybe,
  exec: optional(struct<HookExec>({ command: list(anyText) })),
  httpGet: optional(struct<HookHttpGet>(HTTP)),
  httpPost: optional(struct<HookHttpPost>({
    ...HTTP, body: maybe, form: optional(list(struct<HookFormEntry>({ key: anyText, values: list(anyText) }))),
  })),
  tcpSocket: optional(struct<HookTcpSocket>(PLACE)),
});
