import { about, object } from './harness';
import { fluxSubstitutes } from '../../../../src/resources/rules/app/flux-substitutes';

const said = (text: string, more: any = {}) => about(fluxSubstitutes, object('v1', 'ConfigMap', 'a', { flux: true, data: { text }, ...more }));

test('a variable that Flux would replace is a warning', () => {
  expect(said('echo ${HOME}')).toMatchObject([{ code: 'flux-substitutes', severity: 'warning' }]);
  expect(said('${A:=b}')).toHaveLength(1);
  expect(said('$$${A}')).toHaveLength(1);
});

test('what is no variable to Flux is none', () => {
  for (const text of ['$HOME', '$${HOME}', '${}', '${1}', 'cost: 5$', '']) expect(said(text)).toEqual([]);
});

test('objects in which Flux may not replace anything, and those that it never sees, are let through', () => {
  expect(said('${A}', { metadata: { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } } })).toEqual([]);
  expect(said('${A}', { flux: false })).toEqual([]);
});

test('one warning per object is enough', () => {
  expect(about(fluxSubstitutes, object('v1', 'ConfigMap', 'a', { flux: true, data: { a: '${A}', b: '${B}' } }))).toHaveLength(1);
});
