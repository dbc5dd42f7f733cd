import { archivedTwice } from './archived-twice';
import { dataInvalid } from './data-invalid';
import { defaultTwice } from './default-twice';
import { directoryNested } from './directory-nested';
import { directoryShared } from './directory-shared';
import { duplicateObject } from './duplicate-object';
import { existsOnce } from './exists-once';
import { fieldRules } from './field-invalid';
import { fluxSubstitutes } from './flux-substitutes';
import { kindNotKnown, kindUnknown } from './kind-unknown';
import { nodePortOutOfRange } from './node-port-out-of-range';
import { objectNameInvalid } from './object-name-invalid';
import { plainRules } from './plain';
import { podRefused } from './pod-refused';
import { priorityBesideClass } from './priority-beside-class';
import { repositoryRetargeted } from './repository-retargeted';
import { secretInPlainText } from './secret-in-plain-text';
import { serviceOfOperator } from './service-of-operator';
import { sessionIntoManagedDatabase } from './session-into-managed-database';
import { storageShared } from './storage-shared';
import { AppSubject } from './subject';
import { usageRefused } from './usage-refused';
import { yamlChangesString } from './yaml-changes-string';
import { Rule } from '../../../findings/finding';

/** Rules about the objects of a whole app. Each looks at every object once. */
export const APP_RULES: readonly Rule<AppSubject>[] = [
  dataInvalid, duplicateObject, objectNameInvalid, yamlChangesString, fluxSubstitutes, secretInPlainText, kindUnknown, kindNotKnown,
  ...fieldRules, storageShared, defaultTwice, repositoryRetargeted, directoryShared, directoryNested, archivedTwice, usageRefused, existsOnce,
  ...plainRules, sessionIntoManagedDatabase, serviceOfOperator, podRefused, nodePortOutOfRange, priorityBesideClass,
];
