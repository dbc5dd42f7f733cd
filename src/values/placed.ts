import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { unusable } from './given';
import { typeOf } from './kind';

/**
 * Where a construct is to stand, if that is a place. Nothing can be reported at a place that is none, so this is not a finding of the synthesis.
 *
 * @throws TypeError if the scope is no construct within a Chart, or the id no text
 */
export function placed(scope: Construct, id: string): Construct {
  if (!Construct.isConstruct(scope)) {
    throw unusable(typeof id === 'string' ? id : '', [{
      code: 'wrong-type', property: 'scope', message: `the scope is ${typeOf(scope)}`, allowed: 'a construct', remedy: 'give the Chart that it belongs to',
    }]);
  }
  if (typeof id !== 'string' || id === '') {
    throw unusable(scope.node.path, [{
      code: 'wrong-type',
      property: 'id',
      message: `the id is ${id === '' ? 'empty' : typeOf(id)}`,
      allowed: 'a text, once below its scope',
      remedy: 'name it, such as Orders',
    }]);
  }
  if (!isInChart(scope)) {
    throw unusable([scope.node.path, id].filter(part => part !== '').join('/'), [{
      code: 'wrong-type',
      property: 'scope',
      message: 'the scope is in no Chart',
      allowed: 'a Chart, or a construct within one',
      remedy: 'make a Chart in the App, and give that',
    }]);
  }
  return scope;
}

function isInChart(scope: Construct): boolean {
  for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) if (Chart.isChart(at)) return true;
  return false;
}
