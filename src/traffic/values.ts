import { IsolationOptions } from './isolation';
import { DeclaredTrafficOptions } from './traffic';
import { list, struct } from '../values/compound';
import { data } from '../values/data';
import { optional } from '../values/kind';
import { namespaceName } from '../values/names';
import { flag } from '../values/texts';

export const isolationOptions = struct<IsolationOptions>({
  operatorNamespaces: optional(list(namespaceName, 1)),
  admit: optional(list(data)),
});

export const declaredTrafficOptions = struct<DeclaredTrafficOptions>({ open: flag });
