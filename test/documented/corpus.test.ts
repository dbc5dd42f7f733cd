import { ENGINES } from '../../src/engines/registry';
import { addonsOf, differing, documented, examples, malformed, MALFORMED, OTHER_ADDONS, RUN_BY_OTHERS, spoilt, unexplained, valuesOf } from '../support/documented';
import { describeUpstream } from '../support/upstream';

describeUpstream('what is compared with upstream\'s documentation', () => {
  const addons = ENGINES.map(e => e.addon);

  test('is everything that can be read', () => expect(malformed()).toEqual(MALFORMED));

  test.each(['RestoreSession', 'BackupConfiguration'])('%s: everything that is about a database of KubeDB', kind => {
    const all = documented(new RegExp(`^${kind}$`));
    const compared = examples(new RegExp(`^${kind}$`)).map(e => e.file);
    const left = all.filter(d => !compared.includes(d.file));
    expect(all.filter(d => addonsOf(d).length !== 1)).toEqual([]);
    expect([...new Set(all.flatMap(addonsOf))].filter(a => !addons.includes(a)).sort()).toEqual(OTHER_ADDONS);
    // Whatever is left out names an addon that is no engine's, or an AppBinding.
    expect(left.filter(d => addonsOf(d).some(a => addons.includes(a)) && d.object.spec.target.kind !== 'AppBinding')).toEqual([]);
    expect(left.filter(d => d.object.spec.target?.kind === 'AppBinding').map(d => d.file.slice(0, d.file.lastIndexOf('/')))).toEqual(RUN_BY_OTHERS);
    expect(all.filter(d => d.object.spec.target?.apiGroup === 'kubedb.com').filter(d => !compared.includes(d.file))).toEqual([]);
  });
});

describe('two objects are compared', () => {
  const theirs = { a: 1, list: [{ name: 'y', v: 1 }, { name: 'x', v: [1, 2] }], empty: {}, deep: { b: true } };

  test('by their values, members of lists in the order of their names', () => {
    expect(valuesOf(theirs)).toEqual(new Map([['a', '1'], ['list[0].name', '"x"'], ['list[0].v', '[1,2]'], ['list[1].name', '"y"'], ['list[1].v', '1'], ['deep.b', 'true']]));
    expect(differing(theirs, { ...theirs, list: [...theirs.list].reverse(), empty: undefined })).toEqual([]);
  });
  test('any difference is seen, and who has it', () => {
    expect(differing(theirs, { ...theirs, a: 2 })).toEqual([{ at: 'a' }]);
    expect(differing(theirs, { ...theirs, c: 2 })).toEqual([{ at: 'c', only: 'ours' }]);
    expect(differing(theirs, { list: theirs.list, deep: {} })).toEqual([{ at: 'a', only: 'upstream' }, { at: 'deep.b', only: 'upstream' }]);
    expect(spoilt(theirs)).toHaveLength(18);
    for (const { at, object } of spoilt(theirs)) expect(differing(theirs, object).map(d => d.at.split(/[.[]/)[0])).toContain(at.split(/[.[]/)[0]);
  });
  test('an explanation is for its field, and for who alone has it', () => {
    const ours = { ...theirs, c: 2, deep: { b: false } };
    expect(unexplained(theirs, ours, [{ path: 'c', only: 'ours', why: '' }, { path: 'deep', why: '' }])).toEqual([]);
    expect(unexplained(theirs, ours, [{ path: 'c', only: 'upstream', why: '' }, { path: 'dee', why: '' }])).toEqual([{ at: 'c', only: 'ours' }, { at: 'deep.b' }]);
    expect(unexplained({ l: [{ a: { z: 1 } }] }, { l: [{ a: { z: 2 } }] }, [{ path: 'l[].*.z', why: '' }])).toEqual([]);
    expect(unexplained({ l: [{ a: { z: 1 } }] }, { l: [{ a: { z: 2 } }] }, [{ path: 'l[1]', why: '' }])).toEqual([{ at: 'l[0].a.z' }]);
  });
});
