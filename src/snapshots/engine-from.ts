import { Engine } from '../engines/engine';
import { EngineFacts } from '../engines/facts';

const engines = new Map<EngineFacts, Engine>();

/** The engine that facts are about, without the references that a database of it may demand. */
export function engineFrom(facts: EngineFacts): Engine {
  let engine = engines.get(facts);
  if (engine === undefined) {
    // Whatever needs a factory is the only engine of its kind.
    engine = constantOf(facts) ?? Engine._ofKind(facts.kind)!;
    engines.set(facts, engine);
  }
  return engine;
}

/** `Engine.POSTGRES`, where the engine is a constant. */
function constantOf(facts: EngineFacts): Engine | undefined {
  const name = constantNameOf(facts);
  return name === undefined ? undefined : (Engine as unknown as Record<string, Engine>)[name];
}

/** `POSTGRES`, where the engine is a constant of that name. */
export function constantNameOf(facts: EngineFacts): string | undefined {
  return Object.entries(Engine).find(([, value]) => value instanceof Engine && value._facts === facts)?.[0];
}
