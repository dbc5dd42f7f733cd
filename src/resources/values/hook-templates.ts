import { HookAction, HookExec, HookFormEntry, HookHttpGet, HookHttpHeader, HookHttpPost, HookTcpSocket } from '../hook-action';
import {
  HookExecutor, HookFunctionExecutor, HookParameter, HookPodExecutor, HookPodOwner, HookTemplateProps,
} from '../hook-template';
import { RESOURCE, usagePolicy } from './objects';
import { jobVolumes, volumeMounts } from './volumes';
import { list, struct } from '../../values/compound';
import { data } from '../../values/data';
import { optional } from '../../values/kind';
import { subdomain } from '../../values/names';
import { anyText, choice, flag, port, words } from '../../values/texts';
import { HookExecutorType, HookPodStrategy } from '../types/hook-executor';

const maybe = optional(anyText);
const yes = optional(flag);
const scheme = optional(choice('a scheme', ['HTTP', 'HTTPS']));
const PLACE = { host: maybe, port: optional(port), portName: maybe };
const HTTP = { ...PLACE, path: maybe, scheme, httpHeaders: optional(list(struct<HookHttpHeader>({ name: words('the name of a header'), value: anyText }))) };

const action = struct<HookAction>({
  containerName: maybe,
  exec: optional(struct<HookExec>({ command: list(anyText) })),
  httpGet: optional(struct<HookHttpGet>(HTTP)),
  httpPost: optional(struct<HookHttpPost>({
    ...HTTP, body: maybe, form: optional(list(struct<HookFormEntry>({ key: anyText, values: list(anyText) }))),
  })),
  tcpSocket: optional(struct<HookTcpSocket>(PLACE)),
});

const executor = struct<HookExecutor>({
  type: choice('a type of executor', HookExecutorType),
  pod: optional(struct<HookPodExecutor>({
    selector: anyText,
    strategy: optional(choice('a strategy of executors', HookPodStrategy)),
    owner: optional(struct<HookPodOwner>({
      apiVersion: words('an API version'), kind: words('a kind'), name: subdomain('the name of an owner'), uid: words('a uid'), controller: yes, blockOwnerDeletion: yes,
    })),
  })),
  function: optional(struct<HookFunctionExecutor>({ name: anyText, env: optional(list(data)), volumes: jobVolumes, volumeMounts })),
});

export const hookTemplateProps = struct<HookTemplateProps>({
  ...RESOURCE,
  action: optional(action),
  executor,
  params: optional(list(struct<HookParameter>({ name: anyText, usage: maybe, required: yes, default: maybe }))),
  usagePolicy,
});
