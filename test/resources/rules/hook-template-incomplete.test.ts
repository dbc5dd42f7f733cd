import { askAbout } from '../harness';

const action = { exec: { command: ['true'] } };
const messages = (spec: any) => askAbout('HookTemplate', spec).map(f => {
  expect(f.code).toBe('hook-template-incomplete');
  return f.message.replace(/^.* would be refused: /, '');
});

test.each([
  ['nothing', {}, ['it has no executor']],
  ['a pod without selector', { action, executor: { type: 'Pod' } }, ['the executor Pod has no selector']],
  ['a selector that is none', { action, executor: { type: 'Pod', pod: { selector: 'a=b, c' } } }, ['the selector is not of the form "a=b, c=d"']],
  ['a pod without action', { executor: { type: 'Pod', pod: { selector: 'a=b' } } }, ['it has no action']],
  ['an operator with nothing but a container', { action: { containerName: 'x' }, executor: { type: 'Operator' } }, ['it has no action']],
  ['no function', { executor: { type: 'Function' } }, ['the executor Function names no function']],
  ['a function', { executor: { type: 'Function', function: { name: 'f' } } }, []],
  ['a pod', { action, executor: { type: 'Pod', pod: { selector: 'a=b, c=d' } } }, []],
])('%s', (_what, spec, expected) => {
  expect(messages(spec)).toEqual(expected);
});
