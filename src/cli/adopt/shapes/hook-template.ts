import { USAGE_POLICY } from './usage-policy';
import { JOB_VOLUME, JOB_VOLUME_MOUNT } from './volumes';
import { HookAction, HookExec, HookFormEntry, HookHttpGet, HookHttpHeader, HookHttpPost, HookTcpSocket } from '../../../resources/hook-action';
import {
  HookExecutor, HookFunctionExecutor, HookParameter, HookPodExecutor, HookPodOwner, HookTemplateProps,
} from '../../../resources/hook-template';
import { HookExecutorType, HookPodStrategy } from '../../../resources/types/hook-executor';
import { COUNT, FLAG, list, must, oneOf, struct, TEXT, Typed, ANYTHING } from '../shape';

/** A port is one word upstream, number or name. */
const PORT = { words: { portName: 'port' } };

export const HOOK_EXEC = struct<HookExec>({ command: must(list(TEXT)) });

export const HOOK_HTTP_HEADER = struct<HookHttpHeader>({ name: must(TEXT), value: must(TEXT) });

export const HOOK_FORM_ENTRY = struct<HookFormEntry>({ key: must(TEXT), values: must(list(TEXT)) });

export const HOOK_HTTP_GET = struct<HookHttpGet>({
  host: TEXT, port: COUNT, portName: TEXT, path: TEXT, scheme: TEXT, httpHeaders: list(HOOK_HTTP_HEADER),
}, PORT);

export const HOOK_HTTP_POST = struct<HookHttpPost>({
  host: TEXT,
  port: COUNT,
  portName: TEXT,
  path: TEXT,
  scheme: TEXT,
  httpHeaders: list(HOOK_HTTP_HEADER),
  body: TEXT,
  form: list(HOOK_FORM_ENTRY),
}, PORT);

export const HOOK_TCP_SOCKET = struct<HookTcpSocket>({ host: TEXT, port: COUNT, portName: TEXT }, PORT);

export const HOOK_ACTION = struct<HookAction>({
  containerName: TEXT, exec: HOOK_EXEC, httpGet: HOOK_HTTP_GET, httpPost: HOOK_HTTP_POST, tcpSocket: HOOK_TCP_SOCKET,
});

export const HOOK_POD_OWNER = struct<HookPodOwner>({
  apiVersion: must(TEXT), kind: must(TEXT), name: must(TEXT), uid: must(TEXT), controller: FLAG, blockOwnerDeletion: FLAG,
});

export const HOOK_POD_EXECUTOR = struct<HookPodExecutor>({
  selector: must(TEXT), strategy: oneOf(HookPodStrategy, 'HookPodStrategy'), owner: HOOK_POD_OWNER,
});

export const HOOK_FUNCTION_EXECUTOR = struct<HookFunctionExecutor>({
  name: must(TEXT), env: list(ANYTHING), volumes: list(JOB_VOLUME), volumeMounts: list(JOB_VOLUME_MOUNT),
});

export const HOOK_EXECUTOR = struct<HookExecutor>({
  type: must(oneOf(HookExecutorType, 'HookExecutorType')), pod: HOOK_POD_EXECUTOR, function: HOOK_FUNCTION_EXECUTOR,
});

export const HOOK_PARAMETER = struct<HookParameter>({ name: must(TEXT), usage: TEXT, required: FLAG, default: TEXT });

export const HOOK_TEMPLATE_PROPS = struct<Typed<HookTemplateProps>>({
  action: HOOK_ACTION, executor: must(HOOK_EXECUTOR), params: list(HOOK_PARAMETER), usagePolicy: USAGE_POLICY,
});
