import { Construct } from 'constructs';
import { ContainerOptions, PodOptions, PodsOptions } from './pod-options';
import { isPlainObject } from '../resources/merge';
import { Json } from '../values/json';

/** A kind of pod. What triggers a backup on its schedule moves no data: only what all pods need holds for it. */
export type PodPart = 'run' | 'checks' | 'backup' | 'restore' | 'safetyBackup' | 'trigger';

/** What is said about the pods of a database, from the farthest place to the nearest. */
export interface PodLayers {
  readonly layers: readonly PodsOptions[];
  /** Which of them is the database's own: what a Backup says counts beside it. */
  readonly own: number;
}

/** A database that another one is made like, as far as its pods are concerned. */
export interface PodModel {
  /** Where it is declared. */
  readonly home: Construct;
  readonly pods: PodLayers;
  /** Whether it lives in another namespace than what is made like it. */
  readonly elsewhere: boolean;
}

/** The parts of a layer that count for a pod, the later the nearer. */
const PARTS: Record<PodPart, readonly (keyof PodsOptions)[]> = {
  run: ['run'],
  checks: ['checks'],
  // A restore reaches the storage that its backup reached, and moves as much.
  backup: ['backup'],
  restore: ['backup', 'restore'],
  safetyBackup: ['backup', 'safetyBackup'],
  trigger: [],
};

/** Pods that have a ServiceAccount of their own: that of all pods does not hold for them. */
const IDENTIFIED: readonly PodPart[] = ['run', 'checks', 'trigger'];

/** What is said at a database, after what is said around it. */
export function layersOf(around: readonly PodsOptions[] = [], own: PodsOptions = {}): PodLayers {
  return { layers: [...around, own], own: around.length };
}

/** With what a restore says, which is nearer than all before. */
export function nearer(pods: PodLayers, layer: PodsOptions | undefined): PodLayers {
  return layer === undefined ? pods : { ...pods, layers: [...pods.layers, layer] };
}

/** A layer as it holds in another namespace, where its ServiceAccounts are not. */
export function elsewhere({ run, backup, restore, safetyBackup, ...all }: PodsOptions): PodsOptions {
  return {
    ...unnamed(all), run: unnamed(run), backup: unnamed(backup), restore: unnamed(restore), safetyBackup: unnamed(safetyBackup),
  };
}

/** Options without the ServiceAccount that they name. */
export function unnamed<T extends PodOptions>(options: T | undefined): T | undefined {
  return options === undefined ? undefined : { ...options, serviceAccountName: undefined };
}

/**
 * What one kind of pod needs.
 *
 * @param backup what the Backup whose Job is meant, or whose Snapshot is restored, says itself
 */
export function needsOf({ layers, own }: PodLayers, part: PodPart, backup?: PodOptions): PodOptions {
  let needs: PodOptions = {};
  for (let i = 0; i < layers.length; i++) {
    const layer = layers[i];
    if (!isSilent(layer)) needs = over(needs, forAll(layer, part));
    for (const name of PARTS[part]) {
      needs = over(needs, layer[name] as PodOptions | undefined);
      if (name === 'backup' && i === own) needs = over(needs, backup);
    }
  }
  return needs;
}

/** Whether nothing is said, as of most pods. */
export function isSilent(said: object): boolean {
  return Object.keys(said).length === 0;
}

/** Options over others: structs and maps key by key, lists and texts as a whole. */
export function over<T extends ContainerOptions>(far: T, near: T | undefined): T {
  return near === undefined ? far : merged(far, near) as T;
}

function forAll({ run, checks, backup, restore, safetyBackup, ...all }: PodsOptions, part: PodPart): PodOptions {
  const { serviceAccountName, serviceAccountAnnotations, ...others } = all;
  return IDENTIFIED.includes(part) ? others : all;
}

function merged(far: Json, near: Json): Json {
  const result: Json = { ...far };
  for (const [key, value] of Object.entries(near)) {
    if (value === undefined) continue;
    result[key] = isPlainObject(result[key]) && isPlainObject(value) ? merged(result[key], value) : value;
  }
  return result;
}
